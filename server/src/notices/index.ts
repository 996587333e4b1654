/** What other capabilities may use of notices: publishing, closing, and objections. */
export { regionOfCode } from '@xinghe/contract/public-code'
export { answerObjection } from './answer-objection.ts'
export { closeNotices, withdrawNotice, withdrawNotices } from './close-notices.ts'
export { investigateObjection } from './investigate-objection.ts'
export { openObjectionsOf } from './load.ts'
export { noticesToPrint } from './notices-to-print.ts'
export { personalDataIn } from './personal.rules.ts'
export { objectionSlipsToPrint, objectionsToPrint } from './print-objection.ts'
export {
  type NewNotice,
  type NewNoticeLine,
  type PublishedNotice,
  publishNotice,
  publishNotices,
} from './publish-notice.ts'
export { type Raised, raiseObjection } from './raise-objection.ts'
export { routes } from './routes.ts'

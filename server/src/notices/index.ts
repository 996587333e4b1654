/** What other capabilities may use of notices: publishing, closing, and objections. */
export { closeNotices, withdrawNotice } from './close-notices.ts'
export { openObjectionsOf } from './load.ts'
export { answerObjection, investigateObjection, type Raised, raiseObjection } from './objections.ts'
export { regionOfCode } from './public-code.ts'
export { type NewNotice, type NewNoticeLine, type PublishedNotice, publishNotice, publishNotices } from './publish-notice.ts'
export { routes } from './routes.ts'

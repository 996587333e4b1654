/** The five procedures. Each has its folder; this is their door. */
import type { ErrandTable } from '../errands/index.ts'
import { routes as award } from './award/routes.ts'
import { routes as circulars } from './circulars/routes.ts'
import { routes as declare } from './declare/routes.ts'
import * as inForce from './design/in-force.ts'
import { routes as design } from './design/routes.ts'
import * as preview from './preview/preview-year.ts'
import { routes as previews } from './preview/routes.ts'
import { routes as removals } from './removals/routes.ts'
import { routes as results } from './results/routes.ts'
import { routes as whatIf } from './what-if/routes.ts'
import { routes as yearEnd } from './year-end/routes.ts'

export { deliverPlaques } from './award/deliver-plaques.ts'
export { hangPlaques } from './award/hang-plaques.ts'
export { orderDoorPlates, orderPlaques } from './award/order-plaques.ts'
export { plaquesToPrint } from './award/print-plaque.ts'
export { takeDownOfVillages } from './award/take-down-of-villages.ts'
export { recordUses } from './award/uses.ts'
export { draftCircular } from './circulars/draft-circular.ts'
export { issueCircular } from './circulars/issue-circular.ts'
export { confirmSheets } from './declare/confirm-sheets.ts'
export { applyExemptions, decideExemptions } from './declare/exempt.ts'
export {
  carryDeclarations,
  releaseElectives,
  settleSheets,
  sheetsFollow,
} from './declare/follow-change.ts'
export { layOutSheets, openSheets } from './declare/open-sheets.ts'
export { publishSheets } from './declare/publish-sheets.ts'
export { returnSheet } from './declare/return-sheet.ts'
export { saveSheets } from './declare/save-sheets.ts'
export { submitSheets } from './declare/submit-sheets.ts'
export { beginSchemes } from './design/begin-schemes.ts'
export { createScheme } from './design/create-scheme.ts'
export { publishScheme } from './design/publish-scheme.ts'
export { approveScheme, returnScheme } from './design/review-scheme.ts'
export { reviseScheme } from './design/revise-scheme.ts'
export { saveScheme } from './design/save-scheme.ts'
export { documentFrom } from './design/source.ts'
export { submitScheme } from './design/submit-scheme.ts'
export { decideRemoval } from './removals/decide-removal.ts'
export { proposeRemoval } from './removals/propose-removal.ts'
export { publishRemoval } from './removals/publish-removal.ts'
export { takeEffect } from './removals/take-effect.ts'
export {
  judgePastResults,
  keepPastResults,
  type PastResult,
  pastKey,
} from './results/keep-past-results.ts'
export { whysToPrint } from './results/print-why.ts'
export { classOf, type Evaluated, evaluate, type Plan, planOf } from './star.rules.ts'
export { timelineFor } from './timeline.ts'
export { verifyRatings } from './verify-ratings.ts'
export { answerObjection } from './year-end/answer-objection.ts'
export { assess } from './year-end/assess.ts'
export { closeYearNotices } from './year-end/close-year-notices.ts'
export { confirmResults, returnResults } from './year-end/confirm-results.ts'
export { determine } from './year-end/determine.ts'
export { fileResults } from './year-end/file-results.ts'
export { investigateObjection, raiseObjection } from './year-end/object.ts'
export { openYearEnd } from './year-end/open-year-end.ts'
export { peerReview } from './year-end/peer-review.ts'
export { minutesToPrint } from './year-end/print-minutes.ts'
export { publishAmendment } from './year-end/publish-amendment.ts'
export { publishYearNotice } from './year-end/publish-year-notice.ts'
export { selfAssess } from './year-end/self-assess.ts'

export const jobs = { ...inForce.jobs, ...preview.jobs }
export const crontab = `${inForce.crontab}\n${preview.crontab}`
export const errandKinds: ErrandTable = { 'year_end.preview': preview.runPreview }

export const routes = [
  ...award,
  ...circulars,
  ...declare,
  ...design,
  ...previews,
  ...removals,
  ...results,
  ...whatIf,
  ...yearEnd,
]

/** The five procedures. Each has its folder; this is their door. */
import { routes as award } from './award/routes.ts'
import { routes as declare } from './declare/routes.ts'
import { routes as design } from './design/routes.ts'
import { routes as results } from './results/routes.ts'

export { confirmSheets } from './declare/confirm-sheets.ts'
export { applyExemptions, decideExemptions } from './declare/exempt.ts'
export { openSheets } from './declare/open-sheets.ts'
export { publishSheets } from './declare/publish-sheets.ts'
export { returnSheet } from './declare/return-sheet.ts'
export { saveSheets } from './declare/save-sheets.ts'
export { submitSheets } from './declare/submit-sheets.ts'
export { createScheme } from './design/create-scheme.ts'
export { crontab, jobs } from './design/in-force.ts'
export { publishScheme } from './design/publish-scheme.ts'
export { approveScheme, returnScheme } from './design/review-scheme.ts'
export { reviseScheme } from './design/revise-scheme.ts'
export { saveScheme } from './design/save-scheme.ts'
export { submitScheme } from './design/submit-scheme.ts'
export { type Evaluated, type Plan, classOf, evaluate, planOf } from './star.rules.ts'
export { verifyRatings } from './verify-ratings.ts'

export const routes = [...award, ...declare, ...design, ...results]

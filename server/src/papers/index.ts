/** Paper and back: sheets with a code, printed, filled by hand, typed, compared and posted. */
import type { ErrandTable } from '../errands/index.ts'
import { printSheets } from './sheets-file.ts'

export { printPaperSheets } from './print-sheets.ts'
export { routes } from './routes.ts'
export { saveKeying } from './save-keying.ts'
export const errandKinds: ErrandTable = { 'papers.print': printSheets }

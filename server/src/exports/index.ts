/** Every list leaves as the user sees it. */
import type { ErrandTable } from '../errands/index.ts'
import { writeExport } from './begin-export.ts'

export { routes } from './routes.ts'
export const errandKinds: ErrandTable = { 'exports.list': writeExport }

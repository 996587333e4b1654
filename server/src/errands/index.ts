/** Long work that goes on by itself, and the file it makes. */
export { beginErrand } from './begin-errand.ts'
export { setErrandDir } from './errand-files.ts'
export { routes } from './routes.ts'
export {
  ErrandCancelled,
  type ErrandContext,
  type ErrandRun,
  type ErrandTable,
  errandJobs,
  runErrand,
} from './run-errand.ts'

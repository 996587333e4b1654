/** What people have in spreadsheets, brought in: looked through first, written when confirmed. */
import type { JobTable } from '../platform/jobs.ts'
import { dropOldSheets } from './kept-sheets.ts'

export { setImportDir } from './kept-sheets.ts'
export { routes } from './routes.ts'
export { errandKinds } from './run-import.ts'

export const jobs: JobTable = {
  async imports_drop_old({ now }) {
    await dropOldSheets(now)
  },
}
export const crontab = '40 18 * * * imports_drop_old ?max=1'

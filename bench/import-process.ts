/** A process of the import row: reads one workbook, or brings it in as an errand does, and says what it took. */
import { readFileSync } from 'node:fs'
import { runErrand, setErrandDir } from '../server/src/errands/index.ts'
import { errandKinds, setImportDir } from '../server/src/imports/index.ts'
import { bookForm, openBook } from '../server/src/imports/open-book.ts'
import { systemClock } from '../server/src/platform/clock.ts'
import { connect } from '../server/src/platform/database.ts'
import { followKeys } from '../server/src/platform/key-file.ts'
import { useKeys } from '../server/src/platform/sealed.ts'
import { cellsOf } from './import-sheet.ts'

export type Job =
  | { what: 'read'; file: string; villages: string[] }
  | { what: 'errand'; appUrl: string; dataDir: string; regionId: number; errandId: string }
export interface Told {
  seconds: number
  /** Megabytes at most. */
  memory: number
  wrong: number
}

async function read({ file, villages }: Extract<Job, { what: 'read' }>) {
  const begun = performance.now()
  const bytes = readFileSync(file)
  const [sheet] = await openBook(bytes, await bookForm(bytes))
  const rows: unknown[][] = []
  let count = 0
  for await (const { row, cells } of sheet?.rows() ?? []) {
    count++
    if (row > 1) rows.push([row, ...cells])
  }
  const seconds = (performance.now() - begun) / 1000
  let wrong = 0
  for (const [row, ...cells] of rows)
    for (const [at, meant] of cellsOf(row as number, villages).entries()) if (cells[at] !== meant) wrong++
  return { seconds, wrong: count === 0 ? 1 : wrong }
}
async function errand({ appUrl, dataDir, regionId, errandId }: Extract<Job, { what: 'errand' }>) {
  useKeys(followKeys(dataDir))
  setErrandDir(`${dataDir}/errands`)
  setImportDir(`${dataDir}/imports`)
  const { db, pool } = connect(appUrl)
  const begun = performance.now()
  await runErrand(db, errandKinds, { regionId, id: errandId }, () => systemClock.now())
  const seconds = (performance.now() - begun) / 1000
  await pool.end()
  return { seconds, wrong: 0 }
}

process.once('message', (job: Job) => {
  void (job.what === 'read' ? read(job) : errand(job)).then((done) => {
    const told: Told = { ...done, memory: process.resourceUsage().maxRSS / 1024 }
    process.send?.(told, () => process.exit(0))
  })
})

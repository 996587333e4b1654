import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { confirmImport } from '@xinghe/contract/imports'
import pg from 'pg'
import { buildApp } from '../../server/src/app.ts'
import { setErrandDir } from '../../server/src/errands/index.ts'
import { setImportDir } from '../../server/src/imports/kept-sheets.ts'
import { fixedClock } from '../../server/src/platform/clock.ts'
import { connect } from '../../server/src/platform/database.ts'
import { startPostgres } from '../../server/src/platform/embedded-postgres.ts'
import { followKeys, requireKeys } from '../../server/src/platform/key-file.ts'
import { migrate } from '../../server/src/platform/migrate.ts'
import { useKeys } from '../../server/src/platform/sealed.ts'
import { as, givenRegion } from '../../server/test/given.ts'
import { handIn, importOf } from '../../server/test/hand-in.ts'
import { noLimits, type World } from '../../server/test/world.ts'
import type { Job, Told } from '../import-process.ts'
import { sheetOf } from '../import-sheet.ts'
import { atMost, type Bench, median, takeTurns } from '../measure.ts'

const role = { appRole: 'xinghe_bench', appPassword: 'bench' }
/** As many as one sheet may have. */
const most = 100_000

export default {
  about:
    'A workbook of 100,000 new members, looked through and then written (PostgreSQL with its settings of production, fsync on, a fresh county each round), beside our own reader that reads the same file and does nothing with it; each in a process of its own.',
  async run({ rounds, books, log }) {
    const rows = Math.min(most, books)
    const folder = mkdtempSync(join(tmpdir(), 'xinghe-bench-import-'))
    const postgres = await startPostgres({ dataDir: folder })
    requireKeys(folder, [])
    useKeys(followKeys(folder))
    setErrandDir(join(folder, 'errands'))
    setImportDir(join(folder, 'imports'))
    await migrate({ ownerUrl: postgres.ownerUrl, ...role })
    try {
      const template = await openWorld(postgres.ownerUrl)
      const county = await givenRegion(template.world, { townships: 20, villages: 10, members: 0 })
      await template.close()
      const villages = county.townships.flatMap((town) => town.villages.map(({ name }) => name))
      const file = join(folder, 'sheet.xlsx')
      const bytes = await sheetOf(rows, villages)
      writeFileSync(file, bytes)
      log(`${rows} rows, ${(bytes.length / 2 ** 20).toFixed(1)} MB`)

      const reads: Told[] = []
      const checks: Told[] = []
      const writes: Told[] = []
      const { reader } = await takeTurns(rounds, {
        async reader() {
          reads.push(await inProcess({ what: 'read', file, villages }))
          return (reads.at(-1) as Told).seconds
        },
        async product() {
          const url = await cloned(postgres.ownerUrl, checks.length)
          const { world, appUrl, close } = await openWorld(url)
          const { answer } = await handIn(world, county.department, 'PEOPLE', bytes)
          const errand = { what: 'errand' as const, appUrl, dataDir: folder, regionId: county.regionId }
          checks.push(await inProcess({ ...errand, errandId: answer.errandId }))
          const { answer: asked, error } = await as(world, county.department, confirmImport, {
            params: { id: answer.id },
            body: { mode: 'ALL' },
          })
          if (error) throw new Error(error.message)
          writes.push(await inProcess({ ...errand, errandId: asked.errandId }))
          const { state, counts } = await importOf(world, county.department, answer.id)
          if (state !== 'DONE' || counts?.create !== rows)
            throw new Error(`${state}: ${JSON.stringify(counts)}`)
          await close()
          return (checks.at(-1) as Told).seconds + (writes.at(-1) as Told).seconds
        },
      })
      const beside = { name: 'the reader alone', values: reader }
      const took = (list: readonly Told[]) => list.map((one) => one.seconds)
      const held = (list: readonly Told[]) => list.map((one) => one.memory)
      const figure = (what: string, list: readonly Told[]) => [
        {
          what,
          unit: 's',
          ours: took(list),
          beside,
          goal: atMost(2, median(took(list)) / median(reader), '≤ 2 ×'),
        },
        {
          what: `${what}: memory of the process`,
          unit: 'MB',
          ours: held(list),
          beside: { name: 'the reader alone', values: held(reads) },
          goal: atMost(400, median(held(list)), '≤ 400 MB'),
        },
      ]
      const wrong = reads.map((one) => one.wrong)
      return [
        ...figure('dry run', checks),
        ...figure('commit', writes),
        { what: 'corrupted cells', unit: '', ours: wrong, goal: atMost(0, Math.max(...wrong), 'none') },
      ]
    } finally {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
} satisfies Bench

/** The county as it was founded, in a database of its own. */
async function cloned(ownerUrl: string, number: number): Promise<string> {
  const name = `round_${number}`
  const at = (database: string) => Object.assign(new URL(ownerUrl), { pathname: `/${database}` }).href
  const admin = new pg.Client({ connectionString: at('postgres') })
  await admin.connect()
  if (number > 0) await admin.query(`drop database if exists round_${number - 1} with (force)`)
  await admin.query(`create database ${name} template xinghe`)
  await admin.end()
  return at(name)
}
async function openWorld(
  ownerUrl: string,
): Promise<{ world: World; appUrl: string; close(): Promise<void> }> {
  const appUrl = Object.assign(new URL(ownerUrl), {
    username: role.appRole,
    password: role.appPassword,
  }).href
  const { db, pool } = connect(appUrl)
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1, options: '-c search_path=xinghe' })
  owner.on('error', () => {})
  const clock = fixedClock(new Date().toISOString())
  const app = await buildApp({ db, clock }, { quiet: true, limits: noLimits })
  return {
    appUrl,
    world: { db, app, clock, owner: async (text, values) => (await owner.query(text, values)).rows },
    async close() {
      await app.close()
      await pool.end()
      await owner.end()
    },
  }
}
const inProcess = (job: Job): Promise<Told> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, '../import-process.ts'), {
      execArgv: process.env.BENCH_PROFILE
        ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
        : [],
    })
    let told: Told | undefined
    child.once('message', (message) => (told = message as Told))
    child.once('error', reject)
    child.once('exit', () => (told ? resolve(told) : reject(new Error('the process of the import died'))))
    child.send(job)
  })

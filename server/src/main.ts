/** Config → database → http + worker. Called by scripts/start.ts and by the browser journeys. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { demoAccounts } from '../../demo/accounts.ts'
import { buildApp } from './app.ts'
import * as audit from './audit/index.ts'
import * as backups from './backups/index.ts'
import { type ErrandTable, errandJobs, setErrandDir } from './errands/index.ts'
import * as exports from './exports/index.ts'
import { setFilesDir } from './files/index.ts'
import { type DemoAccount, showDemoAccounts } from './identity/index.ts'
import * as imports from './imports/index.ts'
import * as papers from './papers/index.ts'
import { appConnection } from './platform/app-connection.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { connect } from './platform/database.ts'
import { restoreBegun } from './platform/dump.ts'
import { startWorker } from './platform/jobs.ts'
import { followKeys, requireKeys } from './platform/key-file.ts'
import { watchPool } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { asOwner } from './platform/owner.ts'
import { useKeys } from './platform/sealed.ts'
import { keysInUse } from './platform/sealed-columns.ts'
import * as points from './points/index.ts'
import { dismissPrinters, unpackKai, useFontFolder } from './print/index.ts'
import * as prints from './prints/index.ts'
import * as reports from './reports/index.ts'
import { firstRun, useFounding } from './setup/index.ts'
import * as stars from './stars/index.ts'
import * as work from './work/index.ts'

export interface StartOptions {
  /** Owner of the database: migrates. The app itself connects as a role that owns nothing. */
  ownerUrl: string
  dataDir: string
  host: string
  port: number
  /**
   * Make the demo world when the database is empty, and show its accounts on the sign-in page. False: the place is kept for
   * a county, also at later starts; one that holds demo data is refused.
   */
  demo: boolean
  webDist: string
  log?: (line: string) => void
  clock?: Clock
}
export interface Started {
  address: string
  demoAccounts: readonly DemoAccount[]
  /** While there is no county: what its founding asks for. */
  setUpCode: string | null
  close(): Promise<void>
}

const demoBegun = 'demo world begun'
const demoMade = 'demo world made'
const keptForCounty = 'kept for a county'

export async function startServer(options: StartOptions): Promise<Started> {
  const { ownerUrl, dataDir, host, port, demo, webDist, clock = systemClock, log = () => {} } = options
  const { appUrl, ...role } = appConnection(ownerUrl, dataDir)
  requireKeys(dataDir, [...(await keysInUse(ownerUrl)).keys()])
  useKeys(followKeys(dataDir))
  await migrate({ ownerUrl, ...role })
  let owner = await asOwner(ownerUrl)
  // Half a county must not be taken for the whole, nor for an empty place that waits for its demo world.
  if (await owner.marked(restoreBegun)) {
    await owner.close()
    throw new Error('A restore was interrupted before everything was in: run `npm run restore` again')
  }
  const first = firstRun(!demo, {
    regions: await owner.regions(),
    demoBegun: await owner.marked(demoBegun),
    demoMade: await owner.marked(demoMade),
    kept: await owner.marked(keptForCounty),
  })
  if (first === 'REFUSE') {
    await owner.close()
    throw new Error(
      `Demo data stands in ${process.env.DATABASE_URL ? 'this database' : dataDir}, and a county is never founded beside it. Choose another folder: DATA_DIR=./county npm start -- --empty`,
    )
  }
  if (first === 'KEEP') await owner.mark(keptForCounty)
  if (first === 'ANEW') {
    log('the demo world was interrupted while being made: making it anew')
    await owner.wipe()
    await owner.close()
    await migrate({ ownerUrl, ...role })
    owner = await asOwner(ownerUrl)
  }
  setFilesDir(join(dataDir, 'files'))
  setErrandDir(join(dataDir, 'errands'))
  imports.setImportDir(join(dataDir, 'imports'))
  backups.useBackups({
    ownerUrl,
    filesDir: join(dataDir, 'files'),
    folder: process.env.BACKUP_DIR ?? join(dataDir, 'backups'),
  })
  if (backups.passphraseState() === 'UNREADABLE')
    log('no backups are made: BACKUP_PASSPHRASE_FILE cannot be read or holds fewer than 12 characters')
  useFontFolder(process.env.FONT_DIR ?? join(dataDir, 'fonts'))
  await unpackKai(join(dataDir, 'font-cache'))
  if (first === 'DEMO' || first === 'ANEW') {
    await owner.mark(demoBegun)
    // Nothing waits for the disk but the mark at the end: a world that was interrupted is made anew.
    const { makeDemoWorld } = await import('../../demo/world.ts')
    const making = connect(appUrl, { waitForDisk: false })
    await makeDemoWorld({
      db: making.db,
      now: clock.now(),
      addRegionRow: owner.addRegionRow,
      analyze: owner.analyze,
      progress: (share, what) => log(progressBar(share, what)),
    })
    await making.pool.end()
    await owner.mark(demoMade)
  }
  const { db, pool } = connect(appUrl)
  watchPool(pool)
  const isDemo = await owner.marked(demoMade)
  const setUpCode = (await owner.regions()) === 0 ? useFounding(ownerUrl) : null
  await owner.close()
  showDemoAccounts(isDemo ? [...demoAccounts] : [])

  const app = await buildApp({ db, clock })
  if (existsSync(webDist)) {
    await app.register(fastifyStatic, {
      root: webDist,
      cacheControl: false,
      // scripts/build-web.ts leaves them beside the files.
      preCompressed: true,
      dotfiles: 'ignore',
      // Only what carries a digest in its name may be kept; a kept worker or manifest would hold back updates.
      setHeaders: (reply, path) =>
        reply.header('cache-control', keepable(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    })
    // Every other address is a page of the app; it alone must always be fresh.
    app.setNotFoundHandler((request, reply) =>
      request.url.startsWith('/api/') || request.url.startsWith('/assets/')
        ? reply
            .status(404)
            .send({ error: { code: 'common.not_found', message: '没有这个地址', traceId: '' } })
        : reply.sendFile('index.html'),
    )
  }
  const worker = await startWorker({
    appUrl,
    db,
    jobs: {
      ...work.jobs,
      ...points.jobs,
      ...stars.jobs,
      ...backups.jobs,
      ...audit.jobs,
      ...imports.jobs,
      ...reports.jobs,
      ...errandJobs(errandKinds, () => clock.now()),
    },
    crontab: [
      work.crontab,
      points.crontab,
      stars.crontab,
      backups.crontab,
      audit.crontab,
      imports.crontab,
      reports.crontab,
    ].join('\n'),
    now: () => clock.now(),
  })
  const address = await app.listen({ host, port })
  return {
    address,
    demoAccounts: isDemo ? demoAccounts : [],
    setUpCode,
    async close() {
      await app.close()
      await worker.stop()
      dismissPrinters()
      await pool.end()
    },
  }
}

/** What can be asked for as long work; one line per capability. */
const errandKinds: ErrandTable = {
  ...exports.errandKinds,
  ...imports.errandKinds,
  ...papers.errandKinds,
  ...prints.errandKinds,
  ...stars.errandKinds,
}

const keepable = (path: string): boolean => /[\\/]assets[\\/]/.test(path)

/** One step of the demo world, drawn. */
const progressBar = (share: number, what: string): string =>
  `demo world [${'#'.repeat(Math.round(share * 24)).padEnd(24, '.')}] ${String(Math.round(share * 100)).padStart(3)} % ${what}`

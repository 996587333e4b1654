/** Config → database → http + worker. Called by scripts/start.ts and by the browser journeys. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { demoAccounts, makeDemoWorld } from '../../demo/world.ts'
import { buildApp } from './app.ts'
import * as audit from './audit/index.ts'
import * as backups from './backups/index.ts'
import { type ErrandTable, errandJobs, setErrandDir } from './errands/index.ts'
import { setFilesDir } from './files/index.ts'
import { type DemoAccount, showDemoAccounts } from './identity/index.ts'
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
import * as stars from './stars/index.ts'
import * as work from './work/index.ts'

export interface StartOptions {
  /** Owner of the database: migrates. The app itself connects as a role that owns nothing. */
  ownerUrl: string
  dataDir: string
  host: string
  port: number
  /** Make the demo world when the database is empty, and show its accounts on the sign-in page. */
  demo: boolean
  webDist: string
  log?: (line: string) => void
  clock?: Clock
}
export interface Started {
  address: string
  demoAccounts: readonly DemoAccount[]
  close(): Promise<void>
}

const demoBegun = 'demo world begun'
const demoMade = 'demo world made'

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
  if (demo && (await owner.marked(demoBegun)) && !(await owner.marked(demoMade))) {
    log('the demo world was interrupted while being made: making it anew')
    await owner.wipe()
    await owner.close()
    await migrate({ ownerUrl, ...role })
    owner = await asOwner(ownerUrl)
  }
  setFilesDir(join(dataDir, 'files'))
  setErrandDir(join(dataDir, 'errands'))
  backups.useBackups({
    ownerUrl,
    filesDir: join(dataDir, 'files'),
    folder: process.env.BACKUP_DIR ?? join(dataDir, 'backups'),
  })
  if (backups.passphraseState() === 'UNREADABLE')
    log('no backups are made: BACKUP_PASSPHRASE_FILE cannot be read or holds fewer than 12 characters')
  useFontFolder(process.env.FONT_DIR ?? join(dataDir, 'fonts'))
  await unpackKai(join(dataDir, 'font-cache'))
  if (demo && (await owner.regions()) === 0) {
    await owner.mark(demoBegun)
    // Nothing waits for the disk but the mark at the end: a world that was interrupted is made anew.
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
  await owner.close()
  showDemoAccounts(isDemo ? [...demoAccounts] : [])

  const app = await buildApp({ db, clock })
  if (existsSync(webDist)) {
    await app.register(fastifyStatic, {
      root: webDist,
      wildcard: false,
      cacheControl: false,
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
      ...errandJobs(errandKinds, () => clock.now()),
    },
    crontab: [work.crontab, points.crontab, stars.crontab, backups.crontab, audit.crontab].join('\n'),
    now: () => clock.now(),
  })
  const address = await app.listen({ host, port })
  return {
    address,
    demoAccounts: isDemo ? demoAccounts : [],
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
  ...prints.errandKinds,
}

const keepable = (path: string): boolean => /[\\/]assets[\\/]/.test(path)

/** One step of the demo world, drawn. */
const progressBar = (share: number, what: string): string =>
  `demo world [${'#'.repeat(Math.round(share * 24)).padEnd(24, '.')}] ${String(Math.round(share * 100)).padStart(3)} % ${what}`

/**
 * One server with the demo world for all journeys, on a database and a data folder of its own; with E2E_BASE_URL the
 * journeys go to a server that runs already (E2E_CLOCK: the file from which it reads its clock).
 * It is always the same day when the journeys begin, so that they find the same work in every season.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../server/src/main.ts'
import { startPostgres } from '../server/src/platform/embedded-postgres.ts'
import { fileClock, firstDay, setClock } from './clock.ts'
import { createDatabase } from './create-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    baseUrl: string
    /** Empty: the clock cannot be set. */
    clockFile: string
  }
}

export default async function setup({
  provide,
}: {
  provide: (key: 'baseUrl' | 'clockFile', value: string) => void
}) {
  const running = process.env.E2E_BASE_URL
  if (running) {
    provide('baseUrl', running)
    provide('clockFile', process.env.E2E_CLOCK ?? '')
    return
  }
  const webDist = join(import.meta.dirname, '../web/dist')
  if (!existsSync(join(webDist, 'index.html')))
    throw new Error('web/dist is missing: the tests build it first (npm test)')
  const dataDir = mkdtempSync(join(tmpdir(), 'xinghe-e2e-'))
  const clockFile = join(dataDir, 'clock')
  setClock(clockFile, firstDay)
  const given = process.env.TEST_DATABASE_URL
  const postgres = given ? undefined : await startPostgres({ dataDir, fsync: false })
  const made = await createDatabase(given ?? (postgres?.ownerUrl as string))
  const server = await startServer({
    ownerUrl: made.ownerUrl,
    dataDir,
    host: '127.0.0.1',
    port: 0,
    demo: true,
    webDist,
    clock: fileClock(clockFile),
  })
  provide('clockFile', clockFile)
  provide('baseUrl', server.address)
  return async () => {
    await server.close()
    await made.drop()
    await postgres?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

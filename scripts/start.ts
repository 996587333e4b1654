/** `npm start`: database, schema, demo world on first run, web app when stale, one address. Ctrl-C stops everything. */
import { spawn } from 'node:child_process'
import { flushCompileCache } from 'node:module'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { startPostgres } from '../server/src/platform/embedded-postgres.ts'
import { buildWeb, webDist } from './build-web.ts'

const dev = process.argv.includes('--dev')
const empty = process.argv.includes('--empty')
const root = join(import.meta.dirname, '..')
const dataDir = resolve(process.env.DATA_DIR ?? join(root, 'data'))
const host = process.env.HOST ?? '127.0.0.1'
const began = Date.now()
const log = (line: string) =>
  console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`)

const free = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer()
      .once('error', () => done(false))
      .once('listening', () => probe.close(() => done(true)))
    probe.listen(port, host)
  })
/** The port asked for; without one, the first free one of the eighty from `first` on. */
async function choosePort(name: 'PORT' | 'WEB_PORT', first: number): Promise<number> {
  if (process.env[name]) return Number(process.env[name])
  for (let port = first; port < first + 80; port++) if (await free(port)) return port
  throw new Error(`no free port between ${first} and ${first + 79}: set ${name}`)
}

let stopping: Promise<never> | undefined
const closers: (() => Promise<unknown>)[] = []
/** The first reason to stop decides the exit code; npm passes Ctrl-C on, so that it arrives twice. */
function stop(code: number): Promise<never> {
  stopping ??= closeAll(code)
  return stopping
}
async function closeAll(code: number): Promise<never> {
  // A start cut short still holds connections; that the closing database ends them is no failure.
  process.on('uncaughtException', () => {})
  process.on('unhandledRejection', () => {})
  for (const close of closers.reverse()) await close().catch((error) => console.error(error))
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

try {
  if (!process.env.DATABASE_URL) log('starting the database')
  const itsWay = Promise.withResolvers<void>()
  const postgres = process.env.DATABASE_URL ? undefined : startPostgres({ dataDir, onItsWay: itsWay.resolve })
  closers.push(async () =>
    postgres?.then(
      (started) => started.stop(),
      () => {},
    ),
  )
  postgres?.catch(() => {})
  // While the database starts, the programs are read, which leaves this process no moment to start it, and the web app is
  // looked at.
  await Promise.race([itsWay.promise, postgres])
  const { startServer } = await import('../server/src/main.ts')
  if (!dev) buildWeb(log)
  const port = await choosePort('PORT', 5320)
  const server = await startServer({
    ownerUrl: process.env.DATABASE_URL ?? ((await postgres)?.ownerUrl as string),
    dataDir,
    host,
    port,
    demo: !empty,
    webDist,
    log,
  })
  closers.push(() => server.close())
  let address = server.address
  if (dev) {
    const webPort = await choosePort('WEB_PORT', 5173)
    const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), '--host', host], {
      cwd: join(root, 'web'),
      stdio: 'inherit',
      env: { ...process.env, API_PORT: String(port), WEB_PORT: String(webPort) },
    })
    closers.push(async () => vite.kill())
    address = `http://${host}:${webPort} (the API alone: ${server.address})`
  }
  log(`ready: ${address}`)
  if (server.setUpCode)
    console.log(
      `\n  no county yet: open the address above and found it.\n  set-up code: ${server.setUpCode}   (asked for there; another one at every start)\n`,
    )
  if (server.demoAccounts.length > 0) {
    console.log('\n  demo accounts (also on the sign-in page), password xinghe-demo:')
    for (const { role, login, where } of server.demoAccounts)
      console.log(`    ${login.padEnd(12)} ${role} · ${where}`)
    console.log()
  }
  // What was compiled is kept also when this process is killed.
  flushCompileCache()
} catch (error) {
  if (!stopping) console.error(error instanceof Error ? error.message : error)
  if (process.env.DEBUG) console.error(error)
  await stop(1)
}

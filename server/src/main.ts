/** Config → database → http + worker. Called by scripts/start.ts, by tests and by e2e. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { buildApp } from './app.ts'
import { showDemoAccounts } from './identity/index.ts'
import { systemClock } from './platform/clock.ts'
import { connect } from './platform/database.ts'
import { migrate } from './platform/migrate.ts'

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
}

/** The app role's password, made once a data folder and kept for its owner only. */
function appPassword(dataDir: string): string {
  const file = join(dataDir, 'app-role.json')
  mkdirSync(dataDir, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ password: randomBytes(24).toString('base64url') }), { mode: 0o600 })
  return (JSON.parse(readFileSync(file, 'utf8')) as { password: string }).password
}

export function appConnection(ownerUrl: string, dataDir: string): { appUrl: string; appRole: string; appPassword: string } {
  const url = new URL(ownerUrl)
  const appRole = `${url.pathname.slice(1).toLowerCase().replace(/\W/g, '_')}_app`
  const password = appPassword(dataDir)
  url.username = appRole
  url.password = password
  return { appUrl: url.href, appRole, appPassword: password }
}

export async function startServer(options: StartOptions) {
  const log = options.log ?? (() => {})
  const { appUrl, appRole, appPassword: password } = appConnection(options.ownerUrl, options.dataDir)
  await migrate({ ownerUrl: options.ownerUrl, appRole, appPassword: password })
  const { db, pool } = connect(appUrl)
  void log
  const app = await buildApp({ db, clock: systemClock })
  if (existsSync(options.webDist)) {
    await app.register(fastifyStatic, { root: options.webDist, wildcard: false, preCompressed: false })
    // Every other address is a page of the app.
    app.setNotFoundHandler((request, reply) =>
      request.url.startsWith('/api/') ? reply.status(404).send({ error: { code: 'common.not_found', message: '没有这个接口' } }) : reply.sendFile('index.html'),
    )
  }
  showDemoAccounts([])
  const address = await app.listen({ host: options.host, port: options.port })
  return {
    address,
    demoAccounts: [] as { role: string; login: string; password: string }[],
    async close() {
      await app.close()
      await pool.end()
    },
  }
}

/** A fresh database per test file, the real HTTP app on it, and a clock that the test sets. */
import type { AnswerOf, Route, SentBody, SentParams, SentQuery } from '@xinghe/contract/route'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, expect, inject } from 'vitest'
import { buildApp } from '../src/app.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { connect, type Database, watchQueries } from '../src/platform/database.ts'
import { madeKeys } from '../src/platform/key-file.ts'
import { type Limits, limitsFrom } from '../src/platform/limits.ts'
import { useKeys } from '../src/platform/sealed.ts'
import { testRole } from './global-setup.ts'
import { noteQuery, wrongQueries } from './query-lint.ts'

export interface World {
  db: Database
  app: FastifyInstance
  clock: ReturnType<typeof fixedClock>
  /** Queries as the owner: for looking behind the app's back, and for breaking things on purpose. */
  owner: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
}

/** A test asks more in a second than an office in an hour; what is refused for asking too often has tests of its own. */
export const noLimits = Object.fromEntries(
  Object.keys(limitsFrom({})).map((name) => [name, 1_000_000_000]),
) as Limits

// The bench lays out its counties with the same hands; no test runs there.
if (process.env.VITEST) {
  watchQueries(noteQuery)
  afterAll(async () => {
    expect(await wrongQueries(), 'queries that do not name their county').toEqual([])
  })
}

const keys = madeKeys('aes')
let made = 0
/** Call once at the top of a test file. `now` is an instant with zone, e.g. '2026-03-05T10:00:00+08:00'. */
export async function freshWorld(now = '2026-03-05T10:00:00+08:00'): Promise<World & { ownerUrl: string }> {
  useKeys(() => keys)
  const template = new URL(inject('ownerUrl'))
  const name = `t_${process.pid}_${Date.now().toString(36)}_${++made}`
  const admin = new pg.Client({
    connectionString: Object.assign(new URL(template), { pathname: '/postgres' }).href,
  })
  await admin.connect()
  // Two files may clone at the same moment; PostgreSQL refuses the second while the first reads the template.
  await admin.query('select pg_advisory_lock(5320533)')
  // Housekeeping of the server may look into the template just now: it is gone a moment later (55006, object in use).
  for (let attempt = 1; ; attempt++)
    try {
      await admin.query(`create database ${name} template ${template.pathname.slice(1)}`)
      break
    } catch (error) {
      if (attempt === 40 || (error as { code?: string }).code !== '55006') throw error
      await new Promise((done) => setTimeout(done, 250))
    }
  await admin.query('select pg_advisory_unlock(5320533)')
  const ownerUrl = Object.assign(new URL(template), { pathname: `/${name}` }).href
  const appUrl = Object.assign(new URL(ownerUrl), {
    username: testRole.appRole,
    password: testRole.appPassword,
  }).href
  const { db, pool } = connect(appUrl, { max: 6 })
  const ownerPool = new pg.Pool({
    connectionString: ownerUrl,
    max: 2,
    options: '-c search_path=xinghe -c timezone=UTC',
  })
  // The database is dropped by force at the end; an idle connection then ends with an error that means nothing.
  ownerPool.on('error', () => {})
  admin.on('error', () => {})
  const clock = fixedClock(now)
  const app = await buildApp({ db, clock }, { quiet: true, limits: noLimits })
  afterAll(async () => {
    await app.close()
    await pool.end()
    await ownerPool.end()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  return {
    db,
    app,
    clock,
    ownerUrl,
    owner: async (text, values) => (await ownerPool.query(text, values)).rows,
  }
}

export interface Reply<A> {
  status: number
  answer: A
  error: {
    code: string
    message: string
    fields?: { path: string; message: string }[]
    details?: Record<string, unknown>
  }
  bytes: Buffer
}
interface Sent<R extends Route> {
  params?: SentParams<R>
  query?: SentQuery<R>
  body?: SentBody<R>
  key?: string
}

/** Calls a contract route over HTTP with a session cookie ('' for a visitor). */
export async function send<R extends Route>(
  world: World,
  cookie: string,
  route: R,
  sent: Sent<R> = {},
): Promise<Reply<AnswerOf<R>>> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((sent.params as Record<string, unknown>)?.[name])),
  )
  const query = Object.fromEntries(
    Object.entries((sent.query ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
  const response = await world.app.inject({
    method: route.method,
    url: path,
    query,
    ...(sent.body !== undefined && { payload: sent.body as object }),
    headers: { ...(cookie && { cookie }), ...(sent.key && { 'idempotency-key': sent.key }) },
  })
  const isJson = String(response.headers['content-type']).startsWith('application/json')
  const value = isJson ? response.json() : undefined
  return { status: response.statusCode, answer: value, error: value?.error, bytes: response.rawPayload }
}

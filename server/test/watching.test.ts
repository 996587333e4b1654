/** What the operator sees of a running server, and what must never stand there. */
import * as identity from '@xinghe/contract/identity'
import { listPeople } from '@xinghe/contract/org'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../src/app.ts'
import { connect } from '../src/platform/database.ts'
import { startWorker } from '../src/platform/jobs.ts'
import { withoutValues } from '../src/platform/log.ts'
import { as, type GivenRegion, givenRegion } from './given.ts'
import { testRole } from './global-setup.ts'
import { freshWorld, type World } from './world.ts'

let world: World
let banner: GivenRegion
const lines: string[] = []
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 1 })
  const before = process.env.LOG_LEVEL
  process.env.LOG_LEVEL = 'trace'
  const quiet = world.app
  world.app = await buildApp(
    { db: world.db, clock: world.clock },
    { to: { write: (line) => void lines.push(line) } },
  )
  process.env.LOG_LEVEL = before
  await quiet.close()
})
afterAll(() => world.app.close())

test('the log of a run names no person, no phone, no query and no body', async () => {
  const secrets = ['巴图布和', '13948556677', 'geheim-Pw-1', 'tokenvalue']
  await as(world, banner.department, listPeople, { query: { search: '巴图布和' } as never })
  await world.app.inject({ url: '/api/org/people?search=13948556677&x=tokenvalue' })
  await world.app.inject({ url: '/no/such/13948556677?name=巴图布和' })
  const headers = { 'content-type': 'application/json' }
  const broken = '{"login":"巴图布和","password":"geheim-Pw-1" 13948556677'
  await world.app.inject({ method: 'POST', url: identity.signIn.path, headers, payload: broken })
  await world.app.inject({
    method: 'POST',
    url: identity.signIn.path,
    headers,
    payload: { login: '13948556677', password: 'geheim-Pw-1' },
  })
  // An error that nobody foresaw, from the database, quoting what was sent.
  await world.owner('alter table person rename to person_gone')
  await world.app.inject({
    url: '/api/org/people?search=巴图布和',
    headers: { cookie: 'xinghe=1.tokenvalue' },
  })
  await world.owner('alter table person_gone rename to person')
  const log = lines.join('\n')
  for (const secret of secrets) expect(log, secret).not.toContain(secret)
  expect(lines.length).toBeGreaterThan(5)
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('traceId')
})

test('of an error only the place is logged where its words may quote values', () => {
  const database = Object.assign(new Error('invalid input: "巴图布和"'), {
    severity: 'ERROR',
    code: '22P02',
    detail: 'Key (phone)=(13948556677) already exists.',
  })
  const logged = JSON.stringify(withoutValues(database))
  expect(logged).not.toMatch(/巴图布和|13948556677/)
  expect(logged).toMatch(/22P02/)
  expect(logged).toMatch(/watching\.test/)
  expect(JSON.stringify(withoutValues(new SyntaxError('Unexpected token 巴')))).not.toContain('巴')
})

test('a refusal answers with the trace id that stands in the log', async () => {
  const refused = await world.app.inject({ url: listPeople.path })
  const { traceId } = refused.json().error
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ traceId, route: listPeople.path, status: 401 }),
  )
})

test('metrics: by route pattern and code, for this machine only, without personal data', async () => {
  await world.app.inject({ url: '/api/org/people/13948556677?search=巴图布和' })
  const { body, statusCode } = await world.app.inject({ url: '/metrics' })
  expect(statusCode).toBe(200)
  expect(body).toMatch(
    /xinghe_http_request_seconds_count\{method="GET",route="\/api\/org\/people\/:id",status="401"\} \d/,
  )
  expect(body).toMatch(/xinghe_refusals_total\{code="common.not_signed_in"\} \d/)
  expect(body).not.toMatch(/13948556677|巴图布和/)
  const strangers = [{ remoteAddress: '10.0.0.7' }, { headers: { 'x-forwarded-for': '127.0.0.1' } }]
  for (const from of strangers)
    expect((await world.app.inject({ url: '/metrics', ...from })).statusCode).toBe(404)
})

test('ready: database, schema and worker; else 503 that says what is missing', async () => {
  const ask = async () => {
    const { statusCode, body } = await world.app.inject({ url: '/api/ready' })
    return { status: statusCode, ...JSON.parse(body) }
  }
  expect(await ask()).toEqual({ status: 503, ready: false, database: true, schema: true, worker: false })
  const [row] = await world.owner(`select current_database() as name, inet_server_port() as port`)
  const appUrl = `postgres://${testRole.appRole}:${testRole.appPassword}@127.0.0.1:${row?.port}/${row?.name}`
  const worker = await startWorker({ appUrl, db: world.db, jobs: {}, crontab: '', now: () => new Date() })
  expect(await ask()).toEqual({ status: 200, ready: true, database: true, schema: true, worker: true })
  await world.owner(`update migration set name = 'x' where name like '0002%'`)
  expect(await ask()).toMatchObject({ status: 503, schema: false })
  await world.owner(`update migration set name = '0002-points.sql' where name = 'x'`)
  await worker.stop()
  expect(await ask()).toMatchObject({ status: 503, worker: false })
  const nowhere = connect('postgres://nobody:x@127.0.0.1:1/none', { max: 1 })
  const away = await buildApp({ db: nowhere.db, clock: world.clock }, { quiet: true })
  expect(JSON.parse((await away.inject({ url: '/api/ready' })).body)).toMatchObject({
    ready: false,
    database: false,
  })
  await away.close()
  await nowhere.pool.end()
})

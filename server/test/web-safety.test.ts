/** What the web side keeps to: headers, whose page writes, how much and how often, and errors that tell nothing. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signIn } from '@xinghe/contract/identity'
import { listUnits } from '@xinghe/contract/org'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../src/app.ts'
import { setFilesDir } from '../src/files/index.ts'
import { limitsFrom } from '../src/platform/limits.ts'
import { type GivenRegion, givenRegion } from './given.ts'
import { freshWorld, noLimits, type World } from './world.ts'

let world: World & { ownerUrl: string }
let banner: GivenRegion
const folder = mkdtempSync(join(tmpdir(), 'xinghe-safety-'))
const opened: { close(): Promise<void> }[] = []
/** The app again, with other limits or trusted proxies. */
async function anApp(options: Parameters<typeof buildApp>[1]) {
  const app = await buildApp({ db: world.db, clock: world.clock }, { quiet: true, ...options })
  opened.push(app)
  return app
}
beforeAll(async () => {
  setFilesDir(folder)
  world = await freshWorld()
  banner = await givenRegion(world, { members: 1 })
})
afterAll(async () => {
  for (const app of opened) await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const password = 'test'
const signInAs = (login: string, headers: Record<string, string> = {}, app = world.app) =>
  app.inject({ method: 'POST', url: signIn.path, payload: { login, password }, headers })
const cookieOf = async (login: string): Promise<string> =>
  String((await signInAs(login)).headers['set-cookie']).split(';')[0] as string

describe('headers', () => {
  test('every answer carries them, also errors; scripts come from this server alone', async () => {
    for (const url of ['/api/health', '/api/org/units', '/api/nothing', '/nothing', '/%']) {
      const { headers } = await world.app.inject({ url })
      const policy = String(headers['content-security-policy'])
      expect(policy, url).toMatch(/default-src 'self'; script-src 'self';/)
      expect(policy).not.toMatch(/script-src[^;]*unsafe/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['strict-transport-security']).toBeUndefined()
    }
  })

  test('answers of the interface are kept by nobody on the way', async () => {
    const cookie = await cookieOf(banner.department.login)
    for (const headers of [{}, { cookie }])
      expect((await world.app.inject({ url: listUnits.path, headers })).headers['cache-control']).toBe(
        'no-store',
      )
  })

  test('behind TLS: HSTS, and a cookie that no other host and no plain page may set', async () => {
    const app = await anApp({ trusted: ['127.0.0.1'], limits: noLimits })
    const secure = { 'x-forwarded-proto': 'https' }
    const answer = await signInAs(banner.department.login, secure, app)
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/)
    const set = String(answer.headers['set-cookie'])
    expect(set).toMatch(/^__Host-xinghe=1\./)
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(set).toContain(part)
    const cookie = set.split(';')[0] as string
    const ask = (headers: Record<string, string>) => app.inject({ url: listUnits.path, headers })
    expect((await ask({ ...secure, cookie })).statusCode).toBe(200)
    // What a plain page set in its place is not read.
    expect((await ask({ ...secure, cookie: cookie.replace('__Host-', '') })).statusCode).toBe(401)
    const plain = String((await signInAs(banner.department.login)).headers['set-cookie'])
    expect(plain).toMatch(/^xinghe=1\./)
    expect(plain).not.toContain('Secure')
  })
})

describe('files handed out', () => {
  const clerk = () => banner.townships[0]?.clerk.login as string
  const kept = async (bytes: Buffer, name: string) => {
    const cookie = await cookieOf(clerk())
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'text/html' }), name)
    const encoded = new Response(form)
    const upload = await world.app.inject({
      method: 'POST',
      url: '/api/files',
      headers: { cookie, 'content-type': encoded.headers.get('content-type') as string },
      payload: Buffer.from(await encoded.arrayBuffer()),
    })
    return world.app.inject({ url: `/api/files/${upload.json().id}`, headers: { cookie } })
  }
  test('a PDF that is a page too is saved, never shown, and may do nothing', async () => {
    const name = `"; filename=x.html\r\nSet-Cookie: a=b\u202e '(决议)*.html`
    const { headers, statusCode } = await kept(Buffer.from('%PDF-1.7 <script>alert(1)</script>'), name)
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' })
    expect(headers['content-security-policy']).toMatch(/default-src 'none';.*sandbox/)
    expect(headers['set-cookie']).toBeUndefined()
    // RFC 8187: nothing but letters, digits and a few signs beside the encoded ones.
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w.!~%-]+\.pdf$/)
  })
  test('a photograph is shown, and may do nothing either', async () => {
    const { headers } = await kept(
      await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
        .png()
        .toBuffer(),
      'a.html',
    )
    expect(headers).toMatchObject({ 'content-type': 'image/png' })
    expect(headers['content-disposition']).toMatch(/^inline; .*\.png$/)
    expect(headers['content-security-policy']).toContain('sandbox')
  })
})

describe('whose page writes', () => {
  const own = { host: 'xinghe.example.cn' }
  const codes = async (headers: Record<string, string>) => {
    const answer = await signInAs(banner.department.login, { ...own, ...headers })
    return [answer.statusCode, answer.json().error?.code]
  }
  test.each([
    ['another site', { origin: 'http://evil.example' }],
    ['a page without origin', { origin: 'null' }],
    ['what is no origin', { origin: '::%%not a url' }],
    ['another port', { origin: 'http://xinghe.example.cn:81' }],
    ['a neighbour of the domain', { 'sec-fetch-site': 'same-site' }],
    ['another site by its own word', { 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused', async (_, headers) => {
    expect(await codes(headers as Record<string, string>)).toEqual([403, 'common.foreign_page'])
  })
  test('our own page, and a program without a page, may', async () => {
    expect(await codes({})).toEqual([200, undefined])
    expect(await codes({ origin: 'http://xinghe.example.cn', 'sec-fetch-site': 'same-origin' })).toEqual([
      200,
      undefined,
    ])
  })
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'a body of %s, which a foreign form can send, is refused',
    async (type) => {
      const answer = await world.app.inject({
        method: 'POST',
        url: signIn.path,
        headers: { 'content-type': type },
        payload: JSON.stringify({ login: banner.department.login, password }),
      })
      expect([answer.statusCode, answer.json().error?.code]).toEqual([415, 'common.wrong_content'])
    },
  )
  test('so is a multipart body where no file is asked for', async () => {
    const form = new FormData()
    form.append('login', banner.department.login)
    form.append('password', password)
    const encoded = new Response(form)
    const answer = await world.app.inject({
      method: 'POST',
      url: signIn.path,
      headers: { 'content-type': encoded.headers.get('content-type') as string },
      payload: Buffer.from(await encoded.arrayBuffer()),
    })
    expect(answer.json().error?.code).toBe('common.wrong_content')
  })
})

describe('how often', () => {
  const few = { ...noLimits, LIMIT_SIGN_IN: 3 }
  /** The status of five attempts, each with these headers and from this address. */
  const attempts = async (
    app: Awaited<ReturnType<typeof anApp>>,
    each: (at: number) => { headers?: Record<string, string>; remoteAddress?: string },
  ) => {
    const found: number[] = []
    for (let at = 0; at < 5; at++) {
      const payload = { login: banner.department.login, password }
      found.push((await app.inject({ method: 'POST', url: signIn.path, payload, ...each(at) })).statusCode)
    }
    return found
  }
  const forged = (at: number) => ({ headers: { 'x-forwarded-for': `10.1.1.${at}` } })

  test('an address that tries too often waits, and is told how long', async () => {
    const app = await anApp({ limits: few })
    expect(await attempts(app, () => ({}))).toEqual([200, 200, 200, 429, 429])
    const refused = await signInAs(banner.department.login, {}, app)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect(refused.json().error).toMatchObject({ code: 'common.too_many' })
    expect(refused.json().error.message).toContain('操作太频繁')
    const other = await app.inject({
      method: 'POST',
      url: signIn.path,
      payload: { login: banner.department.login, password },
      remoteAddress: '10.9.9.9',
    })
    expect(other.statusCode).toBe(200)
  })
  test('a forged X-Forwarded-For does not help where no proxy is trusted', async () => {
    expect(await attempts(await anApp({ trusted: [], limits: few }), forged)).toEqual([
      200, 200, 200, 429, 429,
    ])
  })
  test('nor from an address that is not the proxy', async () => {
    const app = await anApp({ trusted: ['10.0.0.0/24'], limits: few })
    expect(await attempts(app, (at) => ({ ...forged(at), remoteAddress: '10.0.1.7' }))).toEqual([
      ...[200, 200, 200, 429, 429],
    ])
  })
  test('behind the trusted proxy visitors are told apart, and what a visitor puts in front counts for nothing', async () => {
    const app = await anApp({ trusted: ['10.0.0.0/24'], limits: few })
    const through = (text: (at: number) => string) => (at: number) => ({
      headers: { 'x-forwarded-for': text(at) },
      remoteAddress: '10.0.0.5',
    })
    expect(
      await attempts(
        app,
        through((at) => `172.16.0.${at}`),
      ),
    ).toEqual([200, 200, 200, 200, 200])
    expect(
      await attempts(
        app,
        through((at) => `9.9.9.${at}, 172.16.1.1`),
      ),
    ).toEqual([200, 200, 200, 429, 429])
  })
  test('what is no address does not start as a trusted proxy, nor a limit that is no number', async () => {
    await expect(anApp({ trusted: ['not an address'] })).rejects.toThrow()
    expect(() => limitsFrom({ LIMIT_SIGN_IN: 'many' })).toThrow('LIMIT_SIGN_IN')
  })
  test('an account is counted for itself, from whatever addresses it asks', async () => {
    const app = await anApp({ limits: { ...noLimits, LIMIT_ACCOUNT: 3 } })
    const [own, other] = [await cookieOf(banner.department.login), await cookieOf(banner.inspector.login)]
    const ask = async (cookie: string, at: number) =>
      (await app.inject({ url: listUnits.path, headers: { cookie }, remoteAddress: `10.2.2.${at}` }))
        .statusCode
    const found: number[] = []
    for (let at = 0; at < 5; at++) found.push(await ask(own, at))
    expect(found).toEqual([200, 200, 200, 429, 429])
    expect(await ask(other, 0)).toBe(200)
  })
  test('an address is counted over all its requests, before anything is read', async () => {
    const app = await anApp({ limits: { ...noLimits, LIMIT_ADDRESS: 2 } })
    const ask = async () => (await app.inject({ url: listUnits.path })).statusCode
    expect([await ask(), await ask(), await ask()]).toEqual([401, 401, 429])
  })
  test('beyond the room for requests under way one is told at once to come again, and room comes back', async () => {
    const app = await anApp({ limits: { ...noLimits, LIMIT_AT_ONCE: 2 } })
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    const cookie = await cookieOf(banner.department.login)
    const ask = (path: string, signal?: AbortSignal) =>
      fetch(address + path, { headers: { cookie }, ...(signal && { signal }) })
    // While this lock is held, whoever asks for units waits.
    const client = new pg.Client({ connectionString: world.ownerUrl, options: '-c search_path=xinghe' })
    await client.connect()
    await client.query('begin; lock table unit in access exclusive mode')
    const gone = new AbortController()
    const waiting = [ask(listUnits.path), ask(listUnits.path, gone.signal).catch(() => undefined)]
    await expect.poll(async () => (await ask(listUnits.path)).status).toBe(503)
    const refused = await ask(listUnits.path)
    expect(refused.headers.get('retry-after')).toBe('3')
    expect(((await refused.json()) as { error: { code: string } }).error.code).toBe('common.busy')
    // Whoever watches over the server is answered, also now.
    expect((await ask('/api/health')).status).toBe(200)
    // One who goes away in the middle leaves his room to the next, who then waits for the lock.
    gone.abort()
    await waiting[1]
    const soon = () =>
      ask(listUnits.path, AbortSignal.timeout(500)).then(
        ({ status }) => status,
        () => 'waits',
      )
    await expect.poll(soon).toBe('waits')
    await client.query('rollback')
    await client.end()
    expect((await waiting[0])?.status).toBe(200)
    await expect.poll(soon).toBe(200)
  })
  test('public pages, public forms, uploads and prints have limits of their own', async () => {
    const app = await anApp({
      limits: { ...noLimits, LIMIT_PUBLIC_PAGE: 1, LIMIT_PUBLIC_FORM: 1, LIMIT_UPLOAD: 1, LIMIT_PRINT: 1 },
    })
    const cookie = await cookieOf(banner.department.login)
    const second = async (method: 'GET' | 'POST', url: string) => {
      const ask = () =>
        app.inject({ method, url, headers: { cookie }, ...(method === 'POST' && { payload: {} }) })
      const first = (await ask()).statusCode
      return [first === 429, (await ask()).statusCode]
    }
    expect(await second('GET', '/api/public/plaques/1234')).toEqual([false, 429])
    expect(await second('POST', '/api/public/notices/1234/objections')).toEqual([false, 429])
    expect(await second('POST', '/api/files')).toEqual([false, 429])
    expect(await second('GET', '/api/exports/weak')).toEqual([false, 429])
  })
})

describe('how much', () => {
  const post = (payload: string, url: string = signIn.path) =>
    world.app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload })
  test.each([
    ['no JSON', '{"login":', 400],
    ['empty', '', 400],
    ['poisoned', '{"login":"a","password":"b","__proto__":{"admin":true}}', 400],
    ['poisoned constructor', '{"login":"a","constructor":{"prototype":{"admin":true}}}', 400],
    ['too deep', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 400],
    ['deep inside', `{"login":${'{"a":'.repeat(40)}1${'}'.repeat(40)},"password":"b"}`, 400],
    ['too large', JSON.stringify({ login: 'x'.repeat(9 * 1024 * 1024), password: 'b' }), 413],
    ['a number for a text', '{"login":1,"password":[]}', 422],
    ['no object', '"text"', 422],
  ])('%s is refused in words', async (_, body, status) => {
    const answer = await post(body)
    expect(answer.statusCode).toBe(status)
    expect(answer.json().error.message).toMatch(/[\u4e00-\u9fff]/)
    expect(answer.body).not.toMatch(/\bat |\/server\/|node_modules|select |Unexpected|FST_/)
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })
  test('a parameter given twice, or a hundred thousand of them, is no crash', async () => {
    const cookie = await cookieOf(banner.department.login)
    for (const query of ['page=1&page=2', 'page[a]=1', 'q=%', 'q=%00', `${'a=1&'.repeat(3000)}`]) {
      const { statusCode } = await world.app.inject({ url: `/api/org/people?${query}`, headers: { cookie } })
      expect(statusCode, query.slice(0, 20)).toBeLessThan(500)
    }
  })
  test('more than one file, or many fields, are refused', async () => {
    const cookie = await cookieOf(banner.townships[0]?.clerk.login as string)
    const upload = async (form: FormData) => {
      const encoded = new Response(form)
      const answer = await world.app.inject({
        method: 'POST',
        url: '/api/files',
        headers: { cookie, 'content-type': encoded.headers.get('content-type') as string },
        payload: Buffer.from(await encoded.arrayBuffer()),
      })
      return answer.json().error?.code
    }
    const files = new FormData()
    for (let at = 0; at < 5; at++) files.append('file', new Blob(['%PDF-1.7']), `${at}.pdf`)
    expect(await upload(files)).toBe('common.too_large')
    const fields = new FormData()
    for (let at = 0; at < 40; at++) fields.append(`f${at}`, 'x')
    expect(await upload(fields)).toBe('common.too_large')
    expect(await upload(new FormData())).toBe('common.bad_input')
  })
  test('an upload is not read before its sender is known', async () => {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/files',
      headers: { 'content-type': 'multipart/form-data' },
      payload: 'no boundary',
    })
    expect(answer.json().error.code).toBe('common.not_signed_in')
  })
  test('an address too long, or headers without end, are cut by the server', async () => {
    const app = await anApp({ limits: noLimits })
    const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
    expect(app.server.requestTimeout).toBe(300_000)
    expect(app.server.headersTimeout).toBe(20_000)
    expect(app.server.timeout).toBe(600_000)
    const raw = (text: string) =>
      new Promise<string>((done) => {
        let said = ''
        const socket = connectTcp(Number(address.port), address.hostname, () => socket.write(text))
        socket.on('data', (bytes) => {
          said += bytes
          socket.destroy()
        })
        socket.on('close', () => done(said))
        socket.on('error', () => done(said))
      })
    expect(await raw(`GET /${'a'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)).toMatch(/^HTTP\/1.1 431/)
    expect(await raw(`GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n`)).toMatch(/^HTTP\/1.1 400/)
    expect(
      await raw(`POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n`),
    ).toMatch(/^HTTP\/1.1 400/)
  })
  test('what is sent forges no line of the log', async () => {
    const lines: string[] = []
    const before = process.env.LOG_LEVEL
    process.env.LOG_LEVEL = 'trace'
    const app = await anApp({
      quiet: false,
      to: { write: (line) => void lines.push(line) },
      limits: noLimits,
    })
    process.env.LOG_LEVEL = before
    const forged = '\n{"level":50,"msg":"forged"}\n'
    await app.inject({ url: `/api/org/units/${encodeURIComponent(forged)}` })
    await app.inject({ url: `/none?x=${encodeURIComponent(forged)}`, headers: { 'request-id': 'forged-id' } })
    const answered = lines.filter((line) => line.includes('"answered"'))
    expect(answered).toHaveLength(2)
    for (const line of lines) {
      expect(line.trimEnd()).not.toContain('\n')
      expect(JSON.parse(line)).not.toMatchObject({ msg: 'forged' })
      expect(line).not.toContain('forged-id')
    }
  })
  test('an error that nobody foresaw shows no table, no path and no line of the program', async () => {
    const cookie = await cookieOf(banner.department.login)
    await world.owner('alter table unit rename to unit_gone')
    const answer = await world.app.inject({ url: listUnits.path, headers: { cookie } })
    await world.owner('alter table unit_gone rename to unit')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toMatch(/unit|relation|select|\.ts|stack/)
  })
})

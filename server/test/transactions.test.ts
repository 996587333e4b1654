/** One request, one transaction: what commits, what is tried again, and what a repeated request does. */
import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import { addUnits, listUnits } from '@xinghe/contract/org'
import { route } from '@xinghe/contract/route'
import fastify from 'fastify'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findActor } from '../src/identity/index.ts'
import { audit } from '../src/platform/audit.ts'
import { limiterOf } from '../src/platform/limits.ts'
import { permit } from '../src/platform/permit.ts'
import { Refusal } from '../src/platform/refusal.ts'
import { bind, serve } from '../src/platform/route.ts'
import { systemTx } from '../src/platform/tx.ts'
import { as, type GivenRegion, givenRegion } from './given.ts'
import { freshWorld, noLimits } from './world.ts'

const world = await freshWorld()
let banner: GivenRegion
beforeAll(async () => {
  banner = await givenRegion(world)
})
const auditRows = async () =>
  (await world.owner("select id from audit_entry where action <> 'identity.signed_in'")).length

describe('an act', () => {
  const ok = z.object({ ok: z.literal(true) })
  const probe = <M extends 'GET' | 'POST'>(method: M, name: string) =>
    route({ method, path: `/api/probe/${name}`, access: 'org.read', answer: ok, summary: name })
  const write = sql`update unit set short_name = '改' where region_id = 1 and parent_id is null`
  const done = { ok: true as const }
  const probes = {
    forgotten: bind(probe('POST', 'forgotten'), async (tx, by) => {
      await write.execute(tx)
      await audit(tx, by, 'org.unit_edited', { path: by.path, subjectKind: 'unit', subjectId: by.unitId })
      return done
    }),
    permitted: bind(probe('POST', 'permitted'), async (tx, by) => {
      permit(tx, by, 'org.edit', by.path)
      await sql`update unit set short_name = '准' where region_id = 1 and parent_id is null`.execute(tx)
      await audit(tx, by, 'org.unit_edited', { path: by.path, subjectKind: 'unit', subjectId: by.unitId })
      return done
    }),
    untold: bind(probe('POST', 'untold'), async (tx, by) => {
      permit(tx, by, 'org.edit', by.path)
      await write.execute(tx)
      return done
    }),
    refused: bind(probe('POST', 'refused'), async (tx, by) => {
      permit(tx, by, 'org.edit', by.path)
      await write.execute(tx)
      await audit(tx, by, 'org.unit_edited', { path: by.path, subjectKind: 'unit', subjectId: by.unitId })
      throw new Refusal('common.reason_needed')
    }),
    reading: bind(probe('GET', 'reading'), async (tx, by) => {
      permit(tx, by, 'org.read', by.path)
      await write.execute(tx as never)
      return done
    }),
    dishonest: bind(probe('POST', 'dishonest'), async (tx, by) => {
      permit(tx, by, 'org.edit', by.path)
      return { ok: false } as never
    }),
  }
  const call = async (name: keyof typeof probes) => {
    const app = fastify()
    await app.register(cookie)
    const limiter = await limiterOf(app, noLimits)
    serve(app, { db: world.db, clock: world.clock, findActor, limiter }, Object.values(probes))
    const signedIn = await world.app.inject({
      method: 'POST',
      url: '/api/identity/sign-in',
      payload: { login: banner.department.login, password: 'test' },
    })
    const { method, path } = probes[name].route
    const response = await app.inject({
      method,
      url: path,
      headers: { cookie: String(signedIn.headers['set-cookie']).split(';')[0] as string },
    })
    await app.close()
    return { status: response.statusCode, code: response.json().error?.code as string | undefined }
  }
  const shortName = async () =>
    (await world.owner('select short_name from unit where region_id = 1 and parent_id is null'))[0]
      ?.short_name

  test('that permitted nothing does not commit', async () => {
    expect(await call('forgotten')).toEqual({ status: 500, code: 'bug' })
    expect(await shortName()).not.toBe('改')
  })
  test('that permitted commits', async () => {
    expect(await call('permitted')).toMatchObject({ status: 200 })
    expect(await shortName()).toBe('准')
  })
  test('that did not write down what it did does not commit', async () => {
    expect(await call('untold')).toEqual({ status: 500, code: 'bug' })
    expect(await shortName()).not.toBe('改')
  })
  test('that refused leaves nothing behind, not even a line of the audit', async () => {
    const before = await auditRows()
    expect(await call('refused')).toEqual({ status: 422, code: 'common.reason_needed' })
    expect(await shortName()).toBe('准')
    expect(await auditRows()).toBe(before)
  })
  test('behind a GET cannot write, whatever it permits', async () => {
    expect(await call('reading')).toEqual({ status: 500, code: 'bug' })
    expect(await shortName()).not.toBe('改')
  })
  test('whose answer is not what the contract says is a bug, not an answer', async () => {
    expect(await call('dishonest')).toEqual({ status: 500, code: 'bug' })
  })
})

describe('what the database could not order', () => {
  test('is tried again from the start, and given up after four times', async () => {
    const failing = (times: number) => {
      let tries = 0
      return systemTx(world.db, 1, async () => {
        if (++tries <= times) throw Object.assign(new Error('again'), { code: '40001' })
        return tries
      })
    }
    expect(await failing(3)).toBe(4)
    await expect(failing(4)).rejects.toMatchObject({ code: '40001' })
  })
  test('two that stand in each other’s way both arrive', async () => {
    const [east, west] = banner.townships.map((town) => town.id)
    let entered = 0
    let meet = () => {}
    const bothHoldOne = new Promise<void>((resolve) => {
      meet = resolve
    })
    const crossing = (first: string | undefined, second: string | undefined) =>
      systemTx(world.db, 1, async (tx) => {
        await sql`update unit set seq = seq + 1 where region_id = 1 and id = ${first}`.execute(tx)
        if (++entered === 2) meet()
        await bothHoldOne
        await sql`update unit set seq = seq + 1 where region_id = 1 and id = ${second}`.execute(tx)
      })
    const seqs = () => world.owner('select seq from unit where id = any($1) order by id', [[east, west]])
    const before = await seqs()
    await Promise.all([crossing(east, west), crossing(west, east)])
    // One of them, or on a slow machine both, began anew.
    expect(entered).toBeGreaterThan(2)
    expect(await seqs()).toEqual(before.map(({ seq }) => ({ seq: Number(seq) + 2 })))
  })
})

describe('a key of the request', () => {
  let made = 0
  const body = (name = `新嘎查${++made}`) => ({
    units: [
      {
        parentId: banner.townships[0]?.id as string,
        kind: 'VILLAGE' as const,
        name,
        shortName: name,
        partyOrgName: `${name}党支部`,
        partyOrgKind: 'BRANCH' as const,
        villageType: 'PASTORAL' as const,
      },
    ],
  })
  const add = (content: ReturnType<typeof body>, key: string, person = banner.department) =>
    as(world, person, addUnits, { body: content, key })
  const named = ({ units: [unit] }: ReturnType<typeof body>) =>
    world.owner('select id from unit where name = $1', [unit?.name])

  test('the same content again answers the same and is done once', async () => {
    const [content, key] = [body(), randomUUID()]
    const first = await add(content, key)
    const before = await auditRows()
    const second = await add(content, key)
    expect(first).toMatchObject({ status: 200 })
    expect(second).toMatchObject({ status: 200, answer: first.answer })
    expect(await named(content)).toHaveLength(1)
    expect(await auditRows()).toBe(before)
  })
  test('other content, or another route, under the same key is refused', async () => {
    const [content, other, key] = [body(), body(), randomUUID()]
    await add(content, key)
    expect(await add(other, key)).toMatchObject({
      status: 409,
      error: { code: 'common.same_key_other_content' },
    })
    expect(await named(other)).toEqual([])
  })
  test('pressed many times at once, it is done once', async () => {
    const [content, key] = [body(), randomUUID()]
    const replies = await Promise.all(Array.from({ length: 5 }, () => add(content, key)))
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(replies.map((reply) => JSON.stringify(reply.answer))).size).toBe(1)
    expect(await named(content)).toHaveLength(1)
  })
  test('a refusal keeps no key: corrected, the same request goes through', async () => {
    const [content, key] = [body(), randomUUID()]
    const taken = body()
    await add(taken, randomUUID())
    expect(await add(taken, key)).toMatchObject({ status: 409, error: { code: 'org.name_taken' } })
    expect(await add(content, key)).toMatchObject({ status: 200 })
  })
  test('is one person’s own', async () => {
    const [content, key] = [body(), randomUUID()]
    await add(content, key)
    expect(await add(content, key, banner.townships[0]?.clerk)).toMatchObject({
      status: 409,
      error: { code: 'org.name_taken' },
    })
  })
  test('on a page that only reads it means nothing', async () => {
    const key = randomUUID()
    await as(world, banner.department, listUnits, { key })
    expect(await world.owner('select 1 from idempotency where key = $1', [key])).toEqual([])
  })
})

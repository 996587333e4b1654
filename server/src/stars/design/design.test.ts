import { exampleMemberScheme, exampleOrgScheme } from '@xinghe/contract/example-schemes'
import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import {
  approveScheme,
  createScheme,
  fillScheme,
  getScheme,
  listSchemeSources,
  listSchemes,
  publishScheme,
  returnScheme,
  reviseScheme,
  saveScheme,
  schemeActs,
  schemeLifecycle,
  submitScheme,
} from '@xinghe/contract/schemes'
import { beforeAll, describe, expect, test } from 'vitest'
import { as, type GivenRegion, type GivenTownship, givenRegion } from '../../../test/given.ts'
import { freshWorld, type World } from '../../../test/world.ts'
import { systemActor } from '../../platform/actor.ts'
import { systemTx } from '../../platform/tx.ts'
import { bringIntoForce } from './in-force.ts'

let world: World
let banner: GivenRegion
let other: GivenRegion
let east: GivenTownship
let west: GivenTownship
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  other = await givenRegion(world, { id: 2, townships: 1 })
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
})

type From = { kind: 'EMPTY' } | { kind: 'EXAMPLE'; villageType: 'PASTORAL' }
const begin = (
  year: number,
  from: From = { kind: 'EXAMPLE', villageType: 'PASTORAL' },
  subject: 'ORG' | 'MEMBER' = 'ORG',
) => as(world, east.clerk, createScheme, { body: { townshipId: east.id, subject, year, from } })
const queueOf = (id: string) =>
  world.owner('select kind, post, unit_id from work_item where subject_id = $1', [id])
const stateOf = async (id: string) =>
  (await world.owner('select state from scheme_version where id = $1', [id]))[0]?.state

describe('a draft', () => {
  test('is begun by its own township only', async () => {
    const body = {
      townshipId: east.id,
      subject: 'ORG' as const,
      year: 2030,
      from: { kind: 'EMPTY' as const },
    }
    expect(await as(world, west.clerk, createScheme, { body })).toMatchObject({ status: 404 })
    expect(await as(world, other.townships[0]?.clerk as never, createScheme, { body })).toMatchObject({
      status: 404,
    })
    expect(await as(world, banner.department, createScheme, { body })).toMatchObject({ status: 403 })
    expect(await as(world, east.villages[0]?.secretary as never, createScheme, { body })).toMatchObject({
      status: 403,
    })
    expect(
      await as(world, east.clerk, createScheme, {
        body: { ...body, townshipId: east.villages[0]?.id as string },
      }),
    ).toMatchObject({ error: { code: 'schemes.not_a_township' } })
    expect(await world.owner('select 1 from audit_entry where action = $1', ['schemes.created'])).toEqual([])
  })

  test('cannot be handed in while it lacks anything, and says what', async () => {
    const { answer } = await begin(2031, { kind: 'EMPTY' })
    expect(await begin(2031)).toMatchObject({ status: 409, error: { code: 'schemes.already_there' } })
    const refused = await as(world, east.clerk, submitScheme, { params: answer })
    expect(refused).toMatchObject({
      status: 422,
      error: { code: 'schemes.incomplete', details: { count: 3 } },
    })
    expect(refused.error.message).toContain('共性星还差 5 颗')
    expect(
      await as(world, east.clerk, fillScheme, {
        params: answer,
        body: { from: { kind: 'EXAMPLE', villageType: 'BORDER' } },
      }),
    ).toMatchObject({ status: 200 })
    expect(await as(world, east.clerk, submitScheme, { params: answer })).toMatchObject({ status: 200 })
  })

  test('is saved whole, refused when a code is twice or a rule hangs in the air, and read back the same', async () => {
    const { answer: params } = await begin(2032)
    const document = { ...exampleOrgScheme('FARMING'), title: '某镇方案', docNo: '某党发〔2032〕1号' }
    const star = document.stars[0] as (typeof document.stars)[number]
    expect(
      await as(world, east.clerk, saveScheme, {
        params,
        body: { document: { ...document, stars: [...document.stars, star] } },
      }),
    ).toMatchObject({ status: 422, error: { fields: [{ path: 'document.stars.14.code' }] } })
    expect(
      await as(world, east.clerk, saveScheme, {
        params,
        body: { document: { ...document, stars: document.stars.slice(1) } },
      }),
    ).toMatchObject({ status: 422 })
    expect(
      await as(world, east.clerk, saveScheme, { params, body: { document: exampleMemberScheme('FARMING') } }),
    ).toMatchObject({ error: { code: 'schemes.wrong_subject' } })
    expect(await as(world, west.clerk, saveScheme, { params, body: { document } })).toMatchObject({
      status: 404,
    })
    expect(await as(world, east.clerk, saveScheme, { params, body: { document } })).toMatchObject({
      status: 200,
    })
    expect((await as(world, east.clerk, getScheme, { params })).answer.document).toEqual(document)
    expect(await as(world, west.clerk, getScheme, { params })).toMatchObject({ status: 404 })
    expect(await as(world, east.villages[0]?.members[0] as never, getScheme, { params })).toMatchObject({
      status: 404,
    })
  })
})

test('every state × act: what the table does not open is refused and leaves no trace', async () => {
  const { answer: params } = await begin(2033)
  const version = { schemeId: (await as(world, east.clerk, getScheme, { params })).answer.schemeId }
  const document = exampleOrgScheme('PASTORAL')
  const call = {
    save: () => as(world, east.clerk, saveScheme, { params, body: { document } }),
    submit: () => as(world, east.clerk, submitScheme, { params }),
    approve: () => as(world, banner.department, approveScheme, { params, body: {} }),
    return: () => as(world, banner.department, returnScheme, { params, body: { reason: '请补充' } }),
    publish: () => as(world, east.secretary, publishScheme, { params }),
    revise: () => as(world, east.clerk, reviseScheme, { params }),
  }
  for (const { from, act, to } of everyStateAndAct(schemeLifecycle, schemeActs)) {
    if (!(act in call)) continue
    await world.owner(
      'delete from scheme_rule r using scheme_version v where v.id = r.version_id and v.scheme_id = $1 and v.id <> $2',
      [version.schemeId, params.id],
    )
    await world.owner(
      'delete from scheme_star r using scheme_version v where v.id = r.version_id and v.scheme_id = $1 and v.id <> $2',
      [version.schemeId, params.id],
    )
    await world.owner('delete from scheme_version where scheme_id = $1 and id <> $2', [
      version.schemeId,
      params.id,
    ])
    await world.owner('update scheme_version set state = $2 where id = $1', [params.id, from])
    const [before] = await world.owner(
      "select count(*) as n from audit_entry where action <> 'identity.signed_in'",
    )
    const reply = await call[act as keyof typeof call]()
    expect(`${from} ${act} ${reply.status}`).toBe(`${from} ${act} ${to ? 200 : 409}`)
    expect(await stateOf(params.id)).toBe(to ?? from)
    const [after] = await world.owner(
      "select count(*) as n from audit_entry where action <> 'identity.signed_in'",
    )
    if (!to) expect(after).toEqual(before)
  }
})

test('from the township to the department and back, each time in one queue; publishing opens books and declarations', async () => {
  const { answer: params } = await begin(2026)
  await as(world, east.clerk, submitScheme, { params })
  expect(await queueOf(params.id)).toEqual([
    { kind: 'SCHEME_REVIEW', post: 'ORG_DEPARTMENT', unit_id: banner.root.id },
  ])
  expect(await as(world, east.secretary, approveScheme, { params, body: {} })).toMatchObject({ status: 403 })
  expect(await as(world, other.department, approveScheme, { params, body: {} })).toMatchObject({
    status: 404,
  })
  expect(await as(world, banner.department, returnScheme, { params, body: { reason: ' ' } })).toMatchObject({
    status: 422,
  })
  expect(
    await as(world, banner.department, returnScheme, { params, body: { reason: '职责星要写明指标' } }),
  ).toMatchObject({ status: 200 })
  expect(await queueOf(params.id)).toMatchObject([
    { kind: 'SCHEME_RETURNED', post: 'TOWNSHIP_CLERK', unit_id: east.id },
  ])
  await as(world, east.clerk, submitScheme, { params })
  await as(world, banner.department, approveScheme, { params, body: { note: '同意' } })
  expect(await queueOf(params.id)).toMatchObject([{ kind: 'SCHEME_PUBLISH', unit_id: east.id }])
  expect(await as(world, east.secretary, publishScheme, { params })).toMatchObject({ status: 200 })
  expect(await queueOf(params.id)).toEqual([])
  const books = await world.owner(
    'select subject, book_no, version_id from book where township_id = $1 and year = 2026 order by book_no',
    [east.id],
  )
  expect(books).toHaveLength(2 + 2 * 5)
  expect(books[0]).toEqual({ subject: 'ORG', book_no: '2026-01-001-000', version_id: params.id })
  expect(books.filter((book) => book.subject === 'MEMBER').every((book) => book.version_id === null)).toBe(
    true,
  )
  expect(
    await world.owner('select subject, state from declaration_sheet where township_id = $1 and year = 2026', [
      east.id,
    ]),
  ).toEqual([
    { subject: 'ORG', state: 'DRAFT' },
    { subject: 'ORG', state: 'DRAFT' },
  ])
  const read = await as(world, east.villages[0]?.members[0] as never, getScheme, { params })
  expect(read).toMatchObject({ status: 200, answer: { state: 'PUBLISHED', can: [] } })
  const seen = await as(world, banner.department, getScheme, { params })
  expect(seen.answer.timeline.map((one) => one.action)).toEqual([
    '起草',
    '提交审核',
    '退回',
    '提交审核',
    '批准',
    '发布',
  ])
})

test('another township learns from a published scheme, not from a draft', async () => {
  const sources = await as(world, west.clerk, listSchemeSources, { query: { subject: 'ORG' } })
  const source = sources.answer.find((one) => one.year === 2026)
  expect(source).toMatchObject({ townshipName: east.name, own: false })
  expect(sources.answer.some((one) => one.year === 2032)).toBe(false)
  const copy = await as(world, west.clerk, createScheme, {
    body: {
      townshipId: west.id,
      subject: 'ORG',
      year: 2026,
      from: { kind: 'COPY', versionId: source?.versionId as string },
    },
  })
  expect(
    (await as(world, west.clerk, getScheme, { params: copy.answer })).answer.document.stars,
  ).toHaveLength(14)
  expect(
    await as(world, west.clerk, createScheme, {
      body: {
        townshipId: west.id,
        subject: 'MEMBER',
        year: 2026,
        from: { kind: 'COPY', versionId: source?.versionId as string },
      },
    }),
  ).toMatchObject({ error: { code: 'schemes.wrong_subject' } })
  const [draft] = await world.owner(
    'select v.id from scheme_version v join scheme s on s.id = v.scheme_id where s.year = 2032',
  )
  expect(
    await as(world, west.clerk, createScheme, {
      body: {
        townshipId: west.id,
        subject: 'ORG',
        year: 2032,
        from: { kind: 'COPY', versionId: draft?.id as string },
      },
    }),
  ).toMatchObject({ status: 404 })
  const seen = await as(world, west.clerk, listSchemes, { query: {} })
  expect(new Set(seen.answer.rows.map((row) => row.townshipId))).toEqual(new Set([west.id]))
  expect(
    (await as(world, banner.department, listSchemes, { query: { year: 2026 } })).answer.rows
      .map((row) => row.townshipName)
      .sort(),
  ).toEqual([east.name, west.name].sort())
})

test('a change of a version in use is a new version from the next quarter; books follow when it begins', async () => {
  const [first] = (await world.owner(
    'select v.id from scheme_version v join scheme s on s.id = v.scheme_id where s.township_id = $1 and s.year = 2026',
    [east.id],
  )) as [{ id: string }]
  await world.owner("update scheme_version set state = 'LOCKED' where id = $1", [first.id])
  await world.owner(
    "update book set elective_a = '自1', elective_b = '自5' where township_id = $1 and year = 2026 and subject = 'ORG'",
    [east.id],
  )
  const { answer: second } = await as(world, east.clerk, reviseScheme, { params: first })
  expect(await as(world, east.clerk, reviseScheme, { params: first })).toMatchObject({
    error: { code: 'schemes.newer_draft' },
  })
  const { document } = (await as(world, east.clerk, getScheme, { params: second })).answer
  const without = {
    ...document,
    stars: document.stars.filter((star) => star.code !== '自5'),
    rules: document.rules.filter((rule) => rule.starCode !== '自5'),
  }
  await as(world, east.clerk, saveScheme, { params: second, body: { document: without } })
  expect(await as(world, east.clerk, submitScheme, { params: second })).toMatchObject({
    error: { code: 'schemes.elective_in_use', message: expect.stringContaining('志愿服务星') },
  })
  await as(world, east.clerk, saveScheme, {
    params: second,
    body: { document: { ...document, title: '第二版' } },
  })
  await as(world, east.clerk, submitScheme, { params: second })
  await as(world, banner.department, approveScheme, { params: second, body: {} })
  expect(await as(world, east.clerk, publishScheme, { params: second })).toMatchObject({ status: 200 })
  const under = () =>
    world.owner(
      "select distinct version_id from book where township_id = $1 and year = 2026 and subject = 'ORG'",
      [east.id],
    )
  expect(await under()).toEqual([{ version_id: first.id }])
  const nightly = (now: string) =>
    systemTx(world.db, 1, (tx) => bringIntoForce(tx, systemActor(1, banner.root, new Date(now))))
  expect(await nightly('2026-03-31T23:00:00+08:00')).toBe(0)
  expect(await nightly('2026-04-01T00:05:00+08:00')).toBe(1)
  expect(await under()).toEqual([{ version_id: second.id }])
  expect(await stateOf(first.id)).toBe('ARCHIVED')
  expect(await nightly('2026-04-01T00:10:00+08:00')).toBe(0)
})

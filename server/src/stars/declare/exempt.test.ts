import {
  applyExemptions,
  decideExemptions,
  exemptionActs,
  exemptionLifecycle,
  listExemptible,
  listExemptions,
  withdrawExemption,
} from '@xinghe/contract/declarations'
import { everyStateAndAct } from '@xinghe/contract/lifecycle'
import { beforeAll, expect, test } from 'vitest'
import {
  as,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../../test/given.ts'
import { givenPublished } from '../../../test/given-stars.ts'
import { freshWorld, type World } from '../../../test/world.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let west: GivenTownship
let village: GivenVillage
let books: { id: string; person_id: string; name: string }[]
beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world)
  ;[east, west] = banner.townships as [GivenTownship, GivenTownship]
  village = east.villages[0] as GivenVillage
  await givenPublished(world, banner, east, 'MEMBER')
  books = (await world.owner(
    'select id, person_id, name from book where village_id = $1 and person_id is not null order by book_no',
    [village.id],
  )) as typeof books
})
const apply = (bookId: string, by = village.clerk) =>
  as(world, by, applyExemptions, {
    body: { applications: [{ bookId, reasonKind: 'LONG_ILL', reason: '常年卧床，支部会议研究同意' }] },
  })
const decide = (id: string, approve: boolean, note: string | null = null, by = east.clerk) =>
  as(world, by, decideExemptions, { body: { ids: [id], approve, note } })
const of = (index: number) => books[index] as (typeof books)[number]

test('the village applies once, the township decides, the book is exempt', async () => {
  expect(await apply(of(0).id, east.villages[1]?.clerk)).toMatchObject({ status: 404 })
  expect(await apply(of(0).id, east.clerk)).toMatchObject({ status: 403 })
  expect(await apply(of(0).id, village.members[0])).toMatchObject({ status: 403 })
  const first = await apply(of(0).id)
  expect(first).toMatchObject({ status: 200 })
  const id = first.answer.ids[0] as string
  expect(await apply(of(0).id)).toMatchObject({ error: { code: 'declarations.already_exempt' } })
  expect(await world.owner('select kind, post, unit_id from work_item where subject_id = $1', [id])).toEqual([
    { kind: 'EXEMPTION_DECIDE', post: 'TOWNSHIP_CLERK', unit_id: east.id },
  ])
  expect(
    (await as(world, village.clerk, listExemptible, { query: { year: 2026 } })).answer.map(
      (one) => one.bookId,
    ),
  ).not.toContain(of(0).id)
  expect(await decide(id, true, null, west.clerk)).toMatchObject({ status: 404 })
  expect(await decide(id, true, null, village.secretary)).toMatchObject({ status: 403 })
  expect(await decide(id, false)).toMatchObject({ error: { code: 'common.reason_needed' } })
  expect(await decide(id, true)).toMatchObject({ status: 200 })
  expect(await world.owner('select exempt from book where id = $1', [of(0).id])).toEqual([{ exempt: true }])
  expect(await world.owner('select 1 from work_item where subject_id = $1', [id])).toEqual([])
  expect((await as(world, west.clerk, listExemptions, { query: { year: 2026 } })).answer.rows).toEqual([])
  const own = village.members.find((one) => one.id === of(0).person_id) ?? village.members[0]
  const rows = (await as(world, own as never, listExemptions, { query: { year: 2026 } })).answer.rows
  expect(rows.every((row) => row.personName === own?.name)).toBe(true)
})

test('every state × act', async () => {
  const { ids } = (await apply(of(1).id)).answer
  const id = ids[0] as string
  const call = {
    approve: () => decide(id, true),
    refuse: () => decide(id, false, '材料不足'),
    withdraw: () => as(world, village.clerk, withdrawExemption, { params: { id } }),
  }
  for (const { from, act, to } of everyStateAndAct(exemptionLifecycle, exemptionActs)) {
    await world.owner('update exemption set state = $2 where id = $1', [id, from])
    const reply = await call[act]()
    expect(`${from} ${act} ${reply.status}`).toBe(`${from} ${act} ${to ? 200 : 409}`)
    expect((await world.owner('select state from exemption where id = $1', [id]))[0]?.state).toBe(to ?? from)
  }
})

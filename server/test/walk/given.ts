/** Two small counties of random shape with the same paths in both, everything in them marked, and who walks there. */
import { getMe, switchPost } from '@xinghe/contract/identity'
import * as slips from '@xinghe/contract/slips'
import { localDate } from '@xinghe/contract/values'
import sharp from 'sharp'
import { uploadFile } from '../../src/files/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { act, as, type GivenPerson, type GivenRegion, type GivenVillage, givenRegion } from '../given.ts'
import { givenWholeYear } from '../given-whole-year.ts'
import { at } from '../given-year-end.ts'
import { send, type World } from '../world.ts'
import { type Census, markedTables, markTexts, takeCensus } from './census.ts'
import { knownTo, type Sight, sightOn } from './sight.ts'

export interface Walker {
  who: string
  regionId: number
  personId: string
  cookie: string
  sight: Sight | null
  known: Set<string>
}
export interface Walked {
  world: World
  census: Census
  counties: GivenRegion[]
  walkers: Walker[]
}
/** The day of all walks, and the evening before, when those who left were still in office. */
export const today = '2027-01-19'
const eveBefore = '2027-01-18T23:50:00+08:00'
const morning = '2027-01-19T00:05:00+08:00'

async function givenDaily(world: World, village: GivenVillage): Promise<void> {
  const [row] = await world.owner(
    'select id, person_id from book where path = $1 and region_id = $2 and person_id is not null order by book_no limit 1',
    [village.path, village.clerk.regionId],
  )
  const member = village.members.find(({ id }) => id === row?.person_id)
  if (!row || !member) return
  const bytes = await sharp({
    create: { width: 60, height: 40, channels: 3, background: '#0a0' },
  })
    .png()
    .toBuffer()
  for (const person of [member, village.clerk])
    await act(world, person, (tx, by) =>
      uploadFile(tx, by, { file: { name: '现场.png', mime: 'image/png', bytes } }),
    )
  // The year is closed by now: its first quarter is opened for a moment.
  const quarter = (state: string) =>
    world.owner(
      'update quarter set state = $3 where region_id = $1 and path = $2 and year = 2026 and quarter = 1',
      [village.clerk.regionId, village.path, state],
    )
  await quarter('OPEN')
  at(world, '2026-03-20')
  for (const [person, day] of [
    [member, '2026-03-10'],
    [village.clerk, '2026-03-11'],
  ] as const) {
    const { status, error } = await as(world, person, slips.enterSlips, {
      body: {
        slips: [
          {
            factOn: localDate(day),
            reason: '参加支部党课',
            lines: [{ bookId: row.id, ruleCode: '1.1' }],
          },
        ] as never,
        submit: true,
      },
    })
    if (status !== 200) throw new Error(JSON.stringify(error))
  }
  at(world, '2027-01-18')
  await quarter('SEALED')
}

/** Offices and memberships that are over, or not yet begun, each with a session begun while they held. */
async function givenPast(world: World, county: GivenRegion): Promise<[string, GivenPerson][]> {
  const [first] = county.townships
  const last = county.townships.at(-1)
  const village = first?.villages[0]
  const other = last?.villages.at(-1)
  if (!first || !last || !village || !other) throw new Error('no village')
  const hold = (
    person: GivenPerson,
    unit: { id: string; path: string },
    post: string,
    from: string,
    to: string | null,
  ) =>
    world.owner(
      'insert into post_holding (region_id, id, person_id, unit_id, path, post, first_on, last_on) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [county.regionId, newId(), person.id, unit.id, unit.path, post, from, to],
    )
  const [, , mover, substitute, coming] = village.members as [
    GivenPerson,
    GivenPerson,
    GivenPerson,
    GivenPerson,
    GivenPerson,
  ]
  // One who left for good; a member who moved house; a member who stood in for some days; one whose office begins tomorrow.
  const gone = last.group
  await world.owner('update post_holding set last_on = $3 where region_id = $1 and person_id = $2', [
    county.regionId,
    gone.id,
    '2027-01-18',
  ])
  await world.owner('update membership set last_on = $3 where region_id = $1 and person_id = $2', [
    county.regionId,
    mover.id,
    '2027-01-18',
  ])
  await world.owner(
    `insert into membership select region_id, $3, person_id, $4, $5, category, status, joined_on, full_on, linked_households, '2027-01-19', null from membership
     where region_id = $1 and person_id = $2`,
    [county.regionId, mover.id, newId(), other.id, other.path],
  )
  await world.owner('update person set path = $3 where region_id = $1 and id = $2', [
    county.regionId,
    mover.id,
    other.path,
  ])
  await hold(substitute, first, 'TOWNSHIP_CLERK', '2027-01-10', '2027-01-18')
  await hold(coming, county.root, 'ORG_DEPARTMENT', '2027-01-20', null)
  // A clerk of the first village who serves in the last one from today.
  const changed = village.clerk
  await world.owner('update post_holding set last_on = $3 where region_id = $1 and person_id = $2', [
    county.regionId,
    changed.id,
    '2027-01-18',
  ])
  await hold(changed, other, 'VILLAGE_CLERK', '2027-01-19', null)
  return [
    ['who left his post yesterday', gone],
    ['a member who moved yesterday', mover],
    ['a substitute whose days are over', substitute],
    ['who takes office tomorrow', coming],
    ['a clerk who changed villages', changed],
  ]
}

export interface Shape {
  townships: number
  villages: number
}
/** `shapes`: one per county. The same instant for everybody at the end. */
export async function givenWalk(world: World, shapes: readonly Shape[]): Promise<Walked> {
  const counties: GivenRegion[] = []
  for (const [index, shape] of shapes.entries())
    counties.push(
      await givenRegion(world, {
        id: index + 1,
        kind: index === 0 ? 'BANNER' : 'DISTRICT',
        members: 5,
        ...shape,
      }),
    )
  await markTexts(world, ['unit', 'person'])
  for (const county of counties)
    for (const township of county.townships) {
      await givenWholeYear(world, county, township)
      for (const village of township.villages.slice(1)) await givenDaily(world, village)
    }
  world.clock.set(eveBefore)
  const named: [string, GivenPerson][] = []
  for (const county of counties) {
    named.push(
      ['the department', county.department],
      ['the inspector', county.inspector],
      ['the administrator', county.admin],
      ['the auditor', county.auditor],
    )
    for (const township of county.townships) {
      named.push(['a secretary of a township', township.secretary], ['a clerk of a township', township.clerk])
      if (township !== county.townships.at(-1)) named.push(['a group of a township', township.group])
      for (const village of township.villages)
        named.push(
          ['a secretary of a village', village.secretary],
          ...(village === county.townships[0]?.villages[0]
            ? []
            : [['a clerk of a village', village.clerk] as [string, GivenPerson]]),
          ['a member', village.members[0] as GivenPerson],
          ['another member', village.members[1] as GivenPerson],
        )
    }
  }
  const cookies = new Map<string, string>()
  const enter = async (person: GivenPerson) => {
    const reply = await world.app.inject({
      method: 'POST',
      url: '/api/identity/sign-in',
      payload: { login: person.login, password: 'test' },
    })
    cookies.set(person.id, String(reply.headers['set-cookie']).split(';')[0] as string)
  }
  for (const [, person] of named) await enter(person)
  for (const county of counties) {
    const past = await givenPast(world, county)
    for (const [who, person] of past) {
      await enter(person)
      // He acts in the very post that ends tonight.
      const [post] = await world.owner(
        `select id from post_holding where region_id = $1 and person_id = $2 and last_on = '2027-01-18'`,
        [county.regionId, person.id],
      )
      if (post)
        await send(world, cookies.get(person.id) as string, switchPost, {
          body: { id: post.id as string },
        } as never)
      named.push([who, person])
    }
  }
  world.clock.set(morning)
  // Reading who one is writes nothing later: the minute of last use is noted here.
  for (const cookie of cookies.values()) await send(world, cookie, getMe)
  await markTexts(
    world,
    (await markedTables(world)).filter((table) => table !== 'unit' && table !== 'person'),
  )
  const census = await takeCensus(world)
  const walkers: Walker[] = []
  for (const [who, person] of named) {
    const sight = await sightOn(world, person.regionId, person.id, today)
    walkers.push({
      who: `${who} (${person.regionId}, ${sight?.path ?? 'nowhere'})`,
      regionId: person.regionId,
      personId: person.id,
      cookie: cookies.get(person.id) as string,
      sight,
      known: sight ? await knownTo(world, sight) : new Set(),
    })
  }
  return { world, census, counties, walkers }
}

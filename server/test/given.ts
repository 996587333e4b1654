/** What a test starts from: a small banner and a small district, with a person in every post. Invented names. */
import type { NewUnit } from '@xinghe/contract/org'
import type { Post } from '@xinghe/contract/rights'
import type { AnswerOf, Route, SentBody, SentParams, SentQuery } from '@xinghe/contract/route'
import type { MemberCategory, VillageType } from '@xinghe/contract/words'
import { actorOf, openAccounts } from '../src/identity/index.ts'
import { addPeople, addUnits, foundAdministrators, foundRegion } from '../src/org/index.ts'
import { type Actor, scopeOf, systemActor } from '../src/platform/actor.ts'
import { newId } from '../src/platform/ids.ts'
import { systemTx, type Tx, writeTx } from '../src/platform/tx.ts'
import { type Reply, send, type World } from './world.ts'

export interface Given {
  id: string
  name: string
  path: string
}
export interface GivenPerson {
  id: string
  name: string
  regionId: number
  post: Post
  login: string
  unit: Given
}
export interface GivenVillage extends Given {
  secretary: GivenPerson
  clerk: GivenPerson
  members: GivenPerson[]
}
export interface GivenTownship extends Given {
  secretary: GivenPerson
  clerk: GivenPerson
  group: GivenPerson
  villages: GivenVillage[]
}
export interface GivenRegion {
  regionId: number
  root: Given
  department: GivenPerson
  inspector: GivenPerson
  admin: GivenPerson
  security: GivenPerson
  auditor: GivenPerson
  townships: GivenTownship[]
}

const familyNames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'
const givenNames = '山河林原草川石云风雪明光春秋冬青松柏兰竹'
let peopleMade = 0
const inventName = (): string => {
  const n = peopleMade++
  return `${familyNames[n % familyNames.length]}${givenNames[Math.floor(n / familyNames.length) % givenNames.length]}${givenNames[(n * 7) % givenNames.length]}`
}

/** A region with `townships` × `villages` × `members`; logins are '<post>-<region>-<number>', the password 'test'. */
export async function givenRegion(
  world: World,
  options: {
    id?: number
    kind?: 'BANNER' | 'DISTRICT'
    townships?: number
    villages?: number
    members?: number
  } = {},
): Promise<GivenRegion> {
  const { id = 1, kind = 'BANNER', townships = 2, villages = 2, members = 3 } = options
  const now = world.clock.now()
  const root = await foundRegion(
    async (region) => {
      await world.owner('insert into region values ($1, $2, $3, $4, $5)', [
        region.id,
        region.kind,
        region.name,
        region.code,
        now,
      ])
    },
    world.db,
    {
      id,
      kind,
      name: kind === 'BANNER' ? `测试旗${id}` : `测试区${id}`,
      shortName: `测试${id}`,
      code: `99000${id}`,
    },
    now.toISOString().slice(0, 10),
  )
  const system = systemActor(id, root, now)
  return systemTx(world.db, id, async (tx) => {
    const units: (NewUnit & { id: string })[] = []
    const add = (unit: NewUnit): string => {
      const withId = { ...unit, id: newId() }
      units.push(withId)
      return withId.id
    }
    const types: VillageType[] = ['PASTORAL', 'FARMING', 'SUBURBAN']
    const tree = Array.from({ length: townships }, (_, t) => {
      const townshipId = add({
        parentId: root.id,
        kind: kind === 'BANNER' ? 'TOWNSHIP' : 'STREET',
        name: `第${t + 1}镇`,
        shortName: `第${t + 1}镇`,
        villageType: types[t % 3],
      })
      const villageIds = Array.from({ length: villages }, (_, v) =>
        add({
          parentId: townshipId,
          kind: kind === 'BANNER' ? 'VILLAGE' : 'COMMUNITY',
          name: `${t + 1}-${v + 1}嘎查`,
          shortName: `${t + 1}-${v + 1}嘎查`,
          partyOrgName: `${t + 1}-${v + 1}嘎查党支部`,
          partyOrgKind: 'BRANCH',
          villageType: types[t % 3],
        }),
      )
      return { townshipId, villageIds }
    })
    if (units.length > 0) await addUnits(tx, { ...system, post: 'SYSTEM_ADMIN' }, { units: units as never })
    const rows = await tx
      .selectFrom('unit')
      .select(['id', 'name', 'path'])
      .where('region_id', '=', id)
      .execute()
    const unitOf = new Map(rows.map((row) => [row.id, row]))

    const people: GivenPerson[] = []
    const payload: {
      id: string
      name: string
      unitId: string
      posts: { post: Post; unitId: string }[]
      membership?: { category: MemberCategory; status: 'FULL' }
    }[] = []
    const person = (post: Post, unitId: string, category?: MemberCategory): GivenPerson => {
      const made: GivenPerson = {
        id: newId(),
        name: inventName(),
        regionId: id,
        post,
        login: `${post.toLowerCase()}-${id}-${people.length}`,
        unit: unitOf.get(unitId) as Given,
      }
      people.push(made)
      payload.push({
        id: made.id,
        name: made.name,
        unitId,
        posts: post === 'MEMBER' ? [] : [{ post, unitId }],
        ...(category && { membership: { category, status: 'FULL' } }),
      })
      return made
    }
    const department = person('ORG_DEPARTMENT', root.id)
    const inspector = person('INSPECTOR', root.id)
    const admin = person('SYSTEM_ADMIN', root.id)
    const security = person('SECURITY_ADMIN', root.id)
    const auditor = person('AUDITOR', root.id)
    const keeping = payload.splice(-3)
    const categories: MemberCategory[] = [
      'ORDINARY',
      'CENTRAL_HOUSEHOLD',
      'ORDINARY',
      'FLOATING',
      'OLD_OR_ILL',
    ]
    const result: GivenRegion = {
      regionId: id,
      root,
      department,
      inspector,
      admin,
      security,
      auditor,
      townships: tree.map(({ townshipId, villageIds }) => ({
        ...(unitOf.get(townshipId) as Given),
        secretary: person('TOWNSHIP_SECRETARY', townshipId),
        clerk: person('TOWNSHIP_CLERK', townshipId),
        group: person('ASSESSMENT_GROUP', townshipId),
        villages: villageIds.map((villageId) => ({
          ...(unitOf.get(villageId) as Given),
          secretary: person('VILLAGE_SECRETARY', villageId, 'COMMITTEE'),
          clerk: person('VILLAGE_CLERK', villageId, 'COMMITTEE'),
          members: Array.from({ length: members }, (_, m) =>
            person('MEMBER', villageId, categories[m % categories.length]),
          ),
        })),
      })),
    }
    const everything = { ...system, post: 'ORG_DEPARTMENT' as const }
    await foundAdministrators(tx, everything, keeping as never)
    await addPeople(tx, everything, { people: payload as never })
    await openAccounts(
      tx,
      everything,
      people.map((one) => ({ personId: one.id, login: one.login, password: 'test' })),
    )
    return result
  }).then(async (result) => {
    // Tests set the clock forward by years and sign in with a word: neither is what they are about.
    await world.owner('update account set password_at = $2 where region_id = $1', [id, '2100-01-01'])
    for (const key of ['second_factor.admin', 'second_factor.department'])
      await world.owner("insert into setting values ($1, $2, 'false', '测试', $3)", [id, key, now])
    return result
  })
}

const cookies = new WeakMap<World, Map<string, string>>()
/** The person, signed in over HTTP once: `await as(world, clerk, route, { body })`. */
export async function as<R extends Route>(
  world: World,
  person: GivenPerson,
  route: R,
  sent: { params?: SentParams<R>; query?: SentQuery<R>; body?: SentBody<R>; key?: string } = {},
): Promise<Reply<AnswerOf<R>>> {
  const reply = await send(world, await cookieOf(world, person), route, sent)
  if (reply.error?.code !== 'common.not_signed_in') return reply
  // The clock moved by more than a session's life: he signs in anew.
  cookies.get(world)?.delete(person.login)
  return send(world, await cookieOf(world, person), route, sent)
}
/** His session, begun once. */
export async function cookieOf(world: World, person: GivenPerson): Promise<string> {
  let known = cookies.get(world)
  if (!known) cookies.set(world, (known = new Map()))
  const cookie = known.get(person.login) ?? (await signedInAs(world, person))
  known.set(person.login, cookie)
  return cookie
}
async function signedInAs(world: World, person: GivenPerson): Promise<string> {
  const response = await world.app.inject({
    method: 'POST',
    url: '/api/identity/sign-in',
    payload: { login: person.login, password: 'test' },
  })
  return String(response.headers['set-cookie']).split(';')[0] as string
}
/** Forget sessions, e.g. after the clock moved by more than a session's life. */
export const signedOut = (world: World): void => void cookies.delete(world)

/** Runs an act directly, in the person's own scope, for preparing a state. */
export async function act<T>(
  world: World,
  person: GivenPerson,
  work: (tx: Tx, by: Actor) => Promise<T>,
): Promise<T> {
  const by = await actorOf(world.db, person.regionId, person.id, person.post, world.clock.now())
  return writeTx(world.db, scopeOf(by), (tx) => work(tx, by))
}

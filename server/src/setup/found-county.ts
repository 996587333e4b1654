import {
  type Founder,
  founderKeys,
  founders,
  type foundCounty as foundRoute,
  type getSetup as getRoute,
} from '@xinghe/contract/founding'
import { posts } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { takenBy } from '@xinghe/contract/taken-by'
import { yearOf } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { oneTimePassword, openAccounts } from '../identity/index.ts'
import { addPeople, addRoot, foundAdministrators, freeLogins, nameSort, tidyName } from '../org/index.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { connect, type Database } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { Refusal, refuseField } from '../platform/refusal.ts'
import type { RawContext } from '../platform/route.ts'
import { systemTx, type Tx } from '../platform/tx.ts'
import { type AccountSlipsData, accountSlipsPdf, MissingGlyph } from '../print/index.ts'
import { knownHolidays, seedCalendar } from '../work/index.ts'
import { foundingBy } from './founding.ts'

type Input = InputOf<typeof foundRoute>

const isEmpty = async (db: Pick<Database, 'selectFrom'>): Promise<boolean> =>
  (await db.selectFrom('region').select('id').limit(1).executeTakeFirst()) === undefined

export const getSetup = async ({ db }: RawContext): Promise<AnswerIn<typeof getRoute>> => ({
  empty: await isEmpty(db),
})

/** 依据: 三员 are three people, and the department's officer is none of them (org/separation.rules.ts). */
function refuseTwice(input: Input): void {
  const seen = new Map<string, Founder>()
  for (const key of founderKeys) {
    const name = tidyName(input[key])
    const other = seen.get(name)
    if (other)
      throw refuseField(
        key,
        `与${posts[founders[other]]}同名。四个岗位须由四个人分别担任；确是同名的两个人，请在姓名后加字区分`,
      )
    seen.set(name, key)
  }
}

/**
 * Founds the county of an empty instance, all or nothing in one transaction of the owner: the county, its root, the three
 * administrators, one officer of the organisation department, the holidays of two years. Their passwords are in this
 * one answer; a lost one is renewed at the machine (`npm run account`).
 */
export async function foundCounty(
  { db, now, ip, traceId }: RawContext,
  input: Input,
): Promise<AnswerIn<typeof foundRoute>> {
  if (!(await isEmpty(db))) throw new Refusal('setup.founded')
  const { ownerUrl } = foundingBy(input.setupCode, ip, now)
  refuseTwice(input)
  const people = founderKeys.map((key) => ({
    id: newId(),
    post: founders[key],
    name: tidyName(input[key]),
    password: oneTimePassword(),
  }))
  const region = {
    id: 1,
    kind: input.kind,
    name: input.name,
    shortName: input.shortName,
    code: input.countyCode,
  }
  const owner = connect(ownerUrl, { max: 1 })
  const { logins, by } = await systemTx(owner.db, region.id, async (tx) => {
    // Two who press at once: the second waits here, and then finds a county.
    await sql`lock table region in share row exclusive mode`.execute(tx)
    if (!(await isEmpty(tx))) throw new Refusal('setup.founded')
    await tx
      .insertInto('region')
      .values({ id: region.id, kind: region.kind, name: region.name, code: region.code, created_at: now })
      .execute()
    const system = systemActor(region.id, { id: '', name: region.name, path: '' }, now)
    const root = await addRoot(tx, region, system.today)
    const by: Actor = {
      ...system,
      ...{ unitId: root.id, path: root.path, post: 'ORG_DEPARTMENT', traceId, address: ip },
    }
    await putInOffice(tx, by, people)
    const logins = await freeLogins(
      tx,
      people.map(({ name }) => nameSort(name)),
    )
    await openAccounts(
      tx,
      by,
      people.map(({ id, password }, at) => ({
        personId: id,
        login: logins[at] as string,
        password,
        oneTime: true,
      })),
    )
    const year = yearOf(by.today)
    await seedCalendar(tx, by, [year, year + 1])
    await audit(tx, by, 'setup.founded', {
      path: root.path,
      subjectKind: 'unit',
      subjectId: root.id,
      note: `${region.name}（${region.code}）`,
    })
    return { logins, by }
  }).finally(() => owner.pool.end())
  const accounts = people.map(({ post, name, password }, at) => ({
    post,
    name,
    login: logins[at] as string,
    password,
  }))
  const bytes = printed({
    county: region.name,
    openAt: input.openAt,
    slips: accounts.map(({ post, ...rest }) => ({ ...rest, unit: region.name, posts: posts[post] })),
    printed: takenBy({ ...by, name: '系统' }, now, '打印', traceId),
  })
  const year = yearOf(by.today)
  return {
    accounts,
    slips: bytes && { name: `${region.shortName}账号条.pdf`, base64: bytes.toString('base64') },
    yearsUnknown: [year, year + 1].filter((one) => !knownHolidays(one)),
  }

  /** The county stands by now: a name that no face can draw must not lose its passwords. They are in the answer. */
  function printed(data: AccountSlipsData): Buffer | null {
    try {
      return accountSlipsPdf(data, now)
    } catch (error) {
      if (error instanceof MissingGlyph) return null
      throw error
    }
  }
}

async function putInOffice(
  tx: Tx,
  by: Actor,
  people: { id: string; name: string; post: (typeof founders)[Founder] }[],
): Promise<void> {
  const [department, ...administrators] = people.map(({ id, name, post }) => ({
    id,
    name,
    unitId: by.unitId,
    posts: [{ post, unitId: by.unitId }],
  }))
  await foundAdministrators(tx, by, administrators)
  await addPeople(tx, by, { people: department ? [department] : [] })
}

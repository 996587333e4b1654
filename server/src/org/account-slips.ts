import { mostSlips, type openAccountSlips as route } from '@xinghe/contract/org'
import { type Post, posts } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { takenBy } from '@xinghe/contract/taken-by'
import { sql } from 'kysely'
import { administratorsAmong, oneTimePassword, openAccounts } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit, nothingToTell } from '../platform/audit.ts'
import { countyRoot } from '../platform/county-root.ts'
import { permit, permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { accountSlipsPdf } from '../print/index.ts'
import { freeLogins } from './free-logins.ts'
import { getUnit } from './queries.ts'

interface Holder {
  id: string
  name: string
  name_sort: string
  path: string
  unit_name: string
  posts: string[]
}

/** Whoever holds a post today below `path` and has no account, by unit and name. */
async function holdersWithout(
  tx: Tx,
  by: Actor,
  path: string,
  only: Pick<InputOf<typeof route>, 'posts' | 'personIds'>,
): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select p.id, p.name, p.name_sort, p.path, min(u.short_name) as unit_name, array_agg(h.post order by h.post) as posts
    from post_holding h
      join person p on p.region_id = h.region_id and p.id = h.person_id
      join unit u on u.region_id = h.region_id and u.id = h.unit_id
    where h.region_id = ${by.regionId} and h.path >= ${path} and h.path < ${`${path}~`}
      and h.first_on <= ${by.today} and (h.last_on is null or h.last_on >= ${by.today})
      and (${only.posts ?? null}::text[] is null or h.post = any(${only.posts ?? null}::text[]))
      and (${only.personIds ?? null}::uuid[] is null or p.id = any(${only.personIds ?? null}::uuid[]))
      and not exists (select 1 from account a where a.region_id = p.region_id and a.person_id = p.id)
    group by p.region_id, p.id order by min(h.path), p.name_sort, p.id`.execute(tx)
  return rows
}

/** Whoever is named must be there and within reach, though nothing comes of those who have an account already. */
async function permitNamed(tx: Tx, by: Actor, personIds: readonly string[]): Promise<void> {
  const ids = [...new Set(personIds)]
  const people = await tx
    .selectFrom('person')
    .select('path')
    .where('region_id', '=', by.regionId)
    .where('id', 'in', ids)
    .execute()
  if (people.length < ids.length) throw new Refusal('common.not_found')
  permitAll(
    tx,
    by,
    'accounts.keep',
    people.map(({ path }) => path),
  )
}

/**
 * Opens accounts for all holders of posts below a unit who have none, and prints a slip for each. The passwords are on
 * the slips of this one answer and nowhere else. Accounts of the three are the system administrator's, as in
 * `permitAccount`.
 */
export async function openAccountSlips(
  tx: Tx,
  by: Actor,
  { unitId, openAt, ...only }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const unit = await getUnit(tx, by, unitId)
  permit(tx, by, 'accounts.keep', unit.path)
  if (only.personIds) await permitNamed(tx, by, only.personIds)
  const found = await holdersWithout(tx, by, unit.path, only)
  const guarded =
    by.post === 'SYSTEM_ADMIN'
      ? new Set<string>()
      : await administratorsAmong(
          tx,
          by,
          found.map((one) => one.id),
        )
  const all = found.filter(({ id }) => id !== by.personId && !guarded.has(id))
  const people = all.slice(0, mostSlips)
  if (people.length === 0) {
    // Nobody was left: pressed a second time.
    nothingToTell(tx)
    return { opened: [], left: 0, slips: null }
  }
  permitAll(
    tx,
    by,
    'accounts.keep',
    people.map((one) => one.path),
  )
  const logins = await freeLogins(
    tx,
    people.map((one) => one.name_sort),
  )
  const slips = people.map((one, at) => ({
    ...one,
    login: logins[at] as string,
    password: oneTimePassword(),
  }))
  await openAccounts(
    tx,
    by,
    slips.map(({ id, login, password }) => ({ personId: id, login, password, oneTime: true })),
  )
  await audit(
    tx,
    by,
    'org.account_opened',
    slips.map(({ id, path, login }) => ({
      path,
      subjectKind: 'person',
      subjectId: id,
      note: `账号 ${login}`,
    })),
  )
  const county = await countyRoot(tx, by.regionId).executeTakeFirstOrThrow()
  const bytes = accountSlipsPdf(
    {
      county: county.name,
      openAt,
      slips: slips.map(({ name, unit_name, posts: held, login, password }) => ({
        name,
        unit: unit_name,
        posts: held.map((post) => posts[post as Post]).join('、'),
        login,
        password,
      })),
      printed: takenBy(by, by.now, '打印', by.traceId),
    },
    by.now,
  )
  return {
    opened: slips.map(({ name, login, unit_name }) => ({ name, login, unitName: unit_name })),
    left: all.length - people.length,
    slips: { name: `${unit.short_name}账号条.pdf`, base64: bytes.toString('base64') },
  }
}

/** What lists and the detail of people share. */
import type { PersonRow } from '@xinghe/contract/org'
import type { Post } from '@xinghe/contract/rights'
import type { LocalDate } from '@xinghe/contract/values'
import type { MemberCategory, MemberStatus } from '@xinghe/contract/words'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import { SealError } from '../platform/sealed.ts'
import type { ReadTx } from '../platform/tx.ts'
import { maskPhone } from './mask.rules.ts'
import { openPersonal } from './personal.ts'

/** The mask of what a row holds; one that does not open is said in its place, so that the list stays readable. */
export function masked(whole: () => string | null, mask: (text: string) => string): string | null {
  try {
    const text = whole()
    return text === null ? null : mask(text)
  } catch (error) {
    if (error instanceof SealError) return '无法解密'
    throw error
  }
}

/** Whole years on a day; somebody born on 29 February is a year older on 1 March. */
export const ageOn = (day: LocalDate, bornOn: string | null): number | null =>
  bornOn === null
    ? null
    : Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (day.slice(5) < bornOn.slice(5) ? 1 : 0)

/** People of the actor's subtree; a member finds only himself. */
const visible = (by: Actor): RawBuilder<boolean> =>
  by.post === 'MEMBER'
    ? sql<boolean>`(${within(by, 'people.read', 'p')} and p.id = ${by.personId})`
    : within(by, 'people.read', 'p')

/** Each person with his open membership and the unit where he belongs. */
export const people = (tx: ReadTx, by: Actor) =>
  tx
    .selectFrom('person as p')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'p.region_id').onRef('u.path', '=', 'p.path'),
    )
    .leftJoin('membership as m', (join) =>
      join
        .onRef('m.region_id', '=', 'p.region_id')
        .onRef('m.person_id', '=', 'p.id')
        .on('m.last_on', 'is', null),
    )
    .where(visible(by))

export const personColumns = [
  'p.id',
  'p.name',
  'p.sex',
  'p.born_on',
  'p.phone_sealed',
  'p.path',
  'u.id as unit_id',
  'u.short_name as unit_name',
  'm.category',
  'm.status',
] as const
interface Row {
  id: string
  name: string
  sex: string | null
  born_on: string | null
  phone_sealed: string | null
  unit_id: string
  unit_name: string
  category: string | null
  status: string | null
}

/** Rows as screens show them, with the posts held today and whether there is an account: two queries for all. */
export async function personRows(tx: ReadTx, by: Actor, rows: readonly Row[]): Promise<PersonRow[]> {
  const ids = sql<string>`any(${rows.map((row) => row.id)}::uuid[])`
  const held = await tx
    .selectFrom('post_holding as h')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'h.region_id').onRef('u.id', '=', 'h.unit_id'),
    )
    .select(['h.person_id', 'h.post', 'u.short_name'])
    .where('h.region_id', '=', by.regionId)
    .where('h.person_id', '=', ids)
    .where('h.first_on', '<=', by.today)
    .where((eb) => eb.or([eb('h.last_on', 'is', null), eb('h.last_on', '>=', by.today)]))
    .orderBy('u.path')
    .execute()
  const accounts = await tx
    .selectFrom('account')
    .select('person_id')
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', ids)
    .execute()
  const withAccount = new Set(accounts.map((row) => row.person_id))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    sex: row.sex as 'M' | 'F' | null,
    age: ageOn(by.today, row.born_on),
    phone: masked(() => openPersonal({ regionId: by.regionId, id: row.id }, 'PHONE', row), maskPhone),
    unitId: row.unit_id,
    unitName: row.unit_name,
    category: row.category as MemberCategory | null,
    status: row.status as MemberStatus | null,
    posts: held
      .filter((one) => one.person_id === row.id)
      .map((one) => ({ post: one.post as Post, unitName: one.short_name })),
    hasAccount: withAccount.has(row.id),
  }))
}

import type { orderDoorPlates as doorRoute, PlaqueKind, orderPlaques as route } from '@xinghe/contract/award'
import type { InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import { endOfYear, unitOn } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId, shortCode } from '../../platform/ids.ts'
import { insertRows } from '../../platform/insert-rows.ts'
import { permitAll } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { starSums, starsOfBooks } from '../../points/index.ts'
import { settle } from '../../work/index.ts'
import { starsOnPlaque } from './plaque-stars.rules.ts'

const starColumns = ['b.s1', 'b.s2', 'b.s3', 'b.s4', 'b.s5', 'b.s6', 'b.s7', 'b.s8', 'b.s9', 'b.s10'] as const

type Rating = Awaited<ReturnType<typeof lockRatings>>[number]

export async function lockRatings(tx: Tx, by: Actor, books: ReturnType<typeof sql<boolean>>) {
  return tx
    .selectFrom('rating as r')
    .innerJoin('book as b', (join) =>
      join.onRef('b.region_id', '=', 'r.region_id').onRef('b.id', '=', 'r.book_id'),
    )
    .innerJoin(unitOn('r.village_id', endOfYear('r.year')).as('v'), (join) => join.onTrue())
    .select([
      'r.book_id',
      'r.path',
      'r.state',
      'r.subject',
      'r.year',
      'r.final_level',
      'r.lit',
      'r.colours',
      ...starColumns,
      'b.name',
      'b.category',
      'v.party_org_name',
      'v.short_name as village',
      'v.parent_short_name as township',
    ])
    .where('r.region_id', '=', by.regionId)
    .where(books)
    .orderBy('b.book_no')
    .forUpdate('r')
    .execute()
}

export async function insertPlaques(
  tx: Tx,
  by: Actor,
  kind: PlaqueKind,
  ratings: readonly Rating[],
  order: { costFen: number; fundSource: string; orderedOn: string },
): Promise<string[]> {
  if (ratings.length === 0) return []
  const year = ratings[0]?.year as number
  const stars = await starsOfBooks(
    tx,
    by.regionId,
    ratings.map((rating) => rating.book_id),
  )
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from plaque where region_id = ${by.regionId} and kind = ${kind} and year = ${year}`.execute(
    tx,
  )
  const before = Number(rows[0]?.count ?? 0)
  const plaques = ratings.map((rating, index) => ({
    region_id: by.regionId,
    id: newId(),
    book_id: rating.book_id,
    path: rating.path,
    kind,
    serial: `${year}-${kind === 'PLAQUE' ? 'P' : 'M'}-${String(before + index + 1).padStart(4, '0')}`,
    public_code: `${by.regionId.toString(36).toUpperCase()}-${shortCode(8)}`,
    // 依据: the public page carries no personal data; a member's plate is known by his branch and its serial.
    subject_name: rating.subject === 'ORG' ? (rating.party_org_name ?? rating.name) : rating.name,
    unit_name: rating.village,
    township_name: rating.township,
    mongolian_name: null,
    year,
    level: rating.final_level ?? 0,
    ...starsOnPlaque(
      { lit: rating.lit ?? '0'.repeat(10), colours: rating.colours ?? '-'.repeat(10) },
      starSums(rating),
      rating.final_level ?? 0,
    ),
    star_names: (stars.get(rating.book_id) ?? []).map((star) => star.name),
    cost_fen: order.costFen,
    fund_source: order.fundSource,
    state: 'ORDERED',
    ordered_on: order.orderedOn,
  }))
  await insertRows(tx, 'plaque', plaques)
  await audit(
    tx,
    by,
    'award.plaque_ordered',
    plaques.map((plaque) => ({
      path: plaque.path,
      subjectKind: 'plaque',
      subjectId: plaque.id,
      note: plaque.serial,
    })),
  )
  return plaques.map((plaque) => plaque.id)
}

/** The level on a plaque is what the committee decided; so many stars are drawn lit. */
const awarded = async (
  tx: Tx,
  by: Actor,
  ratings: readonly Rating[],
  state: 'AWARDED' | 'IN_FORCE',
  on: string,
) => {
  await tx
    .updateTable('rating')
    .set({ state, awarded_on: on })
    .where('region_id', '=', by.regionId)
    .where('book_id', '=', sql<string>`any(${ratings.map((rating) => rating.book_id)}::uuid[])`)
    .where('state', '=', 'CONFIRMED')
    .execute()
  await audit(
    tx,
    by,
    'award.awarded',
    ratings.map((rating) => ({ path: rating.path, subjectKind: 'rating', subjectId: rating.book_id })),
  )
}

/**
 * Awards all confirmed results of these townships and orders a plaque for every village organisation.
 * 依据: seed report A: all 103 organisations got a plaque with their own number of stars, paid from Party dues.
 */
export async function orderPlaques(
  tx: Tx,
  by: Actor,
  input: InputOf<typeof route>,
): Promise<{ count: number }> {
  const { year, townshipIds, orderedOn } = input
  const ratings = await lockRatings(
    tx,
    by,
    sql<boolean>`r.year = ${year} and r.township_id = any(${townshipIds}::uuid[])
    and not exists (select 1 from plaque p where p.region_id = r.region_id and p.book_id = r.book_id and p.kind = 'PLAQUE')`,
  )
  permitAll(
    tx,
    by,
    'plaques.order',
    ratings.map((rating) => rating.path),
  )
  const organisations = ratings.filter((rating) => rating.subject === 'ORG')
  const early = organisations.find((rating) => !['CONFIRMED', 'AWARDED', 'IN_FORCE'].includes(rating.state))
  if (early) throw new Refusal('award.not_confirmed', { name: early.name })
  await awarded(tx, by, organisations, 'AWARDED', orderedOn)
  await awarded(
    tx,
    by,
    ratings.filter((rating) => rating.subject === 'MEMBER' && rating.state === 'CONFIRMED'),
    'IN_FORCE',
    orderedOn,
  )
  const rated = organisations.filter((rating) => rating.final_level !== null)
  await insertPlaques(tx, by, 'PLAQUE', rated, input)
  const determinations = await tx
    .selectFrom('determination')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('year', '=', year)
    .where('township_id', '=', sql<string>`any(${townshipIds}::uuid[])`)
    .execute()
  await settle(
    tx,
    by,
    'determination',
    determinations.map((one) => one.id),
  )
  return { count: rated.length }
}

/** Orders door plates for chosen members. 依据: seed report A, "部分优秀农牧民党员(党员中心户)". */
export async function orderDoorPlates(
  tx: Tx,
  by: Actor,
  input: InputOf<typeof doorRoute>,
): Promise<{ count: number }> {
  const ratings = await lockRatings(
    tx,
    by,
    sql<boolean>`r.subject = 'MEMBER' and r.book_id = any(${input.bookIds}::uuid[])`,
  )
  permitAll(
    tx,
    by,
    'plaques.order',
    ratings.map((rating) => rating.path),
  )
  if (ratings.length < new Set(input.bookIds).size) throw new Refusal('common.not_found')
  for (const rating of ratings) {
    if (!['CONFIRMED', 'AWARDED', 'IN_FORCE'].includes(rating.state))
      throw new Refusal('award.not_confirmed', { name: rating.name })
    if (!rating.final_level) throw new Refusal('award.not_rated', { name: rating.name })
  }
  const had = await tx
    .selectFrom('plaque')
    .select(['subject_name', 'year'])
    .where('region_id', '=', by.regionId)
    .where('kind', '=', 'DOOR_PLATE')
    .where('book_id', '=', sql<string>`any(${input.bookIds}::uuid[])`)
    .executeTakeFirst()
  if (had) throw new Refusal('award.already_ordered', { name: had.subject_name, year: had.year })
  const made = await insertPlaques(tx, by, 'DOOR_PLATE', ratings, input)
  return { count: made.length }
}

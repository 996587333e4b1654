import {
  type CategoryKind,
  type CategoryNames,
  categoryKindKeys,
  categoryWords,
  type listCategories as listRoute,
  type OwnCategory,
  type setCategory as setRoute,
} from '@xinghe/contract/categories'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { may, permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { getRoot } from './queries.ts'

const rowsOf = (tx: ReadTx, by: Pick<Actor, 'regionId'>) =>
  tx
    .selectFrom('category')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .orderBy('kind')
    .orderBy('code')
    .execute()

/** What this county calls differently, or gives no more. */
export async function ownCategories(tx: ReadTx, by: Pick<Actor, 'regionId'>): Promise<OwnCategory[]> {
  return (await rowsOf(tx, by)).map(({ kind, code, name, off }) => ({
    kind: kind as CategoryKind,
    code,
    name,
    off,
  }))
}

/** The county's words for every code. */
export async function categoryNames(tx: ReadTx, by: Pick<Actor, 'regionId'>): Promise<CategoryNames> {
  const own = await ownCategories(tx, by)
  const of = (kind: CategoryKind) => ({
    ...categoryWords[kind],
    ...Object.fromEntries(own.filter((one) => one.kind === kind).map((one) => [one.code, one.name])),
  })
  return { VILLAGE: of('VILLAGE'), MEMBER: of('MEMBER') } as CategoryNames
}

/** Refuses when one of these is given no more. What somebody already has is not asked about: leave it out. */
export async function refuseOff(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  kind: CategoryKind,
  codes: readonly (string | null | undefined)[],
): Promise<void> {
  const given = new Set(codes)
  const off = (await ownCategories(tx, by)).find((one) => one.off && one.kind === kind && given.has(one.code))
  if (off) throw new Refusal('categories.off', { name: off.name })
}

/** All of them, with how many villages or members in force have each. */
export async function listCategories(tx: ReadTx, by: Actor): Promise<AnswerIn<typeof listRoute>> {
  const own = new Map((await rowsOf(tx, by)).map((row) => [`${row.kind} ${row.code}`, row]))
  const { rows } = await sql<{ kind: string; code: string; used: number }>`
    select 'VILLAGE' as kind, village_type as code, count(*)::int as used from unit
    where region_id = ${by.regionId} and path >= ${by.path} and path < ${`${by.path}~`} and village_type is not null and last_on is null
    group by village_type
    union all
    select 'MEMBER', category, count(*)::int from membership
    where region_id = ${by.regionId} and path >= ${by.path} and path < ${`${by.path}~`} and last_on is null
    group by category`.execute(tx)
  const used = new Map(rows.map((row) => [`${row.kind} ${row.code}`, row.used]))
  return categoryKindKeys.flatMap((kind) =>
    Object.entries(categoryWords[kind]).map(([code, initial]) => {
      const row = own.get(`${kind} ${code}`)
      return {
        kind,
        code,
        initial,
        name: row?.name ?? initial,
        off: row?.off ?? false,
        used: used.get(`${kind} ${code}`) ?? 0,
        changed: row ? { by: row.changed_by, at: row.changed_at.toISOString() } : null,
        can: may(by, 'settings.edit'),
      }
    }),
  )
}

/** Renames a category or gives it no more. What was printed and published under the old name keeps it. */
export async function setCategory(
  tx: Tx,
  by: Actor,
  { kind, code, name, off }: InputOf<typeof setRoute>,
): Promise<{ ok: true }> {
  const root = await getRoot(tx, by)
  permit(tx, by, 'settings.edit', root.path)
  // Two who switch off the last two categories at once wait for each other here.
  await tx
    .selectFrom('unit')
    .select('id')
    .where('region_id', '=', by.regionId)
    .where('id', '=', root.id)
    .forUpdate()
    .execute()
  const all = (await listCategories(tx, by)).filter((one) => one.kind === kind)
  const before = all.find((one) => one.code === code)
  if (!before) throw new Refusal('categories.unknown')
  const others = all.filter((one) => one.code !== code)
  if (others.some((one) => one.name === name || one.initial === name))
    throw new Refusal('categories.name_taken', { name }, [{ path: 'name', message: '与另一个类别重名' }])
  if (off && others.every((one) => one.off)) throw new Refusal('categories.last')
  const row = { name, off, changed_by: by.name, changed_at: by.now }
  await tx
    .insertInto('category')
    .values({ region_id: by.regionId, kind, code, ...row })
    .onConflict((conflict) => conflict.columns(['region_id', 'kind', 'code']).doUpdateSet(row))
    .execute()
  const turned = before.off === off ? '' : off ? '，停用' : '，启用'
  await audit(tx, by, 'categories.set', {
    path: root.path,
    subjectKind: 'category',
    subjectId: null,
    note: `${before.name === name ? name : `${before.name} 改称 ${name}`}${turned}`,
    detail: { kind, code, ...changes(before, { name, off }) },
  })
  return { ok: true }
}

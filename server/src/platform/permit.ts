/** Rights: `permit` in acts, `within` in lists. Both read the one table of the contract. */
import { type Action, holds } from '@xinghe/contract/rights'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from './actor.ts'
import { Refusal } from './refusal.ts'
import { markPermitted } from './tx.ts'

const inside = (by: Actor, path: string): boolean => path.startsWith(by.path)

/**
 * Refuses unless `by` may do `action` at the unit with this path: outside his subtree the record does not exist
 * for him (404), inside without the post it is forbidden (403). A write transaction without it does not commit.
 */
export function permit(tx: object, by: Actor, action: Action, path: string): void {
  if (!inside(by, path)) throw new Refusal('common.not_found')
  if (!holds(by.post, action)) throw new Refusal('common.not_allowed')
  markPermitted(tx)
}

/** For acts on many records: each must lie inside. */
export function permitAll(tx: object, by: Actor, action: Action, paths: readonly string[]): void {
  for (const path of paths) permit(tx, by, action, path)
  if (paths.length === 0) throw new Refusal('common.not_found')
}

/** A member acts only on what is his own. */
export function permitOwn(by: Actor, personId: string | null): void {
  if (by.post === 'MEMBER' && personId !== by.personId) throw new Refusal('common.not_found')
}

export const may = (by: Actor, action: Action, path = by.path): boolean =>
  inside(by, path) && holds(by.post, action)

/**
 * The right as part of a list's SQL: rows of `alias` in the actor's region and subtree, none without the action.
 * With `person`, a member sees only rows that are his own or nobody's.
 */
export function within(
  by: Actor,
  action: Action,
  alias: string,
  options: { person?: boolean } = {},
): RawBuilder<boolean> {
  if (!holds(by.post, action)) return sql<boolean>`false`
  const col = (name: string) => sql.ref(`${alias}.${name}`)
  const own =
    options.person && by.post === 'MEMBER'
      ? sql` and (${col('person_id')} is null or ${col('person_id')} = ${by.personId})`
      : sql``
  return sql<boolean>`(${col('region_id')} = ${by.regionId} and ${col('path')} >= ${by.path} and ${col('path')} < ${`${by.path}~`}${own})`
}

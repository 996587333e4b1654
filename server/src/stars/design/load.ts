/** A scheme version with its scheme, for acts and readers. */

import { next } from '@xinghe/contract/lifecycle'
import type { Action } from '@xinghe/contract/rights'
import { type SchemeAct, type SchemeState, schemeActs, schemeLifecycle } from '@xinghe/contract/schemes'
import { type Subject, subjects } from '@xinghe/contract/words'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { may, permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { SchemeVersion } from '../../platform/schema.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'

export type Version = Selectable<SchemeVersion> & {
  subject: Subject
  year: number
  township_id: string
  state: SchemeState
}

const rights = {
  save: 'schemes.draft',
  submit: 'schemes.submit',
  approve: 'schemes.review',
  return: 'schemes.review',
  publish: 'schemes.publish',
  revise: 'schemes.draft',
} as const satisfies Partial<Record<SchemeAct, Action>>
export type HumanAct = keyof typeof rights
/** Acts open to `by` on a version in this state. */
export const openTo = (by: Actor, version: { state: string; path: string }): HumanAct[] =>
  schemeActs.filter(
    (act): act is HumanAct =>
      act in rights &&
      next(schemeLifecycle, version.state as SchemeState, act) !== undefined &&
      may(by, rights[act as HumanAct], version.path),
  )

const versions = (tx: ReadTx, by: Actor, id: string) =>
  tx
    .selectFrom('scheme_version as v')
    .innerJoin('scheme as s', (join) =>
      join.onRef('s.region_id', '=', 'v.region_id').onRef('s.id', '=', 'v.scheme_id'),
    )
    .selectAll('v')
    .select(['s.subject', 's.year', 's.township_id'])
    .where('v.region_id', '=', by.regionId)
    .where('v.id', '=', id)

/**
 * What a reader may see: every version of his own subtree, and of the units above him what is published.
 * Alias `v` is the version.
 */
export const readable = (by: Actor): RawBuilder<boolean> => sql<boolean>`(v.region_id = ${by.regionId} and (
  (v.path >= ${by.path} and v.path < ${`${by.path}~`} and ${by.post !== 'MEMBER'})
  or (starts_with(${by.path}, v.path) and v.state in ('PUBLISHED', 'LOCKED', 'ARCHIVED'))))`

export async function readVersion(tx: ReadTx, by: Actor, id: string): Promise<Version> {
  const found = await versions(tx, by, id).where(readable(by)).executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  return found as Version
}

/** Locks the version, permits the act, refuses when it is not open. */
export async function versionFor(tx: Tx, by: Actor, id: string, act: HumanAct): Promise<Version> {
  const found = await versions(tx, by, id).forUpdate('v').executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  permit(tx, by, rights[act], found.path)
  if (!next(schemeLifecycle, found.state as SchemeState, act)) throw new Refusal('common.act_not_open')
  return found as Version
}

export const schemeTitle = (version: Pick<Version, 'subject' | 'year'>, townshipName: string): string =>
  `${townshipName}${version.year}年${subjects[version.subject]}设星方案`

import { fills, type Post } from '@xinghe/contract/rights'
import type { SubstitutionRow } from '@xinghe/contract/substitutions'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { may } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ReadTx, Tx } from '../../platform/tx.ts'

/** A holding of the actor's subtree with its unit and holder; 404 outside. Locked, two are never named at once. */
export async function lockHolding(tx: Tx, by: Actor, id: string) {
  const held = await tx
    .selectFrom('post_holding as h')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'h.region_id').onRef('u.id', '=', 'h.unit_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.region_id', '=', 'h.region_id').onRef('p.id', '=', 'h.person_id'),
    )
    .select(['h.id', 'h.person_id', 'h.unit_id', 'h.path', 'h.post', 'h.first_on', 'h.last_on'])
    .select(['u.short_name as unit_name', 'p.name'])
    .where('h.region_id', '=', by.regionId)
    .where('h.id', '=', id)
    .forUpdate('h')
    .executeTakeFirst()
  if (!held) throw new Refusal('common.not_found')
  return held
}

/** Whether `by` arranges substitutes for this post: whoever fills it, or its holder for himself (not of the three). */
export const arranges = (by: Actor, held: { person_id: string; post: string; path: string }): boolean =>
  may(by, 'substitutes.name', held.path) &&
  (fills(by.post, held.post as Post) ||
    // 依据: the three are filled by one of them alone, for a few days too.
    (held.person_id === by.personId && fills('ORG_DEPARTMENT', held.post as Post)))

interface Row {
  id: string
  post: Post
  path: string
  unit_name: string
  holder_id: string
  holder_name: string
  person_id: string
  person_name: string
  first_on: string
  last_on: string
  reason: string
  ended_at: Date | null
  left_on: string | null
}

/** Substitutions of a person's posts and his for others, as far as the actor sees them, newest first. */
export async function substitutionsOf(tx: ReadTx, by: Actor, personId: string): Promise<SubstitutionRow[]> {
  const { rows } = await sql<Row>`
    select s.id, h.post, h.path, u.short_name as unit_name, h.person_id as holder_id, holder.name as holder_name,
           s.person_id, p.name as person_name, s.first_on, s.last_on, s.reason, s.ended_at, h.last_on as left_on
      from substitution s
      join post_holding h on h.region_id = s.region_id and h.id = s.holding_id
      join unit u on u.region_id = h.region_id and u.id = h.unit_id
      join person holder on holder.region_id = h.region_id and holder.id = h.person_id
      join person p on p.region_id = s.region_id and p.id = s.person_id
     where s.region_id = ${by.regionId} and s.path >= ${by.path} and s.path < ${`${by.path}~`}
       and (s.person_id = ${personId} or h.person_id = ${personId})
     order by s.first_on desc, s.id desc`.execute(tx)
  return rows.map((row) => {
    const over = row.ended_at !== null || row.last_on < by.today || (row.left_on ?? by.today) < by.today
    return {
      id: row.id,
      post: row.post,
      unitName: row.unit_name,
      holderId: row.holder_id,
      holderName: row.holder_name,
      personId: row.person_id,
      personName: row.person_name,
      firstOn: row.first_on,
      lastOn: row.last_on,
      reason: row.reason,
      state: over ? 'OVER' : row.first_on > by.today ? 'COMING' : 'NOW',
      can: !over && arranges(by, { person_id: row.holder_id, post: row.post, path: row.path }) ? ['end'] : [],
    }
  })
}

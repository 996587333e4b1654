import { fills, type Post, posts } from '@xinghe/contract/rights'
import type { InputOf } from '@xinghe/contract/route'
import { longestSubstitution, type nameSubstitute as route } from '@xinghe/contract/substitutions'
import { addDays, formatDay, type LocalDate } from '@xinghe/contract/values'
import { sql } from 'kysely'
import { inOffice } from '../../identity/index.ts'
import { postsInDays } from '../../org/index.ts'
import { goTogether } from '../../org/separation.rules.ts'
import type { Actor } from '../../platform/actor.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { permit } from '../../platform/permit.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Tx } from '../../platform/tx.ts'
import { arranges, lockHolding } from './substitution-rows.ts'

type Held = Awaited<ReturnType<typeof lockHolding>>
type Days = { firstOn: LocalDate; lastOn: LocalDate }

/**
 * Somebody acts in the post too, from a day to a day. The holder asks a colleague of his unit; whoever fills the post may
 * ask anybody of the county, but not himself. A substitute passes nothing on.
 */
export async function nameSubstitute(
  tx: Tx,
  by: Actor,
  { holdingId, personId, firstOn, lastOn, reason }: InputOf<typeof route>,
): Promise<{ id: string }> {
  const held = await lockHolding(tx, by, holdingId)
  permit(tx, by, 'substitutes.name', held.path)
  if (by.standsInFor?.personId === held.person_id) throw new Refusal('substitutions.passed_on')
  if (!arranges(by, held)) throw new Refusal('substitutions.not_yours')
  if (personId === by.personId) throw new Refusal('common.own_matter')
  refuseDays(by, held, { firstOn, lastOn })
  const substitute = await lockColleague(tx, by, held, personId)
  await refuseBeside(tx, by, held, substitute, { firstOn, lastOn })
  const id = newId()
  await tx
    .insertInto('substitution')
    .values({
      region_id: by.regionId,
      id,
      path: held.path,
      holding_id: held.id,
      person_id: personId,
      first_on: firstOn,
      last_on: lastOn,
      reason,
      named_by: by.personId,
      named_at: by.now,
      ended_at: null,
    })
    .execute()
  const what = `${held.unit_name}${posts[held.post as Post]}（${formatDay(firstOn)}至${formatDay(lastOn)}）：${reason}`
  const row = { path: held.path, subjectKind: 'person' }
  await audit(tx, by, 'org.substitute_named', [
    { ...row, subjectId: held.person_id, note: `由${substitute.name}代${what}` },
    { ...row, subjectId: personId, note: `代${held.name}任${what}` },
  ])
  return { id }
}

function refuseDays(by: Actor, held: Held, { firstOn, lastOn }: Days): void {
  if (firstOn < by.today) throw new Refusal('substitutions.day_past')
  if (lastOn > addDays(firstOn, longestSubstitution - 1))
    throw new Refusal('substitutions.too_long', { days: longestSubstitution })
  if (held.last_on !== null && held.last_on < lastOn)
    throw new Refusal('substitutions.beyond_post', { day: formatDay(held.last_on) })
}

/** The person, locked against being appointed elsewhere meanwhile; 404 outside the subtree. */
async function lockColleague(tx: Tx, by: Actor, held: Held, personId: string) {
  const found = await tx
    .selectFrom('person')
    .select(['id', 'name', 'path'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  const { rows: here } = await sql`
    select 1 from ${inOffice(by.regionId, by.today)} o where o.person_id = ${personId} and o.unit_id = ${held.unit_id}`.execute(
    tx,
  )
  if (!fills(by.post, held.post as Post) && found.path !== held.path && here.length === 0)
    throw new Refusal('substitutions.elsewhere')
  const account = await tx
    .selectFrom('account')
    .select('login')
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!account) throw new Refusal('substitutions.no_account', { name: found.name })
  return found
}

/** Nobody else stands in for the post in these days, and the substitute holds nothing that does not go together with it. */
async function refuseBeside(
  tx: Tx,
  by: Actor,
  held: Held,
  substitute: { id: string; name: string },
  { firstOn, lastOn }: Days,
): Promise<void> {
  const { rows: standing } = await sql<{ name: string; first_on: string; last_on: string }>`
    select p.name, s.first_on, s.last_on from substitution s
      join person p on p.region_id = s.region_id and p.id = s.person_id
     where s.region_id = ${by.regionId} and s.holding_id = ${held.id} and s.ended_at is null
       and s.first_on <= ${lastOn} and s.last_on >= ${firstOn} limit 1`.execute(tx)
  const [other] = standing
  if (other)
    throw new Refusal('substitutions.overlap', {
      from: formatDay(other.first_on),
      to: formatDay(other.last_on),
      name: other.name,
    })
  const beside = await postsInDays(tx, by, [substitute.id], { from: firstOn, to: lastOn })
  if (!goTogether([held.post as Post, ...beside.map((row) => row.post)]))
    throw new Refusal('org.administrators_apart')
  if (beside.some((row) => row.post === held.post && row.unitId === held.unit_id))
    throw new Refusal('substitutions.holds_already', { name: substitute.name })
}

import type { InputOf } from '@xinghe/contract/route'
import { formatDay } from '@xinghe/contract/values'
import type { acceptWeak as acceptRoute, againWeak as againRoute } from '@xinghe/contract/weak'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { readSettings } from '../work/index.ts'
import { caseFor, lineOf, moveCase, refuseDay, refuseDeadline } from './load.ts'
import { addMonths, verdictOf } from './weak.rules.ts'

/** What acceptance demands, and the months of the watch that follows. */
export async function acceptanceRules(tx: ReadTx, by: Actor) {
  const set = await readSettings(tx, by, [
    'weak.pass_score',
    'weak.representatives',
    'weak.dissatisfied_percent',
    'weak.watch_months',
  ])
  return {
    rules: {
      passScore: set['weak.pass_score'],
      representatives: set['weak.representatives'],
      dissatisfiedPercent: set['weak.dissatisfied_percent'],
    },
    watchMonths: set['weak.watch_months'],
  }
}

/** Records score and vote; they decide: removed with a watch year, or failed. */
export async function acceptWeak(
  tx: Tx,
  by: Actor,
  input: InputOf<typeof acceptRoute>,
): Promise<{ ok: true }> {
  const { id, on, score, representatives, satisfied, basically, dissatisfied, note } = input
  const one = await caseFor(tx, by, id, 'weak.decide', 'pass')
  refuseDay(by, on, one.applied_on)
  const { rules, watchMonths } = await acceptanceRules(tx, by)
  if (satisfied + basically + dissatisfied !== representatives)
    throw new Refusal('weak.votes_do_not_add_up', undefined, [
      { path: 'representatives', message: '与三项票数之和不符' },
    ])
  if (representatives < rules.representatives)
    throw new Refusal('weak.few_representatives', { count: rules.representatives }, [
      { path: 'representatives', message: `不少于${rules.representatives}名` },
    ])
  const { passed, verdict } = verdictOf(input, rules)
  const { rounds } = await tx
    .selectFrom('weak_acceptance')
    .select((eb) => eb.fn.countAll<number>().as('rounds'))
    .where('region_id', '=', by.regionId)
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('weak_acceptance')
    .values({
      region_id: by.regionId,
      case_id: id,
      round: Number(rounds) + 1,
      path: one.path,
      accepted_on: on,
      score,
      representatives,
      satisfied,
      basically,
      dissatisfied,
      passed,
      verdict,
      note,
      recorded_by_name: by.name,
    })
    .execute()
  await audit(tx, by, passed ? 'weak.passed' : 'weak.failed', lineOf(one, verdict))
  return passed
    ? moveCase(tx, by, one, 'pass', { removed_on: on, watch_until: addMonths(on, watchMonths) })
    : moveCase(tx, by, one, 'fail', {})
}

type Again = InputOf<typeof againRoute>
/** Failed: rectified again until a new day. */
export async function againWeak(tx: Tx, by: Actor, { id, deadline, reason }: Again): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.decide', 'again')
  refuseDeadline(by, deadline)
  await audit(tx, by, 'weak.again', lineOf(one, reason))
  return moveCase(tx, by, one, 'again', { deadline, begun_on: by.today })
}
/** It slid back within the watch year. */
export async function relapseWeak(tx: Tx, by: Actor, { id, deadline, reason }: Again): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.decide', 'relapse')
  refuseDeadline(by, deadline)
  await audit(tx, by, 'weak.relapsed', lineOf(one, reason))
  return moveCase(tx, by, one, 'relapse', {
    deadline,
    begun_on: by.today,
    removed_on: null,
    watch_until: null,
  })
}
/** The watch year is over without a relapse. */
export async function closeWeak(tx: Tx, by: Actor, { id }: { id: string }): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.decide', 'close')
  const until = one.watch_until as string
  if (by.today < until) throw new Refusal('weak.still_watched', { day: formatDay(until) })
  await audit(tx, by, 'weak.closed', lineOf(one))
  return moveCase(tx, by, one, 'close', { closed_on: by.today })
}

import type { InputOf } from '@xinghe/contract/route'
import type { applyWeak as applyRoute, reportWeak as reportRoute } from '@xinghe/contract/weak'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { readSetting } from '../work/index.ts'
import { caseFor, lineOf, monthsReported, moveCase, refuseDay } from './load.ts'
import { missing, reportable } from './weak.rules.ts'

const inWords = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`
async function rectified(tx: Tx, by: Actor, one: { id: string; begun_on: string | null }) {
  return {
    begunOn: one.begun_on as string,
    reported: await monthsReported(tx, by, one.id),
    reportDay: await readSetting(tx, by, 'weak.report_day'),
  }
}

/** Progress of one month; a month that was forgotten may be told of later. */
export async function reportWeak(
  tx: Tx,
  by: Actor,
  { id, month, text }: InputOf<typeof reportRoute>,
): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.report', 'report')
  const so = await rectified(tx, by, one)
  if (so.reported.includes(month))
    throw new Refusal('weak.month_reported', { month: inWords(month) }, [
      { path: 'month', message: '这个月已经登记' },
    ])
  if (!reportable(so, by.today).includes(month))
    throw new Refusal('weak.month_not_due', { month: inWords(month) }, [
      { path: 'month', message: '不在整顿期内或尚未到来' },
    ])
  await tx
    .insertInto('weak_progress')
    .values({
      region_id: by.regionId,
      case_id: id,
      month,
      path: one.path,
      text,
      reported_by_name: by.name,
      reported_on: by.today,
    })
    .execute()
  await audit(tx, by, 'weak.reported', lineOf(one, `${inWords(month)}：${text}`))
  return moveCase(tx, by, one, 'report', {})
}

/** Asks for acceptance; every month that is over must have been told of. */
export async function applyWeak(
  tx: Tx,
  by: Actor,
  { id, on, application }: InputOf<typeof applyRoute>,
): Promise<{ ok: true }> {
  const one = await caseFor(tx, by, id, 'weak.verify', 'apply')
  refuseDay(by, on, one.begun_on)
  const untold = missing(await rectified(tx, by, one), by.today)
  if (untold.length > 0) throw new Refusal('weak.months_missing', { months: untold.map(inWords).join('、') })
  await audit(tx, by, 'weak.applied', lineOf(one, application))
  return moveCase(tx, by, one, 'apply', { applied_on: on, application })
}

import type { SettingKey } from '@xinghe/contract/settings'
import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { readSetting } from '../../work/index.ts'

type Step = 'self' | 'review' | 'assess' | 'determine' | 'confirm'
const keys = {
  self: 'year_end.self_due',
  review: 'year_end.review_due',
  assess: 'year_end.assess_due',
  determine: 'year_end.determine_due',
  confirm: 'year_end.confirm_due',
} as const satisfies Record<Step, SettingKey>

/** The due day of a step for the star year; the meeting and the confirmation fall in the year after. */
export async function dueDay(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  step: Step,
): Promise<(year: number) => string> {
  const day = await readSetting(tx, by, keys[step])
  const after = step === 'determine' || step === 'confirm' ? 1 : 0
  return (year) => `${year + after}-${day}`
}

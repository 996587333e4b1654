/** Where a slip waits, and until when. */
import type { Post } from '@xinghe/contract/rights'
import { dueAfter } from '@xinghe/contract/workdays'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/tx.ts'
import { queue, readSetting, workCalendar } from '../work/index.ts'

export interface Waiting {
  id: string
  path: string
  village_id: string
  township_id: string
  confirmer: string
  entered_by: string
  entered_post: string
  township_keyed: boolean
  reason: string
  subject: string
  names: readonly string[]
}
const title = ({ reason, names, subject }: Waiting): string => {
  const all = `${names.length}${subject === 'ORG' ? '个党组织' : '人'}`
  const first = names.length === 1 ? names[0] : `${names.slice(0, 2).join('、')}等${all}`
  return `${first}：${reason}`.slice(0, 80)
}
/** Whom a slip is about, each once: several lines may stand in one book, and two people may have one name. */
export const namesOnce = (lines: readonly { bookId: string; name: string }[]): string[] => [
  ...new Map(lines.map(({ bookId, name }) => [bookId, name])).values(),
]
const due = async (tx: Tx, by: Actor, key: 'slips.confirm_workdays' | 'slips.check_workdays') =>
  dueAfter(await workCalendar(tx, by), by.today, await readSetting(tx, by, key))

export async function queueForConfirmation(tx: Tx, by: Actor, slips: readonly Waiting[]): Promise<void> {
  const dueOn = await due(tx, by, 'slips.confirm_workdays')
  await queue(
    tx,
    by,
    slips.map((slip) => ({
      kind: 'SLIP_CONFIRM' as const,
      subjectKind: 'slip',
      subjectId: slip.id,
      path: slip.path,
      title: title(slip),
      dueOn,
      unitId: slip.confirmer === 'TOWNSHIP_CLERK' ? slip.township_id : slip.village_id,
      post: slip.confirmer as Post,
    })),
  )
}

/** To the township's clerk; to its assessment group what a clerk entered, typed or confirmed himself. */
export async function queueForCheck(tx: Tx, by: Actor, slips: readonly Waiting[]): Promise<void> {
  const dueOn = await due(tx, by, 'slips.check_workdays')
  await queue(
    tx,
    by,
    slips.map((slip) => ({
      kind: 'SLIP_CHECK' as const,
      subjectKind: 'slip',
      subjectId: slip.id,
      path: slip.path,
      title: title(slip),
      dueOn,
      unitId: slip.township_id,
      post:
        slip.entered_post === 'TOWNSHIP_CLERK' || by.post === 'TOWNSHIP_CLERK' || slip.township_keyed
          ? ('ASSESSMENT_GROUP' as const)
          : ('TOWNSHIP_CLERK' as const),
    })),
  )
}

export async function queueForCorrection(tx: Tx, by: Actor, slips: readonly Waiting[]): Promise<void> {
  const dueOn = await due(tx, by, 'slips.confirm_workdays')
  await queue(
    tx,
    by,
    slips.map((slip) => ({
      kind: 'SLIP_RETURNED' as const,
      subjectKind: 'slip',
      subjectId: slip.id,
      path: slip.path,
      title: title(slip),
      dueOn,
      unitId: slip.entered_post === 'TOWNSHIP_CLERK' ? slip.township_id : slip.village_id,
      post: slip.entered_post as Post,
      personId: slip.entered_by,
    })),
  )
}

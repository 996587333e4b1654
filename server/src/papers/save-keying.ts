/** Typing a sheet: kept while it goes on, checked when it is finished, compared when two have finished. */
import { next } from '@xinghe/contract/lifecycle'
import { differencesOf } from '@xinghe/contract/paper-lines'
import {
  type dropKeying as dropRoute,
  type PaperAct,
  paperLifecycle,
  type saveKeying as route,
} from '@xinghe/contract/papers'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit, nothingToTell } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import { readSetting } from '../platform/settings.ts'
import type { Tx } from '../platform/tx.ts'
import { type Keying, keyingsOf } from './keyings.ts'
import { demandSound, type Keyed, type LoadedPaper, paperFor, sheetOf } from './load.ts'

/** One place where one person types, two where two do: each his own. */
function placeOf(by: Actor, keyings: readonly Keying[], double: boolean): { nth: number; was?: Keying } {
  const [first] = keyings
  if (!double) return first ? { nth: first.nth, was: first } : { nth: 1 }
  const mine = keyings.find((one) => one.keyerId === by.personId)
  if (mine?.done) throw new Refusal('papers.same_keyer')
  if (mine) return { nth: mine.nth, was: mine }
  if (keyings.length > 1)
    throw new Refusal('papers.two_keyed', { names: keyings.map((one) => one.name).join('、') })
  return { nth: first?.nth === 1 ? 2 : 1 }
}
/** 依据: who typed or settled a sheet does not confirm what comes of it. */
export const typistsWith = (sheet: Pick<LoadedPaper, 'keyed_by' | 'township_keyed'>, by: Actor) => ({
  keyedBy: [...new Set([...sheet.keyed_by, by.personId])],
  townshipKeyed: sheet.township_keyed || by.post === 'TOWNSHIP_CLERK',
})
/** The same as columns. */
export const typists = (sheet: LoadedPaper, by: Actor) => {
  const { keyedBy, townshipKeyed } = typistsWith(sheet, by)
  return { keyed_by: keyedBy, township_keyed: townshipKeyed }
}
export const lineOf = (sheet: Pick<LoadedPaper, 'id' | 'path'>, note: string | null = null) => ({
  path: sheet.path,
  subjectKind: 'paper_sheet',
  subjectId: sheet.id,
  note,
})

export async function saveKeying(
  tx: Tx,
  by: Actor,
  { id, lines, total, done, savedAt }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const sheet = await paperFor(tx, by, id, ['key'])
  const double = await readSetting(tx, by, 'papers.double_entry')
  const keyings = await keyingsOf(tx, by, id)
  const { nth, was } = placeOf(by, keyings, double)
  if ((was?.savedAt ?? null) !== savedAt) throw new Refusal('common.changed_meanwhile')
  // What was finished is finished again or not at all.
  if (was?.done && !done) throw new Refusal('common.act_not_open')
  const typed = { lines, total }
  const paper = await sheetOf(tx, by, sheet)
  if (done) demandSound(paper, typed, by.today)
  const values = {
    keyer_id: by.personId,
    keyer_name: by.name,
    lines: JSON.stringify(lines),
    control_total: total,
    saved_at: by.now,
    done_at: done ? by.now : null,
  }
  await tx
    .insertInto('paper_keying')
    .values({ region_id: by.regionId, sheet_id: id, nth, path: sheet.path, ...values })
    .onConflict((conflict) => conflict.columns(['region_id', 'sheet_id', 'nth']).doUpdateSet(values))
    .execute()
  const other = keyings.find((one) => one.nth !== nth)
  const act: PaperAct = !done ? 'key' : other?.done ? compared(paper, typed, other, nth) : 'key'
  const state = done ? next(paperLifecycle, other?.done ? 'KEYED' : sheet.state, act) : sheet.state
  if (!state) throw new Refusal('common.act_not_open')
  // Of two the first keying stands where they agree; where they differ, the paper decides.
  const agreed: Keyed | null = act === 'agree' && other && nth === 2 ? other : typed
  await tx
    .updateTable('paper_sheet')
    .set({
      state,
      ...typists(sheet, by),
      ...(done && {
        final: act === 'differ' ? null : JSON.stringify({ lines: agreed.lines, total: agreed.total }),
      }),
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  if (done)
    await audit(
      tx,
      by,
      act === 'agree' ? 'papers.agreed' : act === 'differ' ? 'papers.differed' : 'papers.keyed',
      lineOf(sheet),
    )
  else if (!was) await audit(tx, by, 'papers.begun', lineOf(sheet))
  // A draft that grows is told once, when it began.
  else nothingToTell(tx)
  return { state, savedAt: by.now.toISOString() }
}

const compared = (
  paper: Parameters<typeof differencesOf>[0],
  typed: Keyed,
  other: Keying,
  nth: number,
): PaperAct =>
  differencesOf(paper, ...((nth === 1 ? [typed, other] : [other, typed]) as [Keyed, Keyed])).length === 0
    ? 'agree'
    : 'differ'

/** Somebody began and will not go on: his draft goes, the sheet is free. What was finished stays. */
export async function dropKeying(
  tx: Tx,
  by: Actor,
  { id, reason }: InputOf<typeof dropRoute>,
): Promise<{ ok: true }> {
  const sheet = await paperFor(tx, by, id, ['key'])
  const gone = await tx
    .deleteFrom('paper_keying')
    .where('region_id', '=', by.regionId)
    .where('sheet_id', '=', id)
    .where('done_at', 'is', null)
    .returning('keyer_name')
    .execute()
  if (gone.length === 0) throw new Refusal('common.act_not_open')
  await audit(
    tx,
    by,
    'papers.dropped',
    lineOf(sheet, `${gone.map((one) => one.keyer_name).join('、')}未录完：${reason}`),
  )
  return { ok: true }
}

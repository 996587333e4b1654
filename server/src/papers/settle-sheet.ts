import { next } from '@xinghe/contract/lifecycle'
import { differencesOf, settledLines, written } from '@xinghe/contract/paper-lines'
import { paperLifecycle, type settlePaperSheet as route } from '@xinghe/contract/papers'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { keyingsOf } from './keyings.ts'
import { demandSound, paperFor, type Settled, sheetOf } from './load.ts'
import { lineOf, typists } from './save-keying.ts'

/**
 * Where two read the paper differently, somebody looks at the paper again. Every difference must be settled; other cells
 * may be put right too, since both may have misread. What was settled, by whom, stays with the sheet.
 */
export async function settlePaperSheet(
  tx: Tx,
  by: Actor,
  { id, cells }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const sheet = await paperFor(tx, by, id, ['settle'])
  const paper = await sheetOf(tx, by, sheet)
  const [first, second] = await keyingsOf(tx, by, id)
  if (!first || !second) throw new Refusal('common.act_not_open')
  const at = by.now.toISOString()
  const settled = new Map<string, Settled>(sheet.settled.map((one) => [`${one.no} ${one.key}`, one]))
  for (const one of cells) settled.set(`${one.no} ${one.key}`, { ...one, by: by.name, at })
  const open = differencesOf(paper, first, second).filter(({ no, key }) => !settled.has(`${no} ${key}`))
  if (open.length > 0)
    throw new Refusal(
      'papers.not_settled',
      { count: open.length },
      open.map(({ no, key }) => ({
        path: no === 0 ? key : `lines.${no}.${key}`,
        message: '请对照纸面确定',
      })),
    )
  const final = settledLines(first, [...settled.values()])
  demandSound(paper, final, by.today)
  // Whoever chooses between two readings has not typed; whoever puts in a third has.
  const typed = [first, second].map((one) => new Map(written(one.lines).map((line) => [line.no, line.cells])))
  const wrote = cells.some(({ no, key, value }) =>
    no === 0
      ? value !== first.total && value !== second.total
      : typed.every((lines) => (lines.get(no)?.[key] ?? '') !== value),
  )
  const state = next(paperLifecycle, sheet.state, 'settle')
  if (!state) throw new Refusal('common.act_not_open')
  await tx
    .updateTable('paper_sheet')
    .set({
      state,
      final: JSON.stringify(final),
      settled: JSON.stringify([...settled.values()]),
      ...(wrote && typists(sheet, by)),
    })
    .where('region_id', '=', by.regionId)
    .where('id', '=', id)
    .execute()
  await audit(tx, by, 'papers.settled', {
    ...lineOf(sheet, `${cells.length}处`),
    detail: { cells: cells.map(({ no, key, value }) => ({ no, key, value })) },
  })
  return { state, savedAt: null }
}

import { type PrintAsked, printThings, type beginPrints as route } from '@xinghe/contract/prints'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { subjects } from '@xinghe/contract/words'
import { beginErrand } from '../errands/index.ts'
import { getUnit } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { piecesOf, things } from './things.ts'

const numerals = ['一', '二', '三', '四']

/** '2026年党员积分手册（查干淖尔苏木）'. */
export function titleOf({ what, year, subject, quarter, fill }: PrintAsked, place: string): string {
  const whose = what === 'BOOKS' || what === 'YEAR_NOTICES' || what === 'WHY' ? subjects[subject] : ''
  const when = quarter ? `${year}年第${numerals[quarter - 1]}季度` : `${year}年`
  const name = printThings[what].replace(/^季度/, quarter ? '' : '季度')
  return `${when}${whose}${name}（${place}）${fill === 'BLANK' ? '空白' : ''}`
}

/** Looks whether there is anything to print, and leaves the rest to be done after the answer. */
export async function beginPrints(
  tx: Tx,
  by: Actor,
  asked: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const unit = await getUnit(tx, by, asked.unitId)
  permit(tx, by, 'exports.make', unit.path)
  permit(tx, by, things[asked.what].right, unit.path)
  const pieces = await piecesOf(tx, by, asked, unit.path)
  if (pieces.length === 0) throw new Refusal('prints.nothing', { what: printThings[asked.what] })
  return beginErrand(tx, by, {
    kind: 'prints.make',
    title: `打印${titleOf(asked, unit.short_name)}`,
    input: asked,
  })
}

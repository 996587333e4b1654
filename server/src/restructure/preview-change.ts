import type { previewChange as route } from '@xinghe/contract/restructure'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { nothingToTell } from '../platform/audit.ts'
import type { Tx } from '../platform/tx.ts'
import { blockersOf } from './blockers.ts'
import { figuresOf } from './figures.ts'
import { type Plan, planChange } from './plan-change.ts'

/** Before anything is done. Writes nothing. */
export async function previewChange(
  tx: Tx,
  by: Actor,
  { change }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const plan = await planChange(tx, by, change)
  nothingToTell(tx)
  return {
    figures: await figuresOf(tx, by, plan),
    blockers: await blockersOf(tx, by, plan),
    notes: notesOf[plan.kind],
  }
}

/** What the person should know before he confirms. */
const notesOf: Record<Plan['kind'], string[]> = {
  VILLAGE_MERGE: [
    '党员和本年积分册转入合并后的嘎查村，积分一分不变；以往年度的结果、积分册仍按当时的名称保存，由合并后的嘎查村查看。',
    '被合并嘎查村的任职到昨日为止，请随后任命合并后的嘎查村干部；其星级牌匾登记为已摘牌。',
  ],
  TOWNSHIP_MERGE: [
    '所辖嘎查村连同全部记录划归合并后的苏木镇；本年积分册改用合并后苏木镇的设星方案，已入账的积分不变。',
    '被合并苏木镇的任职到昨日为止，请随后任命干部。自选星不在新方案中的，退回嘎查村重新报星。',
  ],
  VILLAGE_MOVE: [
    '嘎查村连同全部记录划归新的苏木镇，原苏木镇不再查看；本年积分册改用新苏木镇的设星方案，已入账的积分不变。',
    '自选星不在新方案中的，退回嘎查村重新报星。',
  ],
  VILLAGE_SPLIT: [
    '选中的党员和他们的本年积分册转入新嘎查村；新嘎查村党组织另立积分册，请随后任命干部、办理报星。',
  ],
  TOWNSHIP_SPLIT: [
    '选中的嘎查村连同全部记录划归新苏木镇；新苏木镇发布设星方案之前，沿用原方案。请随后任命干部。',
  ],
  RENAME: ['从今天起使用新名称；以往年度的结果、牌匾、公示仍显示当时的名称。'],
}

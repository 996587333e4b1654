import { readPaperCode } from '@xinghe/contract/paper-code'
import type { findPaperSheet as route } from '@xinghe/contract/papers'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'

/** A typing error is told as such; a code that is right and of elsewhere is not there. */
export async function findPaperSheet(
  tx: ReadTx,
  by: Actor,
  { code: typed }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const code = readPaperCode(typed, by.regionId)
  if (!code)
    throw new Refusal('papers.code_wrong', undefined, [
      { path: 'code', message: '编号输错了，请对照纸面右上角再输入一次' },
    ])
  const sheet = await tx
    .selectFrom('paper_sheet as p')
    .select('p.id')
    .where(within(by, 'papers.read', 'p'))
    .where('p.code', '=', code)
    .executeTakeFirst()
  if (!sheet) throw new Refusal('common.not_found')
  return sheet
}

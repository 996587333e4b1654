/** What was typed of a sheet, by whom. */
import type { KeyedLine } from '@xinghe/contract/paper-lines'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'

export async function keyingsOf(tx: ReadTx, by: Pick<Actor, 'regionId'>, sheetId: string) {
  const rows = await tx
    .selectFrom('paper_keying')
    .selectAll()
    .where('region_id', '=', by.regionId)
    .where('sheet_id', '=', sheetId)
    .orderBy('nth')
    .execute()
  return rows.map((row) => ({
    nth: row.nth,
    keyerId: row.keyer_id,
    name: row.keyer_name,
    lines: row.lines as unknown as KeyedLine[],
    total: row.control_total,
    savedAt: row.saved_at.toISOString(),
    done: row.done_at !== null,
  }))
}
export type Keying = Awaited<ReturnType<typeof keyingsOf>>[number]
/** As a screen gets it. */
export const shownKeying = ({ name, lines, total, savedAt, done }: Keying) => ({
  name,
  lines,
  total,
  savedAt,
  done,
})

import type { Download } from '@xinghe/contract/download'
import { mostAtOnce } from '@xinghe/contract/lists/list'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { workbook } from '../platform/workbook.ts'
import type { AnyList } from './lists.ts'
import { type Found, leaveExport, readList } from './write-list.ts'

/** Whose records a request read; its trace is written after the answer was made. */
const read = new WeakMap<object, Found['about']>()

/** At once, for lists that are not long. */
export const exportList =
  (list: AnyList) =>
  async (tx: ReadTx, by: Actor, input: object): Promise<Download> => {
    const { total, name, filled, sheets, about } = await readList(tx, by, list, input)
    if (total > mostAtOnce) throw new Refusal('exports.large', { count: total })
    const file = await workbook(name, filled, sheets)
    read.set(input, about)
    return file
  }
export const traceOfExport = async (tx: Tx, by: Actor, input: object): Promise<void> => {
  const about = read.get(input)
  if (about) await leaveExport(tx, by, about)
}

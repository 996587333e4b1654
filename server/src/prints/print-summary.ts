import type { Download } from '@xinghe/contract/download'
import type { printSummary as route } from '@xinghe/contract/prints'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { summaryPdf } from '../print/index.ts'
import { summarySheets } from './things.ts'

/** One quarter of a village; without one the year. A member reads no list of the others. */
export async function printSummary(
  tx: ReadTx,
  by: Actor,
  { villageId, ...asked }: InputOf<typeof route>,
): Promise<Download> {
  const sheets = by.post === 'MEMBER' ? [] : await summarySheets(tx, by, [villageId], asked)
  // The sheet of the year is the last of the five.
  const data = sheets.at(-1)?.data
  if (!data) throw new Refusal('common.not_found')
  return {
    bytes: summaryPdf(data, by.now),
    mime: 'application/pdf',
    name: `${data.title}-${data.village}.pdf`,
    inline: true,
  }
}

import type { Download } from '@xinghe/contract/download'
import type { printNotice as route } from '@xinghe/contract/notices'
import type { InputOf } from '@xinghe/contract/route'
import type { Actor } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { noticePdf } from '../print/index.ts'
import { noticesToPrint } from './notices-to-print.ts'

/** The sheet that hangs on the notice board, with a code that opens the public page. */
export async function printNotice(tx: ReadTx, by: Actor, { id }: InputOf<typeof route>): Promise<Download> {
  const [notice] = await noticesToPrint(tx, by, [id])
  if (!notice) throw new Refusal('common.not_found')
  return {
    bytes: noticePdf(notice.data, by.now),
    mime: 'application/pdf',
    name: `${notice.data.title}.pdf`,
    inline: true,
  }
}

/** The sheets as files: one at once, many as long work, a few villages at a time. */
import type { Download } from '@xinghe/contract/download'
import type { getPaperPdf as route } from '@xinghe/contract/papers'
import type { InputOf } from '@xinghe/contract/route'
import type { ErrandRun } from '../errands/index.ts'
import { type Actor, scopeOf } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import { type ReadTx, readTx } from '../platform/tx.ts'
import { joinPdfs, paperSheetsPdf } from '../print/index.ts'
import { paperData } from './paper-data.ts'

export async function getPaperPdf(tx: ReadTx, by: Actor, { id }: InputOf<typeof route>): Promise<Download> {
  const [sheet] = await paperData(tx, by, [id])
  if (!sheet) throw new Refusal('common.not_found')
  return {
    bytes: paperSheetsPdf([sheet.data], by.now),
    mime: 'application/pdf',
    name: sheet.name,
    inline: true,
  }
}

/** 依据: own choice. Setting ten sheets takes about half a second, in which nobody else is served. */
const atOnce = 10

export const printSheets: ErrandRun<{ ids: string[] }> = async ({ db, by, input, progress, keepFile }) => {
  const sheets = await readTx(db, scopeOf(by), (tx) => paperData(tx, by, input.ids))
  const parts: Buffer[] = []
  for (let at = 0; at < sheets.length; at += atOnce) {
    await progress(at, sheets.length, '正在排版')
    parts.push(
      paperSheetsPdf(
        sheets.slice(at, at + atOnce).map((sheet) => sheet.data),
        by.now,
      ),
    )
    // Whoever waits is served between two parts.
    await new Promise((done) => setImmediate(done))
  }
  await progress(sheets.length, sheets.length, '正在合成一个文件')
  const [first] = sheets
  await keepFile(
    `${first?.data.period ?? ''}${first?.data.title ?? '纸质表'}（${sheets.length}张）.pdf`,
    'application/pdf',
    await joinPdfs(parts),
  )
  return `共${sheets.length}张`
}

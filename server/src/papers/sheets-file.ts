/** The sheets as files: one at once, many as long work on the printers. */
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download } from '@xinghe/contract/download'
import type { getPaperPdf as route } from '@xinghe/contract/papers'
import type { InputOf } from '@xinghe/contract/route'
import type { ErrandRun } from '../errands/index.ts'
import { type Actor, scopeOf } from '../platform/actor.ts'
import { Refusal } from '../platform/refusal.ts'
import { type ReadTx, readTx } from '../platform/tx.ts'
import { onPrinter, type Part, paperSheets, paperSheetsPdf } from '../print/index.ts'
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

/** 依据: own choice. Set in one go; both printers have something to do from twenty-five sheets on. */
const atOnce = 24

export const printSheets: ErrandRun<{ ids: string[] }> = async ({
  db,
  by,
  id,
  input,
  progress,
  keepFile,
}) => {
  const sheets = await readTx(db, scopeOf(by), (tx) => paperData(tx, by, input.ids))
  // By the errand's number: when the machine was switched off in between, the next run clears what lay there.
  const folder = join(tmpdir(), `xinghe-papers-${id}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  const underWay: Promise<Part>[] = []
  try {
    for (let at = 0; at < sheets.length; at += atOnce)
      underWay.push(set(sheets.slice(at, at + atOnce), join(folder, `${at}.pdf`), by.now))
    // All are waited for at the end; one that fails is met in its turn.
    for (const part of underWay) part.catch(() => {})
    const parts: Part[] = []
    for (const part of underWay) {
      await progress(parts.length * atOnce, sheets.length, '正在排版')
      parts.push(await part)
    }
    await progress(sheets.length, sheets.length, '正在合成一个文件')
    const file = join(folder, 'whole.pdf')
    await onPrinter({ kind: 'join', parts, file })
    const [first] = sheets
    await keepFile(
      `${first?.data.period ?? ''}${first?.data.title ?? '纸质表'}（${sheets.length}张）.pdf`,
      'application/pdf',
      createReadStream(file),
    )
    return `共${sheets.length}张`
  } finally {
    // What is still being set writes into the folder.
    await Promise.allSettled(underWay)
    await rm(folder, { recursive: true, force: true })
  }
}

async function set(sheets: Awaited<ReturnType<typeof paperData>>, file: string, now: Date): Promise<Part> {
  const made = await onPrinter({
    kind: 'set',
    ...paperSheets(sheets.map(({ data }) => data)),
    createdAt: now.getTime(),
    file,
  })
  return {
    file,
    pages: made.pages,
    place: [],
    marks: sheets.map((sheet, at) => ({
      title: `${sheet.data.subject} ${sheet.data.code}`,
      page: made.begins[at] ?? 1,
    })),
  }
}

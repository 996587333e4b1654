/** The errand itself: reads a village, sets it on a printer of its own, reads the next; then all become one file. */
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PrintAsked } from '@xinghe/contract/prints'
import type { ErrandContext, ErrandTable } from '../errands/index.ts'
import { getUnit, leaveView } from '../org/index.ts'
import { scopeOf } from '../platform/actor.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import { type ReadTx, readTx, writeTx } from '../platform/tx.ts'
import { MissingGlyph, onPrinter, type Part, type Sheet, sheetsData } from '../print/index.ts'
import { titleOf } from './begin-prints.ts'
import { type Named, type Piece, piecesOf, sizeOf, things } from './things.ts'

/** 依据: own choice. Two are being set and one waits: no printer stands still, and memory holds three villages at most. */
const mostUnderWay = 3

/** Whose sheet holds the character that cannot be drawn. */
function named(error: unknown, docs: readonly Named<Sheet>[]): unknown {
  if (!(error instanceof MissingGlyph)) return error
  const { text } = error
  const whose = docs.find(({ data }) => JSON.stringify(data).includes(JSON.stringify(text).slice(1, -1)))
  return new Refusal('prints.missing_glyph', { name: whose?.title ?? '', text })
}

async function makePrints({ db, by, id, input: asked, progress, keepFile }: ErrandContext<PrintAsked>) {
  const thing = things[asked.what]
  const read = <T>(work: (tx: ReadTx) => Promise<T>) => readTx(db, scopeOf(by), work)
  const { title, pieces } = await read(async (tx) => {
    const unit = await getUnit(tx, by, asked.unitId)
    permit(tx, by, 'exports.make', unit.path)
    permit(tx, by, thing.right, unit.path)
    return { title: titleOf(asked, unit.short_name), pieces: await piecesOf(tx, by, asked, unit.path) }
  })
  const total = pieces.reduce((sum, piece) => sum + piece.ids.length, 0)
  // By the errand's number: when the machine was switched off in between, the next run finds and clears what lay there.
  const folder = join(tmpdir(), `xinghe-print-${id}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  const underWay = new Set<Promise<void>>()
  const parts: Part[] = []
  let done = 0
  let sheets = 0
  let fault: { error: unknown } | undefined

  // Books are bound one by one and printed on both sides: each begins on the right hand.
  const filler = thing.leaf && join(folder, 'blank.pdf')
  const emptyPage = async () => {
    if (!filler) return
    const data = { title, size: thing.leaf }
    await onPrinter({ kind: 'set', template: 'blank', data, createdAt: by.now.getTime(), file: filler })
  }
  const set = async (piece: Piece, docs: readonly Named<Sheet>[], index: number) => {
    const file = join(folder, `${index}.pdf`)
    try {
      const made = await onPrinter({
        kind: 'set',
        template: thing.sheet,
        data: sheetsData(
          thing.sheet,
          title,
          docs.map(({ data }) => data),
          sizeOf(asked),
        ),
        createdAt: by.now.getTime(),
        file,
      })
      parts[index] = {
        file,
        pages: made.pages,
        place: piece.place,
        filler,
        marks: docs.map((doc, at) => ({ title: doc.title, page: made.begins[at] ?? 1 })),
      }
      done += piece.ids.length
      sheets += docs.length
    } catch (error) {
      fault ??= { error: named(error, docs) }
    }
  }
  const roomFor = async (most: number) => {
    while (underWay.size > most) await Promise.race(underWay)
    if (fault) throw fault.error
  }

  try {
    await progress(0, total)
    await emptyPage()
    for (const [index, piece] of pieces.entries()) {
      const docs = await read((tx) => thing.load(tx, by, piece.ids, asked))
      if (docs.length === 0) continue
      await roomFor(mostUnderWay - 1)
      const work = set(piece, docs, index).finally(() => underWay.delete(work))
      underWay.add(work)
      await progress(done, total, `正在排版：${piece.place.join('')}`)
    }
    while (underWay.size > 0) {
      await roomFor(underWay.size - 1)
      await progress(done, total, '正在排版')
    }
    await progress(done, total, '正在合成一个文件')
    const whole = join(folder, 'whole.pdf')
    const { pages } = await onPrinter({ kind: 'join', parts: parts.filter(Boolean), file: whole })
    await progress(done, total, '正在保存')
    if (thing.seen) {
      const { what, of } = thing.seen
      const ids = pieces.flatMap((piece) => piece.ids)
      await writeTx(db, scopeOf(by), (tx) => leaveView(tx, by, what, of(by, ids)))
    }
    await keepFile(`${title}.pdf`, 'application/pdf', createReadStream(whole))
    return `共${sheets}份、${pages}页，已合成一个文件`
  } finally {
    // What is still being set writes into the folder.
    await Promise.allSettled(underWay)
    await rm(folder, { recursive: true, force: true })
  }
}

export const errandKinds: ErrandTable = { 'prints.make': makePrints }

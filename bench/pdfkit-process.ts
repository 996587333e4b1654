/** Draws the plainest equivalent of point books with pdfkit: the same words in lines, no rules, stars, footers or checks. */
import { createWriteStream } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { BookData } from '../server/src/print/index.ts'
import { peer } from './peers.ts'

interface Drawn {
  font(file: string): Drawn
  fontSize(size: number): Drawn
  text(words: string, x?: number, y?: number, options?: object): Drawn
  addPage(): Drawn
  pipe(to: NodeJS.WritableStream): void
  end(): void
  bufferedPageRange(): { count: number }
}
const face = join(
  dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-serif-sc/package.json')),
  '400Regular/NotoSerifSC_400Regular.ttf',
)

/** Fields of a line, each in its column. */
type Line = { at: number; words: string }[]
const line = (...fields: [number, string | undefined][]): Line =>
  fields.map(([at, words]) => ({ at, words: words ?? '' }))
/** The pages of a book as the template breaks them, line by line. */
const pagesOf = (book: BookData): Line[][] => [
  [line([40, book.name]), line([40, book.township]), line([40, book.year]), line([40, book.bookNo])],
  ...book.stars.map((star) => [
    line([40, star.name], [300, star.points]),
    ...star.rules.map((rule) =>
      line([40, rule.code], [80, rule.text], [300, rule.points], [340, rule.counted]),
    ),
  ]),
  book.entries.map((one) =>
    line([40, one.on], [110, one.reason], [300, one.plus], [330, one.minus], [360, one.signedBy]),
  ),
  book.yearSheet.map((row) => [
    ...line([40, row.star]),
    ...row.months.map((words, month) => ({ at: 110 + month * 18, words })),
    ...line([340, row.total]),
  ]),
  ...[1, 2, 3, 4].map((quarter) =>
    book.entries
      .filter((one) => one.quarter === quarter)
      .map((one, at) =>
        line([40, String(at + 1)], [60, one.on], [130, one.reason], [330, one.plus], [360, one.minus]),
      ),
  ),
  book.yearSheet.map((row) => [
    ...line([40, row.star], [340, row.total]),
    ...row.quarters.map((words, quarter) => ({ at: 150 + quarter * 45, words })),
  ]),
]

async function draw(books: readonly BookData[], file: string): Promise<number> {
  const { default: Document } = await peer<{ default: new (options: object) => Drawn }>('pdfkit')
  const pdf = new Document({ size: 'A5', autoFirstPage: false, margin: 0 })
  const out = createWriteStream(file)
  const written = new Promise<void>((done) => void out.once('finish', done))
  pdf.pipe(out)
  pdf.font(face).fontSize(8.5)
  let pages = 0
  // As many lines as stand on a page of ours.
  for (const page of books.flatMap(pagesOf))
    for (let from = 0; from === 0 || from < page.length; from += 30) {
      pdf.addPage()
      pages++
      for (const [at, fields] of page.slice(from, from + 30).entries())
        for (const { at: x, words } of fields)
          if (words) pdf.text(words, x, 50 + at * 16, { lineBreak: false })
    }
  pdf.end()
  await written
  return pages
}

process.once('message', ({ books, file }: { books: BookData[]; file: string }) => {
  void draw(books, file).then((pages) => process.send?.({ pages }, () => process.exit(0)))
})

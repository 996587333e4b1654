/** GB/T 9704-2012, measured from what is printed; and the Word file, from its own text and from LibreOffice's pages. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as given from './given.ts'
import { circularDocx, circularPdf, minutesPdf, noticePdf, unpackKai } from './index.ts'

const at = new Date('2026-03-05T02:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'circular-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const mm = (points: number): number => (points * 25.4) / 72
const run = (tool: string, ...args: string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 })

interface Line {
  text: string
  left: number
  right: number
  top: number
  bottom: number
}
/** Lines of each page from top to bottom, in millimetres from the upper left corner of the paper. */
function linesOf(pdf: string): Line[][] {
  const pages = run('pdftotext', '-bbox-layout', pdf, '-').split('<page ').slice(1)
  return pages.map((page) => {
    const words = [
      ...page.matchAll(
        /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g,
      ),
    ].map(([, left, top, right, bottom, text]) => ({
      text: text as string,
      left: mm(Number(left)),
      right: mm(Number(right)),
      top: mm(Number(top)),
      bottom: mm(Number(bottom)),
    }))
    const lines: Line[] = []
    for (const word of words.toSorted((a, b) => a.top - b.top || a.left - b.left)) {
      const line = lines.find((one) => Math.abs(one.top - word.top) < 1)
      if (!line) lines.push(word)
      else {
        line.text += word.text
        line.left = Math.min(line.left, word.left)
        line.right = Math.max(line.right, word.right)
      }
    }
    return lines
  })
}
interface Stroke {
  y: number
  left: number
  length: number
  thick: number
  red: boolean
}
/** Horizontal lines drawn on a page, in millimetres. */
function strokesOf(pdf: string, page: number): Stroke[] {
  const svg = join(folder, 'page.svg')
  run('pdftocairo', '-svg', '-f', String(page), '-l', String(page), pdf, svg)
  return [
    ...readFileSync(svg, 'utf8').matchAll(
      /stroke-width:([\d.]+);[^"]*?stroke:rgb\(([\d.]+)%[^"]*" d="M ([-\d.]+) ([-\d.]+) L ([-\d.]+) ([-\d.]+) " transform="matrix\(([-\d.,e]+)\)"/g,
    ),
  ].map(([, width, reds, x1, y1, x2, , matrix]) => {
    const [a, , , d, e, f] = (matrix as string).split(',').map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    // Cairo draws A4 a hair smaller than it is; the matrix says by how much.
    const scale = Math.abs(a)
    return {
      y: mm((f + Number(y1) * d) / scale),
      left: mm((e + Math.min(Number(x1) * a, Number(x2) * a)) / scale),
      length: mm(Math.abs(Number(x2) - Number(x1))),
      thick: mm(Number(width)),
      red: Number(reds) > 50,
    }
  })
}
const textOf = (lines: readonly Line[]) => lines.map((line) => line.text).join('')
const flat = (text: string) => text.replace(/\s/g, '')
const find = (lines: readonly Line[], text: string): Line => {
  const found = lines.find((line) => line.text.includes(text))
  if (!found) throw new Error(`no line with ${text}: ${lines.map((line) => line.text).join('|')}`)
  return found
}

const pdf = join(folder, 'circular.pdf')
let pages: Line[][]
beforeAll(async () => {
  await unpackKai(join(tmpdir(), 'xinghe-test-kai'))
  writeFileSync(pdf, circularPdf(given.circular, at))
  pages = linesOf(pdf)
})

const top = 37
const left = 28
const width = 156
const height = 225
/** A mark at the end of a line is drawn in together: half of its box, which is empty, may stand outside. */
const inside = (line: Line) => {
  expect(line.left, line.text).toBeGreaterThan(left - 0.2)
  expect(line.right, line.text).toBeLessThan(left + width + (/[、，。；：）]$/.test(line.text) ? 3 : 0.3))
}
const full = (line: Line) => /^[\p{Script=Han}]{28}$/u.test(line.text)

describe('the type area', () => {
  test('A4, the text 28 mm from the left and no further than 184 mm', () => {
    expect(run('pdfinfo', pdf)).toMatch(/Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/)
    for (const page of pages) for (const line of page) inside(line)
  })
  test('a full page holds 22 lines, a full line 28 characters', () => {
    const body = (pages[1] as Line[]).slice(0, -1)
    expect(body).toHaveLength(22)
    const whole = body.filter(full)
    expect(whole.length).toBeGreaterThan(15)
    for (const line of whole) {
      expect(line.left).toBeCloseTo(left, 1)
      expect(line.right).toBeGreaterThan(left + width - 0.3)
    }
    const steps = body.slice(1).map((line, i) => line.top - (body[i] as Line).top)
    for (const step of steps) expect(Math.abs(step - height / 22)).toBeLessThan(0.05)
    expect((body[0] as Line).top).toBeGreaterThan(top - 1)
    expect((body[0] as Line).top).toBeLessThan(top + 1)
    expect((body.at(-1) as Line).bottom).toBeLessThan(top + height)
  })
  test('paragraphs begin two characters in', () => {
    const line = find(pages[0] as Line[], '根据“532”')
    expect(line.left - left).toBeCloseTo((width / 28) * 2, 0)
  })
  test('the page number 7 mm below, in dashes: odd pages right, even ones left, one character in', () => {
    for (const [index, page] of pages.entries()) {
      const line = page.at(-1) as Line
      expect(line.text).toBe(`—${index + 1}—`)
      const middle = (line.top + line.bottom) / 2
      expect(middle - (top + height)).toBeGreaterThan(6.5)
      expect(middle - (top + height)).toBeLessThan(9.5)
      if (index % 2 === 0) expect(Math.abs(left + width - line.right - mm(14))).toBeLessThan(1)
      else expect(line.left - left).toBeCloseTo(mm(14), 0)
    }
  })
})

describe('the head', () => {
  /** The uppermost red point of the first page, from its picture at 254 points an inch: ten a millimetre. */
  const redRows = (): number[] => {
    run('pdftoppm', '-r', '254', '-f', '1', '-l', '1', pdf, join(folder, 'head'))
    const name = ['head-1.ppm', 'head-01.ppm'].find((one) => existsSync(join(folder, one))) as string
    const picture = readFileSync(join(folder, name))
    const [, w, h] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(
      picture.subarray(0, 40).toString('latin1'),
    ) as RegExpExecArray
    const start = picture.length - Number(w) * Number(h) * 3
    const rows: number[] = []
    for (let y = 0; y < Number(h); y++)
      for (let x = 0; x < Number(w); x++) {
        const i = start + (y * Number(w) + x) * 3
        if ((picture[i] as number) > 150 && (picture[i + 1] as number) < 90) {
          rows.push(y / 10)
          break
        }
      }
    return rows
  }
  test('the upper edge of the red mark 35 mm below that of the type area', () => {
    expect(redRows()[0]).toBeGreaterThan(top + 34.7)
    expect(redRows()[0]).toBeLessThan(top + 35.5)
  })
  test('the number two lines below the mark, the red line 4 mm below the number and as wide as the type area', () => {
    const rows = redRows()
    const foot = rows.findLast((row, i) => (rows[i + 1] ?? 0) - row > 5) as number
    const number = find(pages[0] as Line[], '锡组通〔2026〕3号')
    expect(number.top - foot).toBeGreaterThan((height / 22) * 2 - 2.5)
    expect(number.top - foot).toBeLessThan((height / 22) * 2 + 2.5)
    expect((number.left + number.right) / 2).toBeCloseTo(left + width / 2, 0)
    const [red] = strokesOf(pdf, 1).filter((one) => one.red)
    expect(red?.length).toBeCloseTo(width, 1)
    expect(red?.left).toBeCloseTo(left, 0)
    expect((red?.y ?? 0) - number.bottom).toBeGreaterThan(2.5)
    expect((red?.y ?? 0) - number.bottom).toBeLessThan(4.6)
    const title = find(pages[0] as Line[], '关于2025年度嘎查村')
    expect(title.top - (red?.y ?? 0)).toBeGreaterThan((height / 22) * 2 - 2)
    expect(title.top - (red?.y ?? 0)).toBeLessThan((height / 22) * 2 + 2)
  })
  test('the addressees flush left with a colon', () => {
    const line = find(pages[0] as Line[], '各苏木镇党委')
    expect(line.text).toMatch(/：$/)
    expect(line.left).toBeCloseTo(left, 0)
  })
})

describe('the end', () => {
  test('the date ends four characters from the right, the body stands centred over it, with text on the page', () => {
    const page = pages.find((one) => one.some((line) => line.text === given.circular.issuedOn)) as Line[]
    const date = find(page, given.circular.issuedOn)
    const issuer = find(page, given.circular.issuer)
    expect(left + width - date.right).toBeGreaterThan((width / 28) * 4 - 0.6)
    expect(left + width - date.right).toBeLessThan((width / 28) * 4 + 0.6)
    expect((issuer.left + issuer.right) / 2).toBeCloseTo((date.left + date.right) / 2, 0)
    expect(textOf(page)).toContain('附件：2025年度嘎查村党组织星级评定结果')
    const note = find(page, '附件：')
    const line = height / 22
    const before = page[page.indexOf(note) - 1] as Line
    expect((note.top - before.top) / line).toBeCloseTo(2, 1)
    expect((issuer.top - note.top) / line).toBeCloseTo(3, 1)
    expect((date.top - issuer.top) / line).toBeCloseTo(1, 1)
    expect((note.left - left) / (width / 28)).toBeCloseTo(2, 0)
  })
  test.each([10, 13, 16, 18, 19, 20, 21, 22, 28, 31, 34, 37])(
    'the seal stands with text under a last paragraph of %i sentences',
    (times) => {
      const file = join(folder, `seal-${times}.pdf`)
      const text = '草原上的党组织要把群众的小事当作自己的大事来办好'
      const paragraphs = [
        ...given.circular.paragraphs.slice(0, 5),
        { kind: 'TEXT' as const, head: text.repeat(times), rest: '' },
      ]
      writeFileSync(file, circularPdf({ ...given.circular, paragraphs }, at))
      const page = linesOf(file).find((lines) => lines.some((line) => line.text === given.circular.issuedOn))
      expect(textOf(page as Line[])).toContain('办好')
    },
  )
  test('a body with a long name stays within the type area', () => {
    const file = join(folder, 'long.pdf')
    const issuer = '中共锡林河旗委党的建设工作领导小组基层组织建设办公室'
    writeFileSync(file, circularPdf({ ...given.circular, issuer, mark: `${issuer}文件` }, at))
    for (const page of linesOf(file)) for (const line of page) inside(line)
  })
  test('the record block: 0.35, 0.25 and 0.35 mm, the last on the lower edge of the last page', () => {
    const last = pages.length
    const own = strokesOf(pdf, last).filter((one) => Math.abs(one.length - width) < 0.2 && one.y > 200)
    expect(own.map(({ thick }) => Number(thick.toFixed(2)))).toEqual([0.35, 0.25, 0.35])
    expect((own.at(-1)?.y ?? 0) - (top + height)).toBeGreaterThan(-0.4)
    expect((own.at(-1)?.y ?? 0) - (top + height)).toBeLessThan(0.4)
    const copies = find(pages[last - 1] as Line[], '抄送：')
    expect(copies.text).toMatch(/。$/)
    expect(copies.left - left).toBeCloseTo(mm(14), 0)
    expect(left + width - find(pages[last - 1] as Line[], '印发').right).toBeCloseTo(mm(14), 0)
  })
  test('the annex: its word upper left, its title on the third line, the head of the table on each page, all rows, sums', () => {
    const from = pages.findIndex((page) => page[0]?.text === '附件')
    const annex = pages.slice(from)
    expect(annex[0]?.[0]?.left).toBeCloseTo(left, 0)
    const title = find(annex[0] as Line[], given.circular.annex.title)
    expect((title.top - top) / (height / 22)).toBeGreaterThan(1.7)
    expect((title.top - top) / (height / 22)).toBeLessThan(2.4)
    for (const page of annex) expect(textOf(page)).toContain('序号苏木镇党组织总积分星级类别')
    const all = annex.map(textOf).join('')
    for (const row of given.circular.annex.table.rows) expect(all).toContain(row.join(''))
    expect(flat(all)).toContain(given.circular.annex.sums)
  })
  test('second headings are set in Kai', () => {
    expect(run('pdffonts', pdf)).toMatch(/LXGWWenKai/)
  })
})

describe('the same measures for notices and minutes', () => {
  test.each([
    ['notice', () => noticePdf(given.notice, at)],
    ['minutes', () => minutesPdf(given.minutes, at)],
  ])('%s', (name, make) => {
    const file = join(folder, `${name}.pdf`)
    writeFileSync(file, make())
    const lines = linesOf(file)
    for (const page of lines) for (const line of page) inside(line)
    const date = lines.flat().findLast((line) => /2026年1月[56]日$/.test(line.text)) as Line
    expect(Math.abs(left + width - date.right - (width / 28) * 4)).toBeLessThan(0.6)
  })
})

describe('the Word file', () => {
  let xml: string
  let styles: string
  let converted: Line[][]
  const office = (to: string, file: string) =>
    run(
      'soffice',
      `-env:UserInstallation=file://${join(folder, 'office')}`,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      folder,
      file,
    )
  beforeAll(async () => {
    const file = join(folder, 'word.docx')
    writeFileSync(file, await circularDocx(given.circular))
    const inside = join(folder, 'inside')
    mkdirSync(inside)
    run('unzip', '-q', file, '-d', inside)
    xml = readFileSync(join(inside, 'word/document.xml'), 'utf8')
    styles = readFileSync(join(inside, 'word/styles.xml'), 'utf8')
    office('pdf', file)
    converted = linesOf(join(folder, 'word.pdf'))
  }, 120_000)

  test('margins in twips, lines of exactly 28.95 points, official faces by name, nothing embedded', () => {
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/)
    expect(styles).toMatch(/w:line="579" w:lineRule="exact"/)
    expect(xml).toMatch(/<w:docGrid [^>]*w:linePitch="579"/)
    for (const face of ['仿宋_GB2312', '方正小标宋简体', '楷体_GB2312', '黑体'])
      expect(styles).toContain(`w:eastAsia="${face}"`)
    expect(run('unzip', '-l', join(folder, 'word.docx'))).not.toMatch(/\.(ttf|odttf)/i)
  })
  test('styles with names, headings by style, the red line a border, the head of a real table repeated', () => {
    for (const name of ['公文标题', '公文正文', '一级标题 黑体', '二级标题 楷体', '附件', '版记'])
      expect(styles).toContain(`<w:name w:val="${name}"/>`)
    const headed = (style: string, text: string) =>
      expect(xml).toMatch(new RegExp(`<w:pStyle w:val="${style}"/>(?:(?!</w:p>).)*${text}`))
    headed('GwFirst', '一、评定结果')
    headed('GwSecond', '（一）用好评定结果。')
    headed('GwTitle', '关于2025年度嘎查村')
    expect(xml).toMatch(/<w:bottom w:val="single" w:color="D7000F"/)
    expect(xml.match(/<w:tblHeader\/?>/g)).toHaveLength(1)
    expect(xml.match(/<w:tr>|<w:tr /g)).toHaveLength(104)
  })
  test('LibreOffice opens it with the same words in the same order', () => {
    office('txt:Text (encoded):UTF8', join(folder, 'word.docx'))
    const words = flat(readFileSync(join(folder, 'word.txt'), 'utf8').replace(/^\ufeff/, ''))
    const { mark, number, addressees, paragraphs, annex, issuer, issuedOn } = given.circular
    const order = [
      mark,
      number,
      given.circular.title,
      `${addressees}：`,
      ...paragraphs.map(({ head, rest }) => head + rest),
      `附件：${annex.title}`,
      issuer + issuedOn,
      `附件${annex.title}序号苏木镇党组织总积分星级类别`,
      ...annex.table.rows.map((row) => row.join('')),
      annex.sums,
    ]
    let from = 0
    for (const part of order) {
      const found = words.indexOf(flat(part), from)
      expect(found, part).toBeGreaterThanOrEqual(from)
      from = found + flat(part).length
    }
    // What stands in a frame is left out of a plain text.
    expect(textOf(converted.at(-1) as Line[])).toContain(
      '抄送：旗委办公室，旗纪委监委，旗委党建工作领导小组成员单位。中共锡林河旗委组织部办公室2026年3月5日印发',
    )
  })
  test('on its pages: the same margins, 22 lines of 28 characters, the head of the table on each page, one block at the end', () => {
    for (const page of converted)
      for (const line of page) {
        expect(line.left, line.text).toBeGreaterThan(left - 0.5)
        expect(line.right, line.text).toBeLessThan(left + width + 2)
      }
    const from = converted.findIndex((page) => page[0]?.text === '附件')
    const body = converted.slice(0, from).map((page) => page.slice(0, -1))
    expect(Math.max(...body.map((lines) => lines.length))).toBe(22)
    expect(body.flat().filter(full).length).toBeGreaterThan(20)
    for (const page of converted.slice(from)) expect(textOf(page)).toContain('序号苏木镇党组织总积分星级类别')
    const end = converted.at(-1) as Line[]
    const printed = find(end, '印发')
    expect(printed.bottom).toBeGreaterThan(top + height - 8)
    expect(printed.bottom).toBeLessThan(top + height + 1)
    const red = strokesOf(join(folder, 'word.pdf'), 1).filter((one) => one.red)
    expect(red.length).toBeGreaterThan(0)
    for (const line of red) expect(line.y).toBeCloseTo(red[0]?.y ?? 0, 0)
    expect(Math.max(...red.map((line) => line.left + line.length)) - left).toBeCloseTo(width, 0)
    expect(Math.min(...red.map((line) => line.left))).toBeCloseTo(left, 0)
  })
})

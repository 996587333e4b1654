import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import * as given from './given.ts'
import {
  bookPdf,
  compilePdf,
  doorPlatePdf,
  MissingGlyph,
  minutesPdf,
  noticePdf,
  objectionPdf,
  officialFaces,
  plaquePdf,
  sheetsData,
  summaryPdf,
  unpackKai,
  useFontFolder,
  whyPdf,
} from './index.ts'
import { kaiName } from './kai.ts'
import { titleLines } from './title.ts'

const at = new Date('2026-03-05T02:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'print-'))
afterAll(() => rmSync(folder, { recursive: true }))

const poppler = (tool: string, pdf: Buffer, ...options: string[]): string => {
  const file = join(folder, 'sheet.pdf')
  writeFileSync(file, pdf)
  return execFileSync(tool, tool === 'pdftotext' ? [...options, file, '-'] : [...options, file], {
    encoding: 'utf8',
  })
}
const pagesOf = (pdf: Buffer): string[] =>
  poppler('pdftotext', pdf, '-raw')
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s/g, ''))
const textOf = (pdf: Buffer): string => pagesOf(pdf).join('')
const flat = (text: string): string => text.replace(/\s/g, '')
const sizeInMm = (pdf: Buffer): number[] =>
  (/Page size: +([\d.]+) x ([\d.]+)/.exec(poppler('pdfinfo', pdf)) ?? [])
    .slice(1)
    .map((points) => Math.round((Number(points) * 25.4) / 72))

const sheets: [string, () => Buffer, number[]][] = [
  ['plaque', () => plaquePdf(given.plaque, at), [600, 400]],
  ['door plate', () => doorPlatePdf(given.doorPlate, at), [200, 120]],
  ['why', () => whyPdf(given.whyOf(60), at), [210, 297]],
  ['notice', () => noticePdf(given.notice, at), [210, 297]],
  ['member notice', () => noticePdf(given.memberNotice, at), [210, 297]],
  ['quarter notice', () => noticePdf(given.quarterNotice, at), [210, 297]],
  ['book', () => bookPdf(given.bookOf(30), at), [148, 210]],
  ['minutes', () => minutesPdf(given.minutes, at), [210, 297]],
  ['objection', () => objectionPdf(given.objection, at), [210, 297]],
  ['summary', () => summaryPdf(given.yearSummary, at), [297, 210]],
]

test.each(sheets)(
  '%s: real size, PDF/A-2b, embedded faces, no lost character, same bytes twice',
  (_, make, size) => {
    const pdf = make()
    expect(sizeInMm(pdf)).toEqual(size)
    expect(pdf.toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>B</)
    expect(textOf(pdf)).not.toContain('\ufffd')
    const faces = poppler('pdffonts', pdf).trim().split('\n').slice(2)
    expect(faces.length).toBeGreaterThan(0)
    for (const face of faces) expect(face).toMatch(/ yes yes yes +\d+ +\d+$/)
    expect(make().equals(pdf)).toBe(true)
  },
)

test('the date of the file is the date given', () => {
  const later = new Date('2027-01-01T00:00:00Z')
  expect(plaquePdf(given.plaque, later).equals(plaquePdf(given.plaque, at))).toBe(false)
  expect(poppler('pdfinfo', plaquePdf(given.plaque, at), '-isodates')).toContain('2026-03-05T02:00:00Z')
})

test('a plaque says what it was given, and the Mongolian name is text', () => {
  const text = textOf(plaquePdf(given.plaque, at))
  const { title, organisation, issuer, serial, year, awardedOn } = given.plaque
  for (const words of [title, organisation, issuer, serial, year, awardedOn, ...given.starNames])
    expect(text).toContain(words)
  expect(text).toMatch(/[\u1820-\u1842]{4}/)
})

test('a long organisation name stays on the plaque, on one sheet', () => {
  const organisation = '中共锡林河旗巴彦查干苏木白音塔拉敖包图沙日宝拉格联合嘎查农牧业合作社总支部委员会'
  const pages = pagesOf(plaquePdf({ ...given.plaque, organisation }, at))
  expect(pages).toHaveLength(1)
  expect(pages[0]).toContain(organisation)
})

test('a door plate carries the name only where it is given', () => {
  expect(textOf(doorPlatePdf({ ...given.doorPlate, memberName: given.longName }, at))).toContain(
    given.longName,
  )
  const nameless = textOf(doorPlatePdf({ ...given.doorPlate, memberName: undefined }, at))
  expect(nameless).not.toContain(given.doorPlate.memberName)
  expect(nameless).toContain(given.doorPlate.organisation)
})

test('sixty entries run over pages, each with the head of the table, its number and the code of the ledger', () => {
  const data = given.whyOf(60)
  const pages = pagesOf(whyPdf(data, at))
  expect(pages.length).toBeGreaterThan(2)
  pages.forEach((page, i) => {
    if (page.includes('次主题党日'))
      expect(page).toContain('日期事由申报分计入分证明材料记录人支部确认镇核查')
    expect(page).toContain(`第${i + 1}页共${pages.length}页`)
    expect(page).toContain(data.ledgerCode)
  })
  const text = pages.join('')
  for (const entry of data.entries) expect(text).toContain(flat(entry.reason))
  for (const line of data.arithmetic) expect(text).toContain(flat(line.text) + line.points)
})

test('the first page of a why sheet: subject, star, points, the sum and the reversal', () => {
  const data = given.whyOf(4)
  const [first, ...rest] = pagesOf(whyPdf(data, at))
  expect(rest).toEqual([])
  for (const words of [
    '星级依据说明',
    data.subject,
    data.starName,
    '12.5',
    '已点亮·银星',
    '满10分点亮',
    '冲正',
    ...data.missing,
  ])
    expect(first).toContain(words)
  const order = ['星级依据说明', data.subject, '一、分数怎么来', '二、积分记录', '三、封顶', '四、还差多少']
  const places = order.map((words) => first?.indexOf(words) ?? -1)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

test('a star that is not lit says so', () => {
  expect(textOf(whyPdf({ ...given.whyOf(1), lit: undefined, points: '9.5' }, at))).toContain('未点亮')
})

test('a star lit under a plan without colours is not called gold', () => {
  const [page] = pagesOf(whyPdf({ ...given.whyOf(1), lit: 'PLAIN', missing: [] }, at))
  expect(page).toContain('已点亮')
  expect(page).not.toContain('金星')
})

test('a notice of eight organisations fits one page, with table, period, contact and seal place', () => {
  const pages = pagesOf(noticePdf(given.notice, at))
  expect(pages).toHaveLength(1)
  expect(pages[0]).toContain('序号党组织总积分星级类别')
  expect(pages[0]).toContain('1白音塔拉嘎查党总支118.5十星级一类')
  for (const words of [
    '5个工作日',
    '0479-1234567',
    given.notice.issuer,
    given.notice.issuedOn,
    '7F3A-91C2-E0B4',
  ])
    expect(pages[0]).toContain(words)
})

test('a corrected notice is marked and says what it corrects; a name of fifty characters is whole', () => {
  const text = textOf(noticePdf(given.memberNotice, at))
  expect(text).toContain('更正公示')
  expect(text).toContain(given.memberNotice.amends?.reason)
  const column = textOf(noticePdf({ ...given.quarterNotice, ledgerCode: undefined }, at))
  expect(column).toContain(given.longName)
  expect(column).not.toContain('账册校验码')
})

test('a quarterly notice repeats the head of its table and keeps the seal with text', () => {
  const pages = pagesOf(noticePdf(given.quarterNotice, at))
  expect(pages.filter((page) => page.includes('序号姓名加分扣分本季积分全年累计')).length).toBeGreaterThan(1)
  expect(pages.at(-1)).toMatch(/如对公示内容有异议.*中共巴彦查干苏木委员会/)
})

test('a book: cover, ten stars in three groups, entries, the year by quarter', () => {
  const data = given.bookOf(30)
  const pages = pagesOf(bookPdf(data, at))
  expect(pages[0]).toContain('积分手册')
  expect(pages[0]).toContain(data.name)
  expect(pages[1]).toContain('填写说明')
  expect(pages[1]).toContain(`第1页共${pages.length - 1}页`)
  expect(pages[2]).toMatch(/共性星.*1\.班子建设星.*5\.群众满意星/)
  const records = pages.filter((page) => page.includes('登记时间加（扣）分事由加分扣分支部书记审核签名'))
  expect(records.length).toBeGreaterThan(1)
  expect(pages.at(-1)).toContain('合计253025989')
})

test('a book: the year by month, an application a quarter with its sums, reversals in red where they count', () => {
  const data = given.bookOf(30)
  const taken = { ...(data.entries[0] as (typeof data.entries)[0]), reason: '冲正：另册已记', reversal: true }
  const pages = pagesOf(bookPdf({ ...data, entries: [...data.entries, taken] }, at))
  const year = pages.find((page) => page.includes('积分考核表'))
  for (const words of ['考核项目', '考核内容', '1月2月3月', '一季度合计', '四季度合计', '年度积分'])
    expect(year).toContain(words)
  const quarters = ['一', '二', '三', '四'].map((numeral) =>
    pages.find((page) => page.includes(`2025年第${numeral}季度积分申请表`)),
  )
  expect(quarters[0]).toContain('本季度加分26分，扣分1分，合计25分')
  expect(quarters[0]).toContain('冲正：另册已记')
  expect(quarters[1]).not.toContain('冲正：另册已记')
  const records = pages.filter((page) => page.includes('登记时间加（扣）分事由')).join('')
  expect(records).not.toContain('冲正：另册已记')
})

test('a code stands at the foot of the record pages only', () => {
  const pages = pagesOf(bookPdf({ ...given.bookOf(30), sheetCode: 'SJ-2025-0412-7K' }, at))
  for (const page of pages)
    expect(page.includes('SJ-2025-0412-7K')).toBe(page.includes('登记时间加（扣）分事由'))
})

test('a blank book has lines to write on and nothing of what was counted', () => {
  const text = textOf(bookPdf(given.blankBook, at))
  for (const words of ['14.5分', '无故缺席', '账册校验码7F3A', '金星', '哈斯巴根'])
    expect(text).not.toContain(words)
  expect(text).toContain(given.blankBook.name)
  expect(text).toContain('满10分点亮')
})

test("a village's book carries the tables of its members, the year with its review", () => {
  const text = textOf(bookPdf(given.villageBook, at))
  expect(text).toContain('2025年度第四季度积分汇总一览表')
  expect(text).toContain(given.longName)
  expect(text).toContain('参加24人＝优秀6人＋合格17人＋基本合格0人＋不合格1人')
})

test('an objection on its form: what was raised, found and answered; blank: the notice only', () => {
  const text = textOf(objectionPdf(given.objection, at))
  const { objector, content, finding, answer } = given.objection
  for (const words of [objector, content, finding, answer]) expect(text).toContain(flat(words ?? '?'))
  expect(text).toContain('☑予以更正')
  const blank = textOf(objectionPdf(given.blankObjection, at))
  expect(blank).toContain(given.blankObjection.noticeNo)
  expect(blank).toContain('□予以更正')
  expect(blank).not.toContain(given.longName)
})

test('many at once: each counts its own pages from one', async () => {
  const docs = [given.whyOf(60), given.whyOf(2)]
  const data = sheetsData('why', '依据', docs)
  const pages = pagesOf(compilePdf('why', data, { createdAt: at }))
  expect(pages.at(-1)).toContain('第1页共1页')
  expect(pages.at(-2)).toContain(`第${pages.length - 1}页共${pages.length - 1}页`)
})

test.each([
  ['plaque', () => plaquePdf(given.plaque, at, [400, 300]), [400, 300]],
  ['door plate', () => doorPlatePdf(given.doorPlate, at, [120, 80]), [120, 80]],
])('a %s of another size is the same drawing', (_, make, size) => {
  const pdf = make()
  expect(sizeInMm(pdf)).toEqual(size)
  expect(textOf(pdf)).toContain('扫码查验')
})

test('Kai: each slice is a family of its own, named in the templates, and carries what is written by hand', async () => {
  const names: string[] = JSON.parse(readFileSync(new URL('../../print/kai.json', import.meta.url), 'utf8'))
  await unpackKai(folder)
  const [made] = readdirSync(folder).filter((name) => name.startsWith('kai-'))
  const slices = readdirSync(join(folder, made as string)).map((name) => kaiName(Number(name.split('.')[0])))
  expect(slices.sort()).toEqual(names.sort())
  const pdf = objectionPdf(given.objection, at)
  expect(poppler('pdffonts', pdf)).toContain('LXGW')
  expect(textOf(pdf)).toContain(given.longName)
})

test('an empty book still has lines to write on', () => {
  expect(textOf(bookPdf({ ...given.bookOf(0), kind: 'ORG', name: given.plaque.organisation }, at))).toContain(
    '登记时间',
  )
})

test('minutes show computed and final level, votes and the reason where they differ', () => {
  const text = textOf(minutesPdf(given.minutes, at))
  expect(text).toContain('应到7人，实到6人，开会须到4人，达到法定人数，会议有效')
  expect(text).toContain('4宝力根嘎查党支部106.5九星级八星级501三季度财务公开推迟')
  expect(text).toContain('纪委书记签名')
})

test('text is never read as markup', () => {
  const odd = '#panic("x") *粗* $x$ <甲> @乙 \\ [丙] //丁'
  expect(textOf(doorPlatePdf({ ...given.doorPlate, organisation: odd }, at))).toContain(flat(odd))
})

test('a character that no face can draw is refused, not printed as a blank', () => {
  // No face can have it, whatever is installed: a private-use character stands in some symbol faces.
  const unassigned = '\u{5fffd}'
  expect(() => doorPlatePdf({ ...given.doorPlate, memberName: `王${unassigned}` }, at)).toThrow(MissingGlyph)
  expect(textOf(doorPlatePdf({ ...given.doorPlate, memberName: '王䶮㛃𬭎' }, at))).toContain('王䶮㛃𬭎')
})

test('titles break between words', () => {
  expect(titleLines('2025年第三季度党员积分公示')).toEqual(['2025年第三季度党员积分公示'])
  const lines = titleLines('关于2025年度嘎查村党组织星级评定结果的公示')
  expect(lines).toEqual(['关于2025年度嘎查村', '党组织星级评定结果的公示'])
})

test('a face that an operator puts into his folder is found and used first', () => {
  expect(officialFaces()).toHaveProperty('仿宋')
  const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16()
  const face = readFileSync(
    createRequire(import.meta.url).resolve(
      '@expo-google-fonts/noto-sans-mongolian/400Regular/NotoSansMongolian_400Regular.ttf',
    ),
  )
  const family = utf16('Noto Sans Mongolian')
  for (let at = face.indexOf(family); at >= 0; at = face.indexOf(family, at + 1))
    utf16('FZXiaoBiaoSong-B05S').copy(face, at)
  writeFileSync(join(folder, 'own.ttf'), face)
  expect(poppler('pdffonts', noticePdf(given.notice, at))).not.toContain('Mongolian')
  useFontFolder(folder)
  expect(officialFaces()).toHaveProperty('小标宋', true)
  expect(poppler('pdffonts', noticePdf(given.notice, at))).toContain('Mongolian')
})

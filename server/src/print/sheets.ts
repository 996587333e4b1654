/** Every sheet that comes by the dozen: what its template is given beside the data. One by one or many in one file. */
import { compilePdf } from './compile.ts'
import { qrSvg } from './qr.ts'
import type {
  AccountSlipsData,
  BookData,
  CircularData,
  DoorPlateData,
  LighterWorkData,
  MinutesData,
  NoticeData,
  ObjectionData,
  PaperSheetData,
  PlaqueData,
  SummaryData,
  WhyData,
} from './shapes.ts'
import { titleLines } from './title.ts'

export type SheetData = {
  book: BookData
  'door-plate': DoorPlateData
  minutes: MinutesData
  notice: NoticeData
  objection: ObjectionData
  plaque: PlaqueData
  summary: SummaryData
  why: WhyData
}
export type Sheet = keyof SheetData

/** Width and height in millimetres. */
export type Size = readonly [number, number]

const qrOf = (url: string | undefined) => (url ? { qr: qrSvg(url) } : {})
const given: { [K in Sheet]: (data: SheetData[K]) => object } = {
  book: (data) => ({ ...data, ...(data.sheetCode && { sheetQr: qrSvg(data.sheetCode) }) }),
  'door-plate': (data) => ({ ...data, ...qrOf(data.verifyUrl) }),
  minutes: (data) => ({ ...data, titleLines: titleLines(data.title) }),
  notice: (data) => ({ ...data, titleLines: titleLines(data.title), ...qrOf(data.url) }),
  objection: (data) => ({ ...data, ...qrOf(data.url) }),
  plaque: (data) => ({
    ...data,
    organisationLines: titleLines(data.organisation, 20),
    ...qrOf(data.verifyUrl),
  }),
  summary: (data) => data,
  why: (data) => data,
}

/** What a template gets for these sheets under one title, ready to be sent anywhere as JSON. */
export const sheetsData = <K extends Sheet>(
  sheet: K,
  title: string,
  docs: readonly SheetData[K][],
  size?: Size,
): object => ({ title, docs: docs.map((doc) => given[sheet](doc)), ...(size && { size }) })

const one = <K extends Sheet>(sheet: K, title: string, data: SheetData[K], createdAt: Date, size?: Size) =>
  compilePdf(sheet, sheetsData(sheet, title, [data], size), { createdAt })

/** Star plaque of an organisation, 600 × 400 mm unless another size is asked for; for the sign maker. */
export const plaquePdf = (data: PlaqueData, createdAt: Date, size?: Size): Buffer =>
  one('plaque', `${data.title} ${data.organisation}`, data, createdAt, size)

/** Door plate of a member, 200 × 120 mm unless another size is asked for. */
export const doorPlatePdf = (data: DoorPlateData, createdAt: Date, size?: Size): Buffer =>
  one('door-plate', `${data.title} ${data.serial}`, data, createdAt, size)

/** 星级依据说明, A4. */
export const whyPdf = (data: WhyData, createdAt: Date): Buffer =>
  one('why', `星级依据说明 ${data.subject} ${data.starName}`, data, createdAt)

/** 公示, A4, measured by GB/T 9704-2012. */
export const noticePdf = (data: NoticeData, createdAt: Date): Buffer =>
  one('notice', data.title, data, createdAt)

/** 积分手册, A5. */
export const bookPdf = (data: BookData, createdAt: Date): Buffer =>
  one('book', ['积分手册', data.name, data.year].filter(Boolean).join(' '), data, createdAt)

/** 季度汇总一览表 or 年度汇总表, A4 across. */
export const summaryPdf = (data: SummaryData, createdAt: Date): Buffer =>
  one('summary', data.title, data, createdAt)

/** 公示异议反映表, A4. */
export const objectionPdf = (data: ObjectionData, createdAt: Date): Buffer =>
  one('objection', `公示异议反映表 ${data.noticeNo}`, data, createdAt)

/** 综合评定会议纪要, A4, measured by GB/T 9704-2012. */
export const minutesPdf = (data: MinutesData, createdAt: Date): Buffer =>
  one('minutes', data.title, data, createdAt)

/** 减负自查表, A4. */
export const lighterWorkPdf = (data: LighterWorkData, createdAt: Date): Buffer =>
  compilePdf('lighter-work', { ...data, titleLines: titleLines(data.title) }, { createdAt })

/** 账号条, A4, eight to be cut apart. */
export const accountSlipsPdf = (data: AccountSlipsData, createdAt: Date): Buffer =>
  compilePdf('account-slips', data, { createdAt })
/** 通报 with red head, annex table and record block, A4, by GB/T 9704-2012. */
export const circularPdf = (data: CircularData, createdAt: Date): Buffer =>
  compilePdf(
    'circular',
    {
      ...data,
      titleLines: titleLines(data.title),
      annex: { ...data.annex, titleLines: titleLines(data.annex.title) },
    },
    { createdAt },
  )
/** Sheets to be filled by hand, A4; records and scores are never in one file. */
export const paperSheets = (sheets: readonly PaperSheetData[]): { template: string; data: object } => ({
  template: sheets[0]?.layout === 'record' ? 'record-sheet' : 'score-sheet',
  data: { sheets: sheets.map((sheet) => ({ ...sheet, qr: qrSvg(sheet.code) })) },
})
export const paperSheetsPdf = (sheets: readonly PaperSheetData[], createdAt: Date): Buffer => {
  const { template, data } = paperSheets(sheets)
  return compilePdf(template, data, { createdAt })
}

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
  PaperSheetData,
  PlaqueData,
  WhyData,
} from './shapes.ts'
import { titleLines } from './title.ts'

/** Star plaque of an organisation, 600 × 400 mm, for the sign maker. */
export const plaquePdf = (data: PlaqueData, createdAt: Date): Buffer =>
  compilePdf(
    'plaque',
    { ...data, organisationLines: titleLines(data.organisation, 20), qr: qrSvg(data.verifyUrl) },
    { createdAt },
  )

/** Door plate of a member, 200 × 120 mm. */
export const doorPlatePdf = (data: DoorPlateData, createdAt: Date): Buffer =>
  compilePdf('door-plate', { ...data, qr: qrSvg(data.verifyUrl) }, { createdAt })

/** 星级依据说明, A4. */
export const whyPdf = (data: WhyData, createdAt: Date): Buffer => compilePdf('why', data, { createdAt })

/** 公示, A4, measured by GB/T 9704-2012. */
export const noticePdf = (data: NoticeData, createdAt: Date): Buffer =>
  compilePdf(
    'notice',
    { ...data, titleLines: titleLines(data.title), qr: data.url ? qrSvg(data.url) : undefined },
    { createdAt },
  )

/** 积分手册, A5. */
export const bookPdf = (data: BookData, createdAt: Date): Buffer => compilePdf('book', data, { createdAt })

/** 综合评定会议纪要, A4, measured by GB/T 9704-2012. */
export const minutesPdf = (data: MinutesData, createdAt: Date): Buffer =>
  compilePdf('minutes', { ...data, titleLines: titleLines(data.title) }, { createdAt })

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
export const paperSheetsPdf = (sheets: readonly PaperSheetData[], createdAt: Date): Buffer =>
  compilePdf(
    sheets[0]?.layout === 'record' ? 'record-sheet' : 'score-sheet',
    { sheets: sheets.map((sheet) => ({ ...sheet, qr: qrSvg(sheet.code) })) },
    { createdAt },
  )

import type { CircularData } from './shapes.ts'

export { compilePdf, MissingGlyph, officialFaces, type PrintOptions } from './compile.ts'
export { unpackKai, useFontFolder } from './fonts.ts'
export type { Part } from './join.ts'
export { dismissPrinters, onPrinter, printerPids } from './pool.ts'
export { qrSvg } from './qr.ts'
export { routes } from './routes.ts'
export type * from './shapes.ts'
export {
  accountSlipsPdf,
  bookPdf,
  circularPdf,
  doorPlatePdf,
  lighterWorkPdf,
  minutesPdf,
  noticePdf,
  objectionPdf,
  paperSheets,
  paperSheetsPdf,
  plaquePdf,
  type Sheet,
  type SheetData,
  type Size,
  sheetsData,
  summaryPdf,
  whyPdf,
} from './sheets.ts'

/** 通报 as a Word file. What writes it is large, and fetched with the first one. */
export const circularDocx = async (data: CircularData): Promise<Buffer> =>
  (await import('./circular-docx.ts')).circularDocx(data)

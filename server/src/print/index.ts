export { circularDocx } from './circular-docx.ts'
export { compilePdf, MissingGlyph, officialFaces, type PrintOptions } from './compile.ts'
export { unpackKai, useFontFolder } from './fonts.ts'
export type { Part } from './join.ts'
export { joinPdfs } from './join-pdfs.ts'
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
  paperSheetsPdf,
  plaquePdf,
  type Sheet,
  type SheetData,
  type Size,
  sheetsData,
  summaryPdf,
  whyPdf,
} from './sheets.ts'

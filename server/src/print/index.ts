export { compilePdf, MissingGlyph, officialFaces, type PrintOptions } from './compile.ts'
export { unpackKai, useFontFolder } from './fonts.ts'
export type { Part } from './join.ts'
export { dismissPrinters, onPrinter, printerPids } from './pool.ts'
export { qrSvg } from './qr.ts'
export type * from './shapes.ts'
export {
  bookPdf,
  doorPlatePdf,
  lighterWorkPdf,
  minutesPdf,
  noticePdf,
  objectionPdf,
  plaquePdf,
  type Sheet,
  type SheetData,
  type Size,
  sheetsData,
  summaryPdf,
  whyPdf,
} from './sheets.ts'

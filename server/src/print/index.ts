export { compilePdf, MissingGlyph, officialFaces, type PrintOptions, useFontFolder } from './compile.ts'
export { joinPdfs } from './join-pdfs.ts'
export { qrSvg } from './qr.ts'
export type * from './shapes.ts'
export {
  bookPdf,
  doorPlatePdf,
  lighterWorkPdf,
  minutesPdf,
  noticePdf,
  paperSheetsPdf,
  plaquePdf,
  whyPdf,
} from './sheets.ts'

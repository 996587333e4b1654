export { compilePdf, MissingGlyph, officialFaces, type PrintOptions, useFontFolder } from './compile.ts'
export { qrSvg } from './qr.ts'
export type * from './shapes.ts'
export {
  accountSlipsPdf,
  bookPdf,
  doorPlatePdf,
  lighterWorkPdf,
  minutesPdf,
  noticePdf,
  plaquePdf,
  whyPdf,
} from './sheets.ts'

export { circularDocx } from './circular-docx.ts'
export {
  compilePdf,
  MissingGlyph,
  officialFaces,
  type PrintOptions,
  readFacesAnew,
  standsIn,
  useFontFolder,
  useKai,
} from './compile.ts'
export { qrSvg } from './qr.ts'
export type * from './shapes.ts'
export {
  bookPdf,
  circularPdf,
  doorPlatePdf,
  lighterWorkPdf,
  minutesPdf,
  noticePdf,
  plaquePdf,
  whyPdf,
} from './sheets.ts'

export { circularDocx } from './circular-docx.ts'
export {
  compilePdf,
  MissingGlyph,
  officialFaces,
  type PrintOptions,
  useFontFolder,
  useKai,
} from './compile.ts'
export { joinPdfs } from './join-pdfs.ts'
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
  paperSheetsPdf,
  plaquePdf,
  whyPdf,
} from './sheets.ts'

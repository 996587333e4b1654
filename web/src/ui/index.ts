/** The kit. Screens import from here and nowhere else of ui/. */
export { ActButton, type ActButtonProps } from './ActButton.tsx'
export * from './antd.ts'
export { Brand } from './Brand.tsx'
export { Book, type BookLeaf, type BookProps } from './book/Book.tsx'
export { BookCover, type BookCoverProps } from './book/BookCover.tsx'
export {
  type BookEntry,
  BookLines,
  type BookLinesProps,
  BookPage,
  type BookPageProps,
} from './book/BookPage.tsx'
export { ChartCard, type ChartCardProps } from './chart/ChartCard.tsx'
export type { ChartSpec } from './chart/spec.ts'
export { Field, type FieldProps } from './Field.tsx'
export { type FilterItem, Filters, type FiltersProps } from './Filters.tsx'
export { FormDrawer, type FormDrawerProps } from './FormDrawer.tsx'
export { DateText, Money, Num, Points } from './figures.tsx'
export { MoneyInput, PointsInput } from './inputs.tsx'
export { Light, type LightProps } from './Light.tsx'
export { DataTable, DayInput, DayRangeInput, Files, HoldFiles, Upload } from './late.tsx'
export {
  Facts,
  type FactsProps,
  Figure,
  type FigureProps,
  Figures,
  PageHead,
  type PageHeadProps,
  Section,
  type SectionProps,
} from './PageHead.tsx'
export { PrintButton, type PrintButtonProps } from './PrintButton.tsx'
export { type SheetStep, SideSheet, type SideSheetProps } from './SideSheet.tsx'
export { Star, StarBand, type StarBandProps, type StarFact } from './StarBand.tsx'
export {
  Empty,
  type EmptyProps,
  Failed,
  type FailedProps,
  Loaded,
  type LoadedProps,
  NoRight,
  NotFound,
  Offline,
  PageSkeleton,
} from './States.tsx'
export { StateTag, type StateTagProps, stateTags } from './StateTag.tsx'
export { type RibbonStep, StepRibbon, type StepRibbonProps, type StepState } from './StepRibbon.tsx'
export { bandWords, litCount, marksOf, markWord, type StarMark, starsOf } from './star-text.ts'
export { Timeline, type TimelineItem } from './Timeline.tsx'
export { RowCard, type RowCardProps } from './table/Cards.tsx'
export type { Column } from './table/column.tsx'
export type { DataTableProps } from './table/DataTable.tsx'
export type { Tone } from './tokens.ts'
export type { EvidenceFile, HoldFilesProps, UploadProps } from './Upload.tsx'
export { usePhone } from './use-phone.ts'
export { type Sheet, useSheet } from './use-sheet.ts'
export { Why, type WhyProps } from './Why.tsx'

import type { CellValue } from '../kind.ts'

/** A value of a row as text; a column that the sheet lacks is empty. */
export const text = (value: CellValue | undefined): string | null =>
  value === undefined || value === null || value === '' ? null : String(value)

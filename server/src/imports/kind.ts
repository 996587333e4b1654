/** What a kind of sheet is: its columns, how its rows become a plan, and how the plan is carried out. */
import type { Action } from '@xinghe/contract/rights'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'

/** How a cell is read. Every form takes text and number cells; '无', '—', '-', '/' and blanks are empty. */
export type CellForm =
  /** Trimmed. */
  | 'text'
  /** Inner spaces taken out, '·' kept and its look-alikes made into it. */
  | 'name'
  /** 2024-03-01, 2024.03.01, 20240301, 2024年3月1日 and date cells; without a day (2024.03) the first of the month. */
  | 'day'
  /** Points in hundredths. */
  | 'points'
  | 'whole'
  /** One of `choices`, also by its synonyms. */
  | 'choice'
  | 'idNumber'
  | 'phone'
  | 'bankAccount'

export interface ImportColumn {
  key: string
  /** Heading of the template. */
  title: string
  /** Other headings that people use for it. */
  synonyms: readonly string[]
  form: CellForm
  required?: boolean
  /** For the drop-down of the template and for `choice`: words, with what else is taken for each. */
  choices?: readonly { word: string; code: string; synonyms?: readonly string[] }[]
  /** One sentence for the notes of the template. */
  help: string
  example: string
}
export type CellValue = string | number | null
export interface ImportRow {
  /** Number in the sheet, as the spreadsheet shows it. */
  row: number
  /** By column key; `choice` gives the code, `day` 'YYYY-MM-DD', `points` hundredths. */
  values: Record<string, CellValue>
}
export interface CellFault {
  /** Column key; null: about the whole row. */
  key: string | null
  /** What is wrong and what to do. Holds no ID number, telephone or account. */
  message: string
}
export type RowPlan<Planned = unknown> =
  | {
      row: number
      becomes: 'CREATE' | 'CHANGE'
      planned: Planned /** What changes, in words. */
      note?: string
    }
  | { row: number; becomes: 'SAME' }
  | { row: number; becomes: 'FAULT'; faults: CellFault[] }

/** What was asked for besides the file. */
export interface ImportOptions {
  /** Year of the points or results, where the kind needs one. */
  year?: number | undefined
}
/** Kept over all batches of one run: keys seen before in this file, and whatever a kind wants to read once. */
export type ImportMemory = Map<string, unknown>

export interface ImportKind<Planned = unknown> {
  /** On screen: '党员名册'. */
  name: string
  /** One sentence for the screen: what it brings in and what must be there before. */
  sentence: string
  /** Whoever may do this by hand may import it. */
  action: Action
  needsYear: boolean
  columns: (tx: ReadTx, by: Actor, options: ImportOptions) => Promise<readonly ImportColumn[]>
  /**
   * Sees every row that was read well, in batches, before any is planned: what the rows of one file are to each other (the
   * same person twice, a village above its township). The file is then read twice.
   */
  foresee?: (
    tx: ReadTx,
    by: Actor,
    rows: readonly ImportRow[],
    memory: ImportMemory,
    options: ImportOptions,
  ) => Promise<void>
  /**
   * What would become of a batch of rows (some thousands, read well in every cell); reads with set-based statements and
   * writes nothing. The same file planned after it was written gives SAME in every row.
   */
  plan: (
    tx: ReadTx,
    by: Actor,
    rows: readonly ImportRow[],
    memory: ImportMemory,
    options: ImportOptions,
  ) => Promise<RowPlan<Planned>[]>
  /** Carries out what was planned of one batch, by the acts that people call; they permit it. */
  write: (
    tx: Tx,
    by: Actor,
    plans: readonly Planned[],
    memory: ImportMemory,
    options: ImportOptions,
  ) => Promise<void>
}

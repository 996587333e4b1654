/**
 * A list that leaves as a workbook: the columns that the screen shows, in words, and the route that answers its rows. Both
 * sides read it: the table dresses the columns, the export writes them.
 */
import { z } from 'zod'
import type { CategoryNames } from '../categories.ts'
import { zDownload } from '../download.ts'
import type { AnswerOf, InputOf, Route, Shape } from '../route.ts'
import { formatDay } from '../values.ts'

export type Cell = string | number | null | undefined
export interface ListColumn<Row> {
  key: string
  title: string
  /** text (left), number, points (hundredths), money (fen), day. */
  kind?: 'text' | 'number' | 'points' | 'money' | 'day'
  /** Pixels on the screen; the sheet keeps the proportions. */
  width: number
  sum?: boolean
  /** Not among those that are shown until somebody chooses. */
  hidden?: boolean
  /** false: there is no such column in this view. */
  when?: boolean
  /** In words, never a code; row[key] when left out. `names` is what the county calls its categories. */
  value?: (row: Row, names: CategoryNames) => Cell
}

type Shapes = Record<string, z.ZodType>
type PartOf<S> = [NonNullable<S>] extends [z.ZodObject<infer Inner>] ? Inner : Record<never, never>
type Listing = Route<z.ZodObject | undefined, z.ZodObject | undefined, undefined, Shape>
type Asking<R extends Listing, Also> = Omit<PartOf<R['params']> & PartOf<R['query']>, 'page' | 'size'> & Also
/** The filters of the list: all that it asks for but its page. */
export type AskedOf<R extends Listing, Also = Record<never, never>> = Omit<InputOf<R>, 'page' | 'size'> & {
  [K in keyof Also]: z.output<Also[K]>
}

export interface ExportList<R extends Listing = Listing, Row = never, Also = Record<never, never>> {
  key: ExportKey
  of: R
  /** GET: the workbook, of as many rows as are answered at once. */
  route: Route<
    undefined,
    z.ZodObject<Asking<R, Also> & { columns: z.ZodOptional<z.ZodString> }>,
    undefined,
    typeof zDownload
  >
  /** What the screen filters by itself. */
  also?: Also
  /** '2027年党员积分手册': the name of the file and the head of the sheet. */
  title: (asked: AskedOf<R, Also>) => string
  /** Stands behind who filled it in. */
  note?: string
  columns: (asked: AskedOf<R, Also>) => readonly ListColumn<Row>[]
  rows: (answer: AnswerOf<R>, asked: AskedOf<R, Also>) => readonly Row[]
  /** Of how many rows the answer is a page; left out: it is whole. */
  total?: (answer: AnswerOf<R>) => number
  /** Whose record a row is: he reads that it was taken along. */
  about?: (row: Row) => { personId: string } | { bookId: string } | undefined
}

export const exportKeys = [
  ...(['people', 'units', 'books', 'slips', 'quarters', 'work', 'notices', 'objections', 'weak'] as const),
  ...([
    'weak-signals',
    'schemes',
    'declarations',
    'exemptions',
    'results',
    'result-townships',
    'past-results',
  ] as const),
  ...(['year-end', 'year-end-board', 'determination', 'differences', 'plaques', 'uses', 'removals'] as const),
  ...(['overview', 'lighter-work', 'star-winners', 'year-entries', 'fairness', 'bonus-entries'] as const),
  ...(['burst-entries', 'hint-slips', 'same-photographs', 'changes', 'circulars', 'papers'] as const),
] as const
export type ExportKey = (typeof exportKeys)[number]

/** 依据: own choice. More rows than these are written in the background. */
export const mostAtOnce = 5000

export function listOf<R extends Listing, Row, Also extends Shapes = Record<never, never>>(
  key: ExportKey,
  of: R,
  said: Omit<ExportList<R, Row, Also>, 'key' | 'of' | 'route'>,
): ExportList<R, Row, Also> {
  const asked: Shapes = { ...of.params?.shape, ...of.query?.shape, ...said.also }
  const { page: _page, size: _size, ...filters } = asked
  // The keys of the columns as they are seen, in their order: 'name,unitName'.
  const query = z.object({ ...filters, columns: z.string().max(600).optional() })
  return {
    key,
    of,
    route: {
      method: 'GET',
      path: `/api/exports/${key}`,
      access: 'exports.make',
      summary: `As a workbook: ${of.summary}`,
      query: query as never,
      answer: zDownload,
      errors: ['exports.large'],
    },
    ...said,
    columns: (one) => said.columns(one).filter(({ when = true }) => when),
  }
}

/** '★★☆…': a lit star by its colour, where the scheme gives one. */
export const starsText = (lit: string | null | undefined, colours?: string | null): string =>
  lit
    ? Array.from({ length: 10 }, (_, at) =>
        lit[at] === '1' ? ({ G: '金', S: '银', R: '红' }[colours?.[at] ?? ''] ?? '★') : '☆',
      ).join('')
    : ''

/** How long there is, and until when: '还有3个工作日（2027年4月5日）'. */
export function lightWords({
  daysLeft,
  dueOn,
}: {
  daysLeft: number | null
  dueOn: string | null
}): string | null {
  if (!dueOn) return null
  if (daysLeft === null) return formatDay(dueOn)
  const left =
    daysLeft < 0 ? `超期${-daysLeft}个工作日` : daysLeft === 0 ? '今天到期' : `还有${daysLeft}个工作日`
  return `${left}（${formatDay(dueOn)}）`
}

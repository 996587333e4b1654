/**
 * What stands on a paper sheet, and how typed lines are read: one table of columns for paper and screen, and pure functions
 * that both the screen (a message at the cell) and the server (a refusal) ask.
 */
import { formatPoints, isLocalDate, type LocalDate, parsePoints, quarterOf } from './values.ts'
import type { Subject } from './words.ts'

export const paperKinds = {
  RECORD: '积分登记页',
  VILLAGE_RECORD: '村季度登记表',
  SCORE: '年终考核打分表',
} as const
export type PaperKind = keyof typeof paperKinds
export const paperKindKeys = Object.keys(paperKinds) as [PaperKind, ...PaperKind[]]

/**
 * `who`: numbers of the list on the sheet. `skip`: on the screen only, why a line that stands on paper is not entered.
 */
export interface PaperColumn {
  key: string
  title: string
  kind: 'who' | 'day' | 'text' | 'rule' | 'plus' | 'minus' | 'tick' | 'points' | 'skip'
  /** Width on paper in millimetres; 0: what is left. */
  mm: number
}
const recordColumns: PaperColumn[] = [
  { key: 'on', title: '登记时间', kind: 'day', mm: 19 },
  { key: 'reason', title: '加（扣）分事由', kind: 'text', mm: 0 },
  { key: 'rule', title: '细则编号', kind: 'rule', mm: 20 },
  { key: 'plus', title: '加分', kind: 'plus', mm: 13 },
  { key: 'minus', title: '扣分', kind: 'minus', mm: 13 },
  { key: 'proof', title: '佐证', kind: 'text', mm: 24 },
  { key: 'recorder', title: '记录人', kind: 'text', mm: 22 },
  { key: 'signed', title: '支部审核', kind: 'tick', mm: 34 },
  { key: 'confirmed', title: '本人确认', kind: 'tick', mm: 24 },
]
const skip: PaperColumn = { key: 'skip', title: '不登记的原因', kind: 'skip', mm: 0 }
const starColumns: PaperColumn[] = Array.from({ length: 10 }, (_, at) => ({
  key: `s${at + 1}`,
  title: `第${at + 1}星`,
  kind: 'points',
  mm: 18,
}))
const scoreReason: PaperColumn = { key: 'reason', title: '增减分理由', kind: 'text', mm: 0 }
const yearEnd: PaperColumn = { key: 'yearEnd', title: '年终得分', kind: 'points', mm: 18 }

/** The columns in which is written, in their order on paper. `weighs`: the plan counts a year-end score. */
export function columnsOf(sheet: { kind: PaperKind; subject: Subject; weighs: boolean }): PaperColumn[] {
  if (sheet.kind === 'RECORD') return [...recordColumns, skip]
  if (sheet.kind === 'VILLAGE_RECORD')
    return [
      { key: 'who', title: '党员编号', kind: 'who', mm: 34 },
      ...recordColumns.filter(({ key }) => key !== 'confirmed'),
      skip,
    ]
  if (sheet.subject === 'ORG')
    return [{ key: 'score', title: '核定得分', kind: 'points', mm: 30 }, scoreReason]
  return [...starColumns, ...(sheet.weighs ? [yearEnd] : []), scoreReason]
}

/** A rule as it stands on the sheet. Hundredths, negative for deductions. */
export interface PaperRule {
  code: string
  content: string
  amount: number
  /** Null: may be entered under any star, whose number is written after a stroke: 加5/3. */
  starCode: string | null
  star: string | null
  evidenceNeeded: boolean
}
/** What was printed before the columns: a member of the list, or on a score sheet of an organisation a star. */
export interface PrintedRow {
  no: number
  bookId: string
  name: string
  bookNo: string
  /** Of a score sheet of an organisation: the star of this row; 0: the year-end score. */
  slot: number | null
  stars: { slot: number; code: string; name: string; points: number }[]
}
export interface PaperSheet {
  kind: PaperKind
  subject: Subject
  weighs: boolean
  year: number
  quarter: number | null
  lines: number
  rules: readonly PaperRule[]
  rows: readonly PrintedRow[]
}
export interface KeyedLine {
  no: number
  cells: Record<string, string>
}
export interface Fault {
  /** 0: the sum at the foot. */
  no: number
  key: string
  message: string
}
/** One line of a record sheet, read: what it enters, into which books. */
export interface ReadLine {
  no: number
  bookIds: string[]
  on: LocalDate
  reason: string
  ruleCode: string
  slot: number | undefined
  amount: number
}
/** A star, or (slot 0) the year-end score, to which the assessment group wrote something. */
export interface ReadScore {
  no: number
  bookId: string
  name: string
  slot: number
  star: string
  printed: number
  points: number
  reason: string
}
export interface ReadSheet {
  lines: ReadLine[]
  scores: ReadScore[]
  faults: Fault[]
  /** Of what stands in the columns of points, whether entered or not. */
  sum: number
}

const ditto = /^(〃|"|''|″|”|“|同上)$/
const plain = (text: string | undefined): string => (text ?? '').normalize('NFKC').trim()
/** Typed without looking at the keyboard: 。 and ． are points, a plus sign says nothing. */
const pointsIn = (text: string) => parsePoints(text.replace(/[。．]/g, '.').replace(/^\+/, ''))

/** '3.5', '3月5日', '2026-03-05' → a day of that year; undefined when it is none. */
export function readDay(typed: string, year: number): LocalDate | undefined {
  const text = plain(typed).replace(/[。．]/g, '.')
  const match =
    /^(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text) ??
    /^(\d{4})?(\d{2})(\d{2})$/.exec(text)
  if (!match) return undefined
  const day = `${match[1] ?? year}-${(match[2] as string).padStart(2, '0')}-${(match[3] as string).padStart(2, '0')}`
  return isLocalDate(day) ? day : undefined
}

/** '1-8、10' → the numbers, each once, in order; undefined when it is not that. */
export function readNumbers(typed: string): number[] | undefined {
  const found = new Set<number>()
  for (const part of plain(typed)
    .split(/[、,，.。;；\s]+/)
    .filter((one) => one !== '')) {
    const match = /^(\d{1,3})(?:\s*[-—–~至到]\s*(\d{1,3}))?$/.exec(part)
    if (!match) return undefined
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])]
    if (to < from) return undefined
    for (let no = from; no <= to; no++) found.add(no)
  }
  return [...found].sort((a, b) => a - b)
}

/** '加5/3' → the rule and the star. */
export function readRule(typed: string): { code: string; slot: number | undefined } {
  const [code = '', slot] = plain(typed).split('/')
  return { code: code.trim(), slot: slot && /^\d{1,2}$/.test(slot.trim()) ? Number(slot) : undefined }
}

const isBlank = ({ cells }: KeyedLine): boolean =>
  Object.entries(cells).every(([key, text]) => key === 'signed' || key === 'confirmed' || plain(text) === '')

/** 同上 stands for what the line above says. Blank lines are left out. */
export function written(lines: readonly KeyedLine[]): KeyedLine[] {
  let above: Record<string, string> = {}
  return [...lines]
    .sort((a, b) => a.no - b.no)
    .filter((line) => !isBlank(line))
    .map(({ no, cells }) => {
      const full = Object.fromEntries(
        Object.entries(cells).map(([key, text]) => [
          key,
          ditto.test(text.trim()) && key !== 'skip' ? (above[key] ?? '') : text,
        ]),
      )
      above = full
      return { no, cells: full }
    })
}

/** Reads everything that was typed; what cannot stand is told at its cell. */
export function readSheet(
  sheet: PaperSheet,
  keyed: readonly KeyedLine[],
  total: string,
  today: string,
): ReadSheet {
  const lines = written(keyed)
  const read: ReadSheet = sheet.kind === 'SCORE' ? readScores(sheet, lines) : readRecords(sheet, lines, today)
  if (lines.length === 0) read.faults.push({ no: 1, key: firstKey(sheet), message: '还没有录入任何一行' })
  const paper = pointsIn(plain(total))
  if (paper === undefined)
    read.faults.push({ no: 0, key: 'total', message: '请填写纸面合计，如 12.5；扣多于加时写 -2' })
  else if (paper !== read.sum)
    read.faults.push({
      no: 0,
      key: 'total',
      message: `纸面合计${formatPoints(paper)}，逐行相加${formatPoints(read.sum)}，相差${formatPoints(Math.abs(paper - read.sum))}，请对照纸面核对`,
    })
  return read
}
const firstKey = (sheet: PaperSheet): string => columnsOf(sheet)[0]?.key ?? 'on'

function readRecords(sheet: PaperSheet, lines: readonly KeyedLine[], today: string): ReadSheet {
  const rules = new Map(sheet.rules.map((rule) => [rule.code, rule]))
  const rows = new Map(sheet.rows.map((row) => [row.no, row]))
  const faults: Fault[] = []
  const found: ReadLine[] = []
  const deeds = new Map<string, number>()
  let sum = 0
  for (const { no, cells } of lines) {
    const before = faults.length
    const fault = (key: string, message: string) => void faults.push({ no, key, message })
    const at = (key: string) => plain(cells[key])
    const skipped = at('skip') !== ''
    const amounts = { plus: pointsIn(at('plus')), minus: pointsIn(at('minus')) }
    for (const key of ['plus', 'minus'] as const)
      if (at(key) !== '' && (amounts[key] === undefined || (amounts[key] ?? 0) <= 0))
        fault(key, '请填写大于零的分值，如 1 或 0.5')
    const { code, slot } = readRule(at('rule'))
    const rule = rules.get(code)
    // What paper leaves empty is what the rule gives.
    const given = at('plus') === '' && at('minus') === '' && !skipped ? (rule?.amount ?? 0) : undefined
    const amount = given ?? (amounts.plus ?? 0) - (amounts.minus ?? 0)
    sum += amount
    if (skipped) {
      if (at('skip').length > 100) fault('skip', '不超过100字')
      continue
    }
    if (at('plus') !== '' && at('minus') !== '') fault('minus', '加分和扣分只填一栏')

    const on = readDay(at('on'), sheet.year)
    if (!on) fault('on', at('on') === '' ? '请填写日期' : '日期写成 3.5 或 3月5日')
    else if (Number(on.slice(0, 4)) !== sheet.year || quarterOf(on) !== sheet.quarter)
      fault('on', `日期不在${sheet.year}年第${sheet.quarter}季度之内`)
    else if (on > today) fault('on', '日期不能晚于今天')

    const reason = cells.reason?.trim() ?? ''
    if (reason === '') fault('reason', '请填写事由')
    else if (reason.length > 300) fault('reason', '不超过300字')

    if (code === '') fault('rule', '请填写细则编号')
    else if (!rule) fault('rule', `本表的细则中没有“${code}”`)
    else if (rule.starCode === null && (slot === undefined || slot < 1 || slot > 10))
      fault('rule', `此条可记入任何一颗星，请在编号后写星的序号，如 ${rule.code}/3`)
    else {
      const key = amount < 0 ? 'minus' : 'plus'
      if (amount !== 0 && Math.sign(amount) !== Math.sign(rule.amount))
        fault(key, rule.amount < 0 ? '此条是扣分，请填在扣分栏' : '此条是加分，请填在加分栏')
      else if (Math.abs(amount) > Math.abs(rule.amount))
        fault(key, `此条每次${formatPoints(Math.abs(rule.amount))}分，多次发生的请分行填写`)
    }
    const concerned = whom(sheet, at('who'), rows, rule, (message) => fault('who', message))
    if (faults.length > before || !on || !rule) continue
    for (const row of concerned) {
      const deed = `${row.bookId} ${code} ${rule.starCode === null ? slot : ''} ${on}`
      const twice = deeds.get(deed)
      if (twice !== undefined)
        fault(
          'rule',
          `与第${twice}行是同一天同一条细则${sheet.kind === 'RECORD' ? '' : `（${row.name}）`}；重复的请填不登记的原因，当天确有多次的另行登记`,
        )
      else deeds.set(deed, no)
    }
    found.push({
      no,
      bookIds: concerned.map((row) => row.bookId),
      on,
      reason,
      ruleCode: code,
      slot: rule.starCode === null ? slot : undefined,
      amount,
    })
  }
  return { lines: found, scores: [], faults, sum }
}

/** Of a book's own page the book; of a village's sheet those whose numbers, or whose one name, stand there. */
function whom(
  sheet: PaperSheet,
  typed: string,
  rows: ReadonlyMap<number, PrintedRow>,
  rule: PaperRule | undefined,
  fault: (message: string) => void,
): PrintedRow[] {
  if (sheet.kind === 'RECORD') return [...rows.values()].slice(0, 1)
  if (typed === '') {
    fault('请填写党员编号，如 1-8、10')
    return []
  }
  const named = sheet.rows.filter((row) => row.name === typed)
  const numbers = named.length === 1 ? [named[0]?.no as number] : readNumbers(typed)
  if (!numbers) {
    fault(named.length > 1 ? '有同名党员，请填写编号' : '请填写本表党员名单中的编号，如 1-8、10')
    return []
  }
  const missing = numbers.filter((no) => !rows.has(no))
  if (missing.length > 0) {
    fault(`名单中没有${missing.slice(0, 5).join('、')}号`)
    return []
  }
  const found = numbers.map((no) => rows.get(no) as PrintedRow)
  const unfit = found.filter(
    (row) => rule && rule.starCode !== null && !row.stars.some((star) => star.code === rule.starCode),
  )
  if (unfit.length > 0)
    fault(
      `${unfit
        .slice(0, 3)
        .map((row) => row.name)
        .join('、')}${unfit.length > 3 ? `等${unfit.length}人` : ''}没有“${rule?.star}”，不适用此条`,
    )
  return found
}

function readScores(sheet: PaperSheet, lines: readonly KeyedLine[]): ReadSheet {
  const faults: Fault[] = []
  const scores: ReadScore[] = []
  const cellsOf = new Map(lines.map((line) => [line.no, line.cells]))
  let sum = 0
  for (const row of sheet.rows) {
    const cells = cellsOf.get(row.no) ?? {}
    const reason = plain(cells.reason)
    if (reason.length > 200) faults.push({ no: row.no, key: 'reason', message: '不超过200字' })
    const places: { key: string; slot: number; star: string; printed: number }[] =
      row.slot !== null
        ? [
            {
              key: 'score',
              slot: row.slot,
              star: row.name,
              printed: row.stars[0]?.points ?? 0,
            },
          ]
        : [
            ...row.stars.map(({ slot, name, points }) => ({
              key: `s${slot}`,
              slot,
              star: name,
              printed: points,
            })),
            ...(sheet.weighs ? [{ key: 'yearEnd', slot: 0, star: '年终得分', printed: 0 }] : []),
          ]
    let moved = false
    for (const { key, slot, star, printed } of places) {
      const typed = plain(cells[key])
      if (typed === '') {
        if (slot === 0) faults.push({ no: row.no, key, message: '方案把年终得分计入总分，请填写' })
        continue
      }
      const points = pointsIn(typed)
      if (points === undefined || points < 0 || points > 10_000) {
        faults.push({ no: row.no, key, message: '请填写得分，如 9.5' })
        continue
      }
      sum += points
      if (slot > 0 && points !== printed) moved = true
      scores.push({ no: row.no, bookId: row.bookId, name: row.name, slot, star, printed, points, reason })
    }
    if (moved && reason === '')
      faults.push({ no: row.no, key: 'reason', message: '核定得分与账面不同，请写明理由' })
    for (const key of Object.keys(cells))
      if (/^s\d+$/.test(key) && plain(cells[key]) !== '' && !places.some((place) => place.key === key))
        faults.push({ no: row.no, key, message: '这一格纸面上没有星，请清空' })
  }
  return { lines: [], scores, faults, sum }
}

/** The running sum at the foot while typing. */
export const sumOf = (sheet: PaperSheet, keyed: readonly KeyedLine[]): number =>
  readSheet(sheet, keyed, '0', '9999-12-31').sum

export interface Difference {
  no: number
  key: string
  first: string
  second: string
}
/** What a cell says, however it was typed. */
function meaning(column: PaperColumn, text: string, year: number): string {
  const typed = plain(text)
  if (column.kind === 'day') return readDay(typed, year) ?? typed
  if (column.kind === 'points' || column.kind === 'plus' || column.kind === 'minus')
    return String(pointsIn(typed) ?? typed)
  if (column.kind === 'who') return readNumbers(typed)?.join(' ') ?? typed
  if (column.kind === 'rule') {
    const { code, slot } = readRule(typed)
    return `${code}/${slot ?? ''}`
  }
  return typed.replace(/[\s\p{P}]/gu, '')
}
/** Where two people read the paper differently, in its order; the sum at the foot is line 0. */
export function differencesOf(
  sheet: Pick<PaperSheet, 'kind' | 'subject' | 'weighs' | 'year' | 'lines'>,
  first: { lines: readonly KeyedLine[]; total: string },
  second: { lines: readonly KeyedLine[]; total: string },
): Difference[] {
  const [one, other] = [first, second].map(
    ({ lines }) => new Map(written(lines).map((line) => [line.no, line.cells])),
  ) as [Map<number, Record<string, string>>, Map<number, Record<string, string>>]
  const columns = columnsOf(sheet)
  const numbers = [...new Set([...one.keys(), ...other.keys()])].sort((a, b) => a - b)
  const cells = numbers.flatMap((no) =>
    columns.flatMap((column): Difference[] => {
      const [a, b] = [one.get(no)?.[column.key] ?? '', other.get(no)?.[column.key] ?? '']
      return meaning(column, a, sheet.year) === meaning(column, b, sheet.year)
        ? []
        : [{ no, key: column.key, first: a, second: b }]
    }),
  )
  const foot =
    plain(first.total) !== plain(second.total) &&
    pointsIn(plain(first.total)) !== pointsIn(plain(second.total))
  return foot ? [...cells, { no: 0, key: 'total', first: first.total, second: second.total }] : cells
}
/** The first keying with these cells as they were settled against the paper. */
export function settledLines(
  first: { lines: readonly KeyedLine[]; total: string },
  cells: readonly { no: number; key: string; value: string }[],
): { lines: KeyedLine[]; total: string } {
  const lines = new Map(written(first.lines).map(({ no, cells }) => [no, { ...cells }]))
  let total = first.total
  for (const { no, key, value } of cells) {
    if (no === 0) total = value
    else lines.set(no, { ...lines.get(no), [key]: value })
  }
  return {
    lines: [...lines].sort(([a], [b]) => a - b).map(([no, cells]) => ({ no, cells })),
    total,
  }
}

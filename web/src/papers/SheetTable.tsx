/** A sheet as it lies on the table: the same columns, the same order, the same numbers of lines; to type, or to read. */
import {
  columnsOf,
  type Fault,
  type KeyedLine,
  type PaperColumn,
  type PaperRule,
  readNumbers,
  readRule,
} from '@xinghe/contract/paper-lines'
import type { PaperSheetAnswer } from '@xinghe/contract/papers'
import { formatPoints } from '@xinghe/contract/values'
import { type KeyboardEvent, memo, useRef } from 'react'
import { AutoComplete, Checkbox, Input, usePhone } from '../ui/index.ts'
import { isOrgScore, linesOf, printedIn } from './words.tsx'
import './papers.css'

export type Cells = Record<string, string>
const signed = (value: number) => `${value > 0 ? '+' : ''}${formatPoints(value)}`
const idOf = (no: number, key: string) => `pa-${no}-${key}`

export interface SheetTableProps {
  sheet: PaperSheetAnswer
  lines: ReadonlyMap<number, Cells>
  faults?: readonly Fault[]
  /** Left out: only read. */
  onCell?: (no: number, key: string, text: string) => void
  /** A cell was left: what the rule gives may be filled in. */
  onLeave?: (no: number, key: string) => void
  /** After the last cell: the sum at the foot. */
  onEnd?: () => void
  marked?: ReadonlySet<string>
}

export function SheetTable({ sheet, lines, faults = [], onCell, onLeave, onEnd, marked }: SheetTableProps) {
  const box = useRef<HTMLTableElement>(null)
  const columns = columnsOf(sheet)
  const phone = usePhone()
  const all = linesOf(sheet)
  // On the phone each line is a card: as many as are written, and two to go on with.
  const last = Math.max(
    0,
    ...[...lines].filter(([, cells]) => Object.values(cells).some(Boolean)).map(([no]) => no),
  )
  const numbers = phone && onCell && sheet.kind !== 'SCORE' ? all.slice(0, last + 2) : all
  const latest = useRef({ onCell, onLeave, onEnd })
  latest.current = { onCell, onLeave, onEnd }
  const goto = (no: number, key: string) => {
    const field = box.current?.querySelector<HTMLElement>(`[id="${idOf(no, key)}"]`)
    field?.focus()
    if (field instanceof HTMLInputElement && field.type === 'text') field.select()
    return field !== null && field !== undefined
  }
  /** Enter goes where the pen would: to the right, then to the next line; a line that is blank ends the sheet. */
  const next = (no: number, key: string) => {
    const at = columns.findIndex((column) => column.key === key)
    const right = columns
      .slice(at + 1)
      .find((column) => column.kind !== 'skip' && printedIn(sheet, no, column) !== null)
    if (right) return goto(no, right.key)
    const below = numbers[numbers.indexOf(no) + 1]
    const first = columns.find((column) => below !== undefined && printedIn(sheet, below, column) !== null)
    if (below === undefined || !first || !goto(below, first.key)) latest.current.onEnd?.()
    return true
  }
  const keys = (event: KeyboardEvent<HTMLTableElement>) => {
    const field = (event.target as HTMLElement).closest<HTMLElement>('[data-no]')
    if (!field || event.nativeEvent.isComposing) return
    const no = Number(field.dataset.no)
    const key = field.dataset.key as string
    const column = columns.find((one) => one.key === key)
    if (event.key === 'Enter') {
      event.preventDefault()
      const typed = lines.get(no)?.[key] ?? ''
      const whole =
        column?.kind !== 'rule' ||
        typed.trim() === '' ||
        /^(〃|同上|")$/.test(typed.trim()) ||
        sheet.rules.some((rule) => rule.code === readRule(typed).code)
      if (whole) next(no, key)
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && column?.kind !== 'rule') {
      const other = numbers[numbers.indexOf(no) + (event.key === 'ArrowDown' ? 1 : -1)]
      if (other !== undefined && goto(other, key)) event.preventDefault()
    }
  }
  return (
    <div className="pa-scroll">
      <table
        ref={box}
        className={onCell ? 'pa-sheet pa-typing' : 'pa-sheet'}
        data-kind={sheet.kind}
        onKeyDown={onCell ? keys : undefined}
      >
        <thead>
          <tr>
            <th scope="col">行</th>
            {sheet.kind === 'SCORE' ? <th scope="col">{isOrgScore(sheet) ? '星' : '姓名'}</th> : null}
            {isOrgScore(sheet) ? <th scope="col">账面积分</th> : null}
            {columns.map((column) => (
              <th key={column.key} scope="col" data-kind={column.kind} data-key={column.key}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.map((no) => (
            <Line
              key={no}
              no={no}
              sheet={sheet}
              columns={columns}
              cells={lines.get(no) ?? none}
              faults={faultsOn(faults, no)}
              typing={onCell !== undefined}
              marks={columns
                .filter((column) => marked?.has(`${no} ${column.key}`))
                .map(({ key }) => key)
                .join(' ')}
              on={latest}
              next={next}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
const none: Cells = {}
const faultsOn = (faults: readonly Fault[], no: number): string =>
  JSON.stringify(faults.filter((fault) => fault.no === no).map(({ key, message }) => [key, message]))

interface LineProps {
  no: number
  sheet: PaperSheetAnswer
  columns: readonly PaperColumn[]
  cells: Cells
  /** As text, so that a line is drawn anew only when something in it changed. */
  faults: string
  typing: boolean
  marks: string
  on: { current: Pick<SheetTableProps, 'onCell' | 'onLeave' | 'onEnd'> }
  next: (no: number, key: string) => boolean
}
const Line = memo(
  ({ no, sheet, columns, cells, faults, typing, marks, on, next }: LineProps) => {
    const said = new Map(JSON.parse(faults) as [string, string][])
    const row = sheet.rows.find((one) => one.no === no)
    const blank = Object.values(cells).every((text) => text === '')
    return (
      <tr data-blank={blank || undefined}>
        <th scope="row">{no}</th>
        {sheet.kind === 'SCORE' ? <td className="pa-printed">{row?.name}</td> : null}
        {isOrgScore(sheet) ? (
          <td className="pa-printed" data-title="账面积分">
            {row?.stars[0] ? formatPoints(row.stars[0].points) : '—'}
          </td>
        ) : null}
        {columns.map((column) => {
          const printed = printedIn(sheet, no, column)
          const text = cells[column.key] ?? ''
          const fault = said.get(column.key)
          return (
            <td
              key={column.key}
              data-title={column.title}
              data-kind={column.kind}
              data-marked={marks.split(' ').includes(column.key) || undefined}
              data-fault={fault ? true : undefined}
            >
              {printed === null ? (
                '—'
              ) : typing ? (
                <Cell no={no} column={column} sheet={sheet} text={text} fault={fault} on={on} next={next} />
              ) : column.kind === 'tick' ? (
                text ? (
                  '已签'
                ) : (
                  ''
                )
              ) : (
                text
              )}
              {printed ? (
                <small>
                  {printed.name} {formatPoints(printed.points)}
                </small>
              ) : null}
              <Beside column={column} sheet={sheet} text={text} />
              {fault ? (
                <p id={`${idOf(no, column.key)}-fault`} className="pa-fault">
                  {fault}
                </p>
              ) : null}
            </td>
          )
        })}
      </tr>
    )
  },
  (was, now) =>
    was.cells === now.cells &&
    was.faults === now.faults &&
    was.marks === now.marks &&
    was.typing === now.typing &&
    was.sheet === now.sheet,
)

/** The text of the rule, and the names behind the numbers, so that a wrong one is seen at once. */
function Beside({ column, sheet, text }: { column: PaperColumn; sheet: PaperSheetAnswer; text: string }) {
  if (text.trim() === '') return null
  if (column.kind === 'rule') {
    const { code, slot } = readRule(text)
    const rule = sheet.rules.find((one) => one.code === code)
    if (!rule) return null
    const star =
      rule.star ?? sheet.rows[0]?.stars.find((one) => one.slot === slot && sheet.kind === 'RECORD')?.name
    return (
      <small>
        {rule.content}（{signed(rule.amount)}）{star ? `· ${star}` : ''}
      </small>
    )
  }
  if (column.kind === 'who') {
    const names = (readNumbers(text) ?? []).flatMap(
      (no) => sheet.rows.find((row) => row.no === no)?.name ?? [],
    )
    return names.length > 0 ? (
      <small>
        {names.join('、')}
        {names.length > 2 ? `（${names.length}人）` : ''}
      </small>
    ) : null
  }
  return null
}

interface CellProps {
  no: number
  column: PaperColumn
  sheet: PaperSheetAnswer
  text: string
  fault: string | undefined
  on: LineProps['on']
  next: LineProps['next']
}
function Cell({ no, column, sheet, text, fault, on, next }: CellProps) {
  const { key, kind, title } = column
  const named = {
    id: idOf(no, key),
    'data-no': no,
    'data-key': key,
    'aria-label': `第${no}行${title}`,
    ...(fault && { 'aria-invalid': true, 'aria-describedby': `${idOf(no, key)}-fault` }),
  }
  const say = (value: string) => on.current.onCell?.(no, key, value)
  const leave = () => on.current.onLeave?.(no, key)
  if (kind === 'tick')
    return (
      <Checkbox {...named} checked={text !== ''} onChange={(event) => say(event.target.checked ? '1' : '')}>
        <span className="pa-tick">已签</span>
      </Checkbox>
    )
  if (kind === 'rule')
    return (
      <AutoComplete
        {...named}
        value={text}
        variant="borderless"
        defaultActiveFirstOption
        popupMatchSelectWidth={420}
        options={suggested(sheet.rules, text)}
        onChange={(value: string) => say(value ?? '')}
        onSelect={(value: string) => {
          const rule = sheet.rules.find((one) => one.code === value)
          // The star's number is still to be typed.
          if (rule && rule.starCode === null) say(`${value}/`)
          else {
            say(value)
            next(no, key)
          }
        }}
        onBlur={leave}
      />
    )
  return (
    <Input
      {...named}
      variant="borderless"
      autoComplete="off"
      value={text}
      maxLength={300}
      inputMode={kind === 'plus' || kind === 'minus' || kind === 'points' ? 'decimal' : 'text'}
      placeholder={kind === 'day' && no === 1 ? '3.5' : ''}
      onChange={(event) => say(event.target.value)}
      onBlur={leave}
    />
  )
}

/** Those whose code begins so, then those whose words hold it; nothing where the code is whole already. */
function suggested(rules: readonly PaperRule[], text: string) {
  const { code } = readRule(text)
  if (code === '' || text.includes('/')) return []
  const begins = rules.filter((rule) => rule.code.startsWith(code))
  const holds = rules.filter((rule) => !rule.code.startsWith(code) && rule.content.includes(code))
  return [...begins.sort((a, b) => a.code.length - b.code.length), ...holds].slice(0, 12).map((rule) => ({
    value: rule.code,
    label: `${rule.code}　${rule.content}（${signed(rule.amount)}）`,
  }))
}

export const mapOf = (lines: readonly KeyedLine[]): Map<number, Cells> =>
  new Map(lines.map((line) => [line.no, line.cells]))

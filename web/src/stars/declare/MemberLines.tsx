/** The members of the village, a line each: typed in the table, the aims of each star in a sheet beside it. */
import type { Sheet, SheetLine } from '@xinghe/contract/declarations'
import { levelName } from '@xinghe/contract/words'
import { useState } from 'react'
import { memberCategories } from '../../app/categories.ts'
import {
  ActButton,
  type Column,
  DataTable,
  Field,
  FormDrawer,
  RowCard,
  Section,
  Select,
  SideSheet,
  StateTag,
  useSheet,
} from '../../ui/index.ts'
import { LineForm, levelOptions } from './LineForm.tsx'
import { isWhole, nameOf, poolOf, type TypedLine, typedOf } from './line.ts'

const words = { EXEMPT: '已免评', COMMON_ONLY: '只评共性星' }
export interface MemberLinesProps {
  sheet: Sheet
  typed: Record<string, TypedLine>
  /** Left out: only read. */
  onLine?: ((bookId: string, line: TypedLine) => void) | undefined
  /** Saves one line that was typed. */
  onSave: (bookId: string) => Promise<void>
  marked: string[]
  /** The township ticks lines to note something at. */
  onMark?: ((bookIds: string[]) => void) | undefined
}
export function MemberLines({ sheet, typed, onLine, onSave, marked, onMark }: MemberLinesProps) {
  const [many, setMany] = useState(false)
  const side = useSheet(sheet.lines, (line) => line.bookId)
  const now = (line: SheetLine) => typed[line.bookId] ?? typedOf(line)
  const pool = poolOf(sheet).map((star) => ({ value: star.code, label: star.name }))
  const set = (line: SheetLine, change: Partial<TypedLine>) =>
    onLine?.(line.bookId, { ...now(line), ...change })
  const blank = sheet.lines.filter((line) => !line.notNeeded && !isWhole(now(line)))
  // Presses inside a control must not open the row.
  const still = (children: React.ReactNode) => (
    // biome-ignore lint/a11y: only keeps the event from the row
    <span onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
      {children}
    </span>
  )
  const level = (line: SheetLine) => {
    const { targetLevel } = now(line)
    if (line.notNeeded) return <span className="xh-quiet">{words[line.notNeeded]}</span>
    return onLine
      ? still(
          <Select
            aria-label={`${line.name}目标星级`}
            className="xh-inline"
            placeholder="选择"
            value={targetLevel}
            options={levelOptions}
            onChange={(value) => set(line, { targetLevel: value })}
          />,
        )
      : targetLevel === null
        ? '—'
        : levelName(targetLevel)
  }
  const elective = (line: SheetLine, index: 0 | 1) => {
    const { electives } = now(line)
    if (line.notNeeded) return ''
    if (!onLine) return nameOf(sheet, electives[index]) || '—'
    const other = electives[1 - index]
    return still(
      <Select
        aria-label={`${line.name}自选星${index + 1}`}
        className="xh-inline"
        placeholder="选择"
        value={electives[index] || null}
        options={pool.filter(({ value }) => value !== other)}
        onChange={(value) =>
          set(line, { electives: index === 0 ? [value, electives[1] ?? ''] : [electives[0] ?? '', value] })
        }
      />,
    )
  }
  const state = (line: SheetLine) => {
    if (line.declared?.mark) return <StateTag tone="late">{line.declared.mark}</StateTag>
    if (typed[line.bookId]) return <StateTag tone="soon">未保存</StateTag>
    return line.declared ? (
      <span className="xh-quiet">
        {line.declared.filledByName === line.name ? '本人填报' : `${line.declared.filledByName}代填`}
      </span>
    ) : line.notNeeded ? (
      ''
    ) : (
      <StateTag tone="idle">未填报</StateTag>
    )
  }
  const columns: Column<SheetLine>[] = [
    { key: 'name', title: '党员', always: true, width: 110 },
    {
      key: 'category',
      title: '类别',
      width: 120,
      value: (line) => (line.category ? memberCategories[line.category] : ''),
    },
    {
      key: 'targetLevel',
      title: '目标星级',
      width: 130,
      render: level,
      value: (line) => now(line).targetLevel,
    },
    {
      key: 'a',
      title: '自选星一',
      width: 150,
      render: (line) => elective(line, 0),
      value: (line) => nameOf(sheet, now(line).electives[0]),
    },
    {
      key: 'b',
      title: '自选星二',
      width: 150,
      render: (line) => elective(line, 1),
      value: (line) => nameOf(sheet, now(line).electives[1]),
    },
    {
      key: 'targets',
      title: '各星目标',
      width: 100,
      value: (line) => (line.notNeeded ? '' : `${now(line).targets.filter(({ text }) => text).length} 颗`),
    },
    { key: 'state', title: '填报', width: 160, render: state, value: (line) => line.declared?.filledByName },
    { key: 'bookNo', title: '手册编号', width: 160, hidden: true },
  ]
  const row = side.row
  return (
    <Section
      flush
      title="党员报星"
      sentence={
        onLine
          ? '党员可在手机上自己填，支部也可代填；点开一行写各星目标。'
          : onMark
            ? '点开一行看各星目标；退回前可勾选要改的人，在其名下注明。'
            : '点开一行看各星目标。'
      }
      extra={
        onLine && blank.length > 0 ? (
          <ActButton act={() => setMany(true)}>为未填的 {blank.length} 人统一填写</ActButton>
        ) : null
      }
    >
      <DataTable
        rows={sheet.lines}
        rowKey={(line) => line.bookId}
        columns={columns}
        sheet={side}
        paging={false}
        sticky={false}
        {...(onMark
          ? {
              selected: marked,
              onSelect: onMark,
              cannotSelect: (line: SheetLine) => (line.declared ? undefined : '没有报星'),
            }
          : {})}
        card={(line) => (
          <RowCard
            title={line.name}
            beside={state(line)}
            lines={
              line.notNeeded
                ? [['说明', words[line.notNeeded]]]
                : [
                    ['类别', line.category ? memberCategories[line.category] : ''],
                    ['目标', now(line).targetLevel === null ? '—' : levelName(now(line).targetLevel)],
                    [
                      '自选星',
                      [0, 1]
                        .map((index) => nameOf(sheet, now(line).electives[index]))
                        .filter(Boolean)
                        .join('、') || '—',
                    ],
                  ]
            }
          />
        )}
      />
      <SideSheet
        {...side.side}
        title={row?.name}
        sentence={row?.category ? `${memberCategories[row.category]} · 手册 ${row.bookNo}` : undefined}
        width={720}
        acts={
          row && onLine && !row.notNeeded ? (
            <ActButton
              main
              why={
                !isWhole(now(row))
                  ? '请选好目标星级和两颗自选星'
                  : typed[row.bookId]
                    ? undefined
                    : '没有未保存的修改'
              }
              act={() => onSave(row.bookId)}
            >
              保存这一份
            </ActButton>
          ) : null
        }
      >
        {row ? (
          row.notNeeded ? (
            <p>{words[row.notNeeded]}，不需要报星。</p>
          ) : (
            <LineForm
              sheet={sheet}
              category={row.category}
              line={now(row)}
              onLine={onLine ? (line) => onLine(row.bookId, line) : undefined}
            />
          )
        ) : null}
      </SideSheet>
      <FormDrawer
        open={many}
        onClose={() => setMany(false)}
        title="统一填写"
        submit="填入"
        sentence={`将为还没有填好的 ${blank.length} 名党员填入相同的内容，填入后可逐人修改，保存后生效。`}
        onSubmit={async ({ targetLevel, electives }: { targetLevel: number; electives: string[] }) => {
          for (const line of blank) onLine?.(line.bookId, { ...now(line), targetLevel, electives })
        }}
      >
        <Field name="targetLevel" label="目标星级" required>
          <Select options={levelOptions} />
        </Field>
        <Field
          name="electives"
          label="两颗自选星"
          required
          rules={[
            {
              validator: (_, value: string[] | undefined) =>
                value?.length === 2 ? Promise.resolve() : Promise.reject(new Error('请选 2 颗')),
            },
          ]}
        >
          <Select mode="multiple" maxCount={2} options={pool} />
        </Field>
      </FormDrawer>
    </Section>
  )
}

/** Computed and final levels side by side; while the meeting is prepared, the final one is set here with its reason. */

import { determinationList, isOver } from '@xinghe/contract/lists/year-end'
import { formatPoints } from '@xinghe/contract/values'
import { levelName } from '@xinghe/contract/words'
import type { DeterminationDetail, DeterminationRow } from '@xinghe/contract/year-end'
import { useState } from 'react'
import { columnsOf, useExport } from '../../app/exports.tsx'
import {
  ActButton,
  Button,
  type Column,
  DataTable,
  Field,
  Form,
  FormDrawer,
  Input,
  RowCard,
  Select,
  StarBand,
  StateTag,
} from '../../ui/index.ts'
import { WhySheet } from '../results/index.ts'
import { bothReadings, classText, levelText, RatingTag } from './words.tsx'

export type Levels = Record<string, { level: number; reason: string }>
export const changesOf = (levels: Levels) =>
  Object.entries(levels).map(([bookId, { level, reason }]) => ({ bookId, finalLevel: level, reason }))
/** The level as it stands, or as it is being set. */
export const finalOf = (row: DeterminationRow, levels: Levels, setting: boolean): number | null =>
  setting ? (row.notRated ? null : (levels[row.bookId]?.level ?? row.suggested)) : row.finalLevel

interface LevelTableProps {
  found: DeterminationDetail
  levels: Levels
  onLevels: ((levels: Levels) => void) | undefined
}
export function LevelTable({ found, levels, onLevels }: LevelTableProps) {
  const [edited, setEdited] = useState<DeterminationRow>()
  const [only, setOnly] = useState(false)
  const [why, setWhy] = useState<{ bookId: string; slot: number }>()
  const setting = onLevels !== undefined
  // Levels that are being set are nowhere yet but on this screen.
  const exports = useExport(determinationList, { id: found.id, ...(only && { only: 'different' }) } as never)
  const org = found.subject === 'ORG'
  const final = (row: DeterminationRow) => finalOf(row, levels, setting)
  const reason = (row: DeterminationRow) =>
    row.notRated ? row.notRated : setting ? (levels[row.bookId]?.reason ?? null) : row.levelReason
  const different = (row: DeterminationRow) => (setting || row.decided) && final(row) !== row.suggested
  const finalText = (row: DeterminationRow) =>
    !setting && !row.decided ? (
      <span className="xh-quiet">未评定</span>
    ) : (
      <b className={different(row) ? 'ye-differs' : ''}>{levelText(final(row))}</b>
    )
  const edit = (row: DeterminationRow) =>
    row.notRated ? null : (
      <Button
        size="small"
        type="link"
        onClick={(event) => {
          event.stopPropagation()
          setEdited(row)
        }}
      >
        {levels[row.bookId] ? '修改' : '另定'}
      </Button>
    )
  const band = (row: DeterminationRow) => (
    <StarBand
      lit={row.lit}
      colours={row.colours}
      onWhy={(index) => setWhy({ bookId: row.bookId, slot: index + 1 })}
    />
  )
  // A result whose notice has ended keeps its state until the county confirms; the screen says that the days are over.
  const over = isOver(found.state)
  const stateOf = (row: DeterminationRow) =>
    over && row.state === 'PUBLIC_NOTICE' ? (
      <StateTag tone="done">公示期满</StateTag>
    ) : (
      <RatingTag state={row.state} />
    )
  const scored = found.rows.some((row) => row.yearEndScore !== null)
  const left = new Set(org ? ['villageName', 'category'] : ['class'])
  const columns: Column<DeterminationRow>[] = [
    ...columnsOf(
      determinationList,
      {},
      {
        name: { title: org ? '党组织' : '党员', always: true, width: org ? 150 : 90 },
        band: { render: band },
        level: { help: '每颗星各自积满才点亮，点亮几颗就是几星。' },
        floorLevel: { help: '总积分每满10分折合一星，最多十星。' },
        yearEndScore: { hidden: !scored },
        final: { render: finalText },
        class: {
          render: (row) => (different(row) && setting ? '评定后定' : classText(row.class)),
        },
        reason: { render: (row) => <span className="ye-reason">{reason(row) ?? '—'}</span> },
        state: { render: stateOf, hidden: setting },
      },
    ).filter(({ key }) => !left.has(key)),
    ...(setting
      ? [{ key: 'edit', title: '另定', width: 80, render: edit, always: true, fixed: 'end' as const }]
      : []),
  ]
  const rows = only ? found.rows.filter((row) => different(row) || row.notRated) : found.rows
  const count = found.rows.filter(different).length
  const save = ({ level, reason: words }: { level: number; reason?: string }) => {
    if (!edited) return Promise.resolve()
    const { [edited.bookId]: _, ...rest } = levels
    onLevels?.(
      level === edited.suggested
        ? rest
        : { ...rest, [edited.bookId]: { level, reason: words?.trim() ?? '' } },
    )
    return Promise.resolve()
  }
  return (
    <>
      <DataTable
        name={`${found.townshipName}${found.year}评定`}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.bookId}
        exports={setting ? false : exports}
        lead={
          <ActButton quiet={!only} act={() => setOnly(!only)}>
            {only
              ? '看全部'
              : `只看不一致和不予评星（${found.rows.filter((row) => different(row) || row.notRated).length}）`}
          </ActButton>
        }
        card={(row) => (
          <RowCard
            title={org ? row.name : `${row.name} ${row.villageName}`}
            beside={finalText(row)}
            lines={[
              ['十星', band(row)],
              ['测算', `${levelText(row.suggested)}（${bothReadings(row)}）`],
              ...(row.yearEndScore === null ? [] : [['年终得分', formatPoints(row.yearEndScore)] as const]),
              ...(reason(row) ? [['理由', reason(row)] as const] : []),
              ...(setting ? [] : [['状态', stateOf(row)] as const]),
            ]}
            foot={setting ? edit(row) : undefined}
          />
        )}
        empty={{ title: only ? '没有不一致的评定' : '没有参评的对象' }}
      />
      {setting && count > 0 ? (
        <p>
          <StateTag tone="soon">{`另定 ${count} 项，与测算不一致，会议评定后列入差异报告，旗委组织部可以看到`}</StateTag>
        </p>
      ) : null}
      <FormDrawer<{ level: number; reason?: string }>
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={edited ? `${edited.name}评定星级` : ''}
        sentence={
          edited
            ? `测算${levelText(edited.suggested)}（${bothReadings(edited)}）。测算只是建议，会议另定的须写明理由。`
            : undefined
        }
        submit="采用"
        initial={
          edited
            ? {
                level: levels[edited.bookId]?.level ?? edited.suggested ?? 0,
                reason: levels[edited.bookId]?.reason ?? '',
              }
            : {}
        }
        onSubmit={save}
      >
        <Field name="level" label="评定星级" required>
          <Select
            options={Array.from({ length: 11 }, (_, index) => ({
              value: 10 - index,
              label: `${levelName(10 - index)}${10 - index === edited?.suggested ? '（与测算一致）' : ''}`,
            }))}
          />
        </Field>
        <Form.Item noStyle dependencies={['level']}>
          {({ getFieldValue }) =>
            getFieldValue('level') === edited?.suggested ? null : (
              <Field name="reason" label="理由" required missing="评定星级与测算不一致，请写明理由">
                <Input.TextArea
                  autoSize={{ minRows: 3 }}
                  maxLength={300}
                  showCount
                  placeholder="写事实和依据，公示后群众和旗委组织部都看得到结果"
                />
              </Field>
            )
          }
        </Form.Item>
      </FormDrawer>
      <WhySheet star={why} onClose={() => setWhy(undefined)} />
    </>
  )
}

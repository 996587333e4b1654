/** How generous the checkers of each place are, beside the middle of all places. */

import { type Fairness, type Measure, measureKeys, measures } from '@xinghe/contract/fairness'
import { checkersList, measureText as shown } from '@xinghe/contract/lists/fairness'
import type { ReactNode } from 'react'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { pathTo } from '../../app/paths.ts'
import { To } from '../../app/To.tsx'
import { Button, DataTable, RowCard, Section, StateTag } from '../../ui/index.ts'
import { type PartProps, placeWord } from './hint.ts'
import './fairness.css'

type Row = Fairness['places'][number]
const help: Record<Measure, string> = {
  memberPoints: '每名参评党员手册上的积分，平均数',
  villagePoints: '每个党组织手册上的积分，平均数',
  passed: '已入账的申报单占已办结（已入账和不予认定）的比例',
  returned: '至少退回过一次的申报单占已提交的比例',
}

export function Checkers({ found, onHint, onOpen }: PartProps & { onOpen: (row: Row) => void }) {
  const { area, limits, middle, year } = found
  // A village has one organisation: its points are its own, not a measure of whoever checks.
  const asked = measureKeys.filter((measure) => area.townships || measure !== 'villagePoints')
  const query = { year, unitId: area.unitId as never }
  const exports = useExport(checkersList, query)
  const link = (row: Row, measure: Measure, text: ReactNode) => {
    if (measure === 'returned' || measure === 'passed')
      return (
        <Button
          type="link"
          className="fair-link"
          onClick={() =>
            onHint({
              of: 'slips',
              unitId: row.unitId,
              name: row.name,
              which: measure === 'passed' ? 'refused' : 'returned',
            })
          }
        >
          {text}
        </Button>
      )
    const subject = measure === 'memberPoints' ? 'MEMBER' : 'ORG'
    const where = area.townships ? { townshipId: row.unitId } : { villageId: row.unitId }
    return <To to={pathTo('/points/books', {}, { year, subject, ...where })}>{text}</To>
  }
  const cell = (row: Row, measure: Measure) => {
    const far = row.far.find((one) => one.measure === measure)
    return (
      <span className="fair-cell">
        {link(row, measure, shown(measure, row.values[measure]))}
        {far ? <StateTag tone="soon">{far.side === 'above' ? '偏高' : '偏低'}</StateTag> : null}
      </span>
    )
  }
  const name = (row: Row) =>
    area.townships ? (
      <Button type="link" className="fair-link" onClick={() => onOpen(row)}>
        {row.name}
      </Button>
    ) : (
      row.name
    )
  const seen = new Set<string>(['name', 'handedIn', ...asked])
  const columns = columnsOf(checkersList, query, {
    name: { title: placeWord(found), always: true, fixed: 'start', render: name },
    ...Object.fromEntries(
      asked.map((measure) => [
        measure,
        { help: help[measure], align: 'right' as const, render: (row: Row) => cell(row, measure) },
      ]),
    ),
  }).filter(({ key }) => seen.has(key))
  return (
    <Section
      title="认定尺度"
      sentence={`与${area.townships ? '各苏木镇' : '各嘎查村'}的中位数比：积分相差${limits.pointsPercent}%、比例相差${limits.sharePercent}个百分点以上的有提示。差别可能有正当的原因。`}
      flush
    >
      <p className="fair-middle">
        中位数：
        {asked.map((measure) => `${measures[measure]} ${shown(measure, middle[measure])}`).join('，')}
      </p>
      <DataTable
        name={`${year}年认定尺度`}
        exports={exports}
        rows={found.places}
        rowKey={(row) => row.unitId}
        columns={columns}
        paging={false}
        sticky={false}
        card={(row) => (
          <RowCard
            title={name(row)}
            beside={`${row.handedIn} 件`}
            lines={asked.map((measure) => [measures[measure], cell(row, measure)] as const)}
          />
        )}
      />
    </Section>
  )
}

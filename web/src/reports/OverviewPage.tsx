/** Where each township of the county, or each village of a township, stands in the five procedures. */
import { getTownshipOverview, type OverviewRow } from '@xinghe/contract/overview'
import { levelName, orgClasses } from '@xinghe/contract/words'
import { useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { To } from '../app/To.tsx'
import { useView } from '../app/use-view.ts'
import {
  type Column,
  DataTable,
  Figure,
  Figures,
  Filters,
  Loaded,
  PageHead,
  RowCard,
  Section,
  StarBand,
  StateTag,
  StepRibbon,
} from '../ui/index.ts'

const ribbon = (row: OverviewRow, size: 'cell' | 'head') => (
  <StepRibbon size={size} steps={row.steps.map((one) => ({ ...one, note: one.note ?? undefined }))} />
)
const isVillage = (row: OverviewRow | undefined) => row?.kind === 'VILLAGE' || row?.kind === 'COMMUNITY'

function LastYear({ row }: { row: OverviewRow }) {
  if (!isVillage(row)) {
    const { I, II, III, tenStar } = row.lastYearClasses
    if (I + II + III === 0) return <span className="xh-quiet">—</span>
    return (
      <span className="xh-num">
        一类 {I}（十星 {tenStar}） · 二类 {II} · 三类 {III}
      </span>
    )
  }
  const { lastYear } = row
  if (!lastYear) return <span className="xh-quiet">没有结果</span>
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, flexWrap: 'wrap' }}>
      {lastYear.lit ? <StarBand size={14} stars={starsIn(lastYear)} /> : null}
      {levelName(lastYear.level)}
      {lastYear.class ? ` · ${orgClasses[lastYear.class]}` : ''}
    </span>
  )
}
/** Colours where the scheme gives them; a lit star without colour is plain. */
const starsIn = ({ lit, colours }: { lit: string | null; colours: string | null }) =>
  [...(lit ?? '')]
    .map((on, index) =>
      on === '1' ? (colours && 'GSR'.includes(colours[index] ?? '-') ? colours[index] : '1') : '-',
    )
    .join('')
const late = (row: OverviewRow) =>
  row.overdue > 0 ? <StateTag tone="late">超期 {row.overdue}</StateTag> : null

export default function OverviewPage() {
  const me = useMe()
  const [view, setView] = useView({ unitId: '', year: 0 })
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const year = view.year || thisYear
  const query = { ...(view.unitId && { unitId: view.unitId }), ...(year && { year }) }
  const answer = useAnswer(getTownshipOverview, { query }, { when: me !== undefined, keep: true })
  const open = (row: OverviewRow) =>
    isVillage(row) ? undefined : setView({ unitId: row.unitId }, { push: true })
  const rows = answer.data?.rows
  const villages = isVillage(rows?.[0])
  const columns: Column<OverviewRow>[] = [
    {
      key: 'name',
      title: villages ? '嘎查村' : '苏木镇',
      width: 150,
      always: true,
      fixed: 'start',
      render: (row) => <b>{row.name}</b>,
    },
    {
      key: 'steps',
      title: '五道程序',
      width: 330,
      render: (row) => ribbon(row, 'cell'),
      value: (row) => row.steps.filter((one) => one.state === 'done').length,
    },
    ...(villages
      ? []
      : [{ key: 'villages', title: '嘎查村', kind: 'number' as const, width: 90, sum: true }]),
    { key: 'members', title: '党员', kind: 'number', width: 90, sum: true },
    {
      key: 'entries',
      title: '本季度积分',
      kind: 'number',
      width: 120,
      sum: true,
      help: '本季度已入账的积分条数',
    },
    { key: 'waiting', title: '在办', kind: 'number', width: 80, sum: true },
    { key: 'overdue', title: '超期', kind: 'number', width: 80, sum: true },
    {
      key: 'lastYear',
      title: `${year - 1}年结果`,
      width: 280,
      render: (row) => <LastYear row={row} />,
      value: (row) => row.lastYear?.level ?? row.lastYearClasses.I,
    },
  ]
  return (
    <>
      <Loaded answer={answer}>
        {({ total, quarter }) => (
          <>
            <PageHead
              back={
                view.unitId && me?.post.unitId !== view.unitId ? (
                  <To to="/reports/overview" view={{ year: view.year }}>
                    返回{me?.post.unitName}
                  </To>
                ) : null
              }
              title={`${total.name} 五道程序`}
              sentence={`${year}年${villages ? '各嘎查村' : '各苏木镇'}科学设星、定标报星、动态评星、挂牌授星、严格用星的进展。`}
              beside={late(total)}
            />
            <Filters
              view={{ year }}
              onView={(patch) => setView(patch as { year: number })}
              items={[
                {
                  key: 'year',
                  label: '年度',
                  kind: 'pick',
                  options: [thisYear - 1, thisYear].map((one) => ({ value: one, label: `${one}年` })),
                },
              ]}
            />
            <Section>{ribbon(total, 'head')}</Section>
            <Figures>
              {total.villages > 1 ? <Figure label="嘎查村" value={total.villages} unit="个" /> : null}
              <Figure label="党员" value={total.members} unit="人" />
              <Figure
                label={`${['一', '二', '三', '四'][quarter - 1]}季度积分`}
                value={total.entries}
                unit="条"
              />
              <Figure
                label="在办"
                value={total.waiting}
                unit="件"
                note={total.overdue ? `其中超期 ${total.overdue} 件` : undefined}
              />
              {total.lastYearClasses.I + total.lastYearClasses.II + total.lastYearClasses.III > 0 &&
              !isVillage(total) ? (
                <Figure
                  label={`${year - 1}年一类`}
                  value={total.lastYearClasses.I}
                  unit="个"
                  note={`其中十星级 ${total.lastYearClasses.tenStar} 个`}
                />
              ) : null}
            </Figures>
          </>
        )}
      </Loaded>
      {rows && rows.length === 0 ? null : (
        <DataTable
          name={`${year}年五道程序`}
          exports
          answer={answer}
          rows={rows}
          rowKey={(row) => row.unitId}
          columns={columns}
          {...(villages ? {} : { onOpen: open })}
          paging={false}
          card={(row) => (
            <RowCard
              title={row.name}
              beside={late(row)}
              lines={[
                ['程序', ribbon(row, 'cell')],
                ['党员', `${row.members} 人`],
                ['在办', `${row.waiting} 件`],
                [`${year - 1}年`, <LastYear key="last" row={row} />],
              ]}
            />
          )}
        />
      )}
    </>
  )
}

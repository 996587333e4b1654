/** 总览: a county or a township in one year: the five procedures, results and entries as charts, against the year before. */
import { FundProjectionScreenOutlined } from '@ant-design/icons'
import { getTownshipOverview, type OverviewRow } from '@xinghe/contract/overview'
import { formatInstant } from '@xinghe/contract/values'
import type { Subject } from '@xinghe/contract/words'
import { useMemo, useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { To } from '../app/To.tsx'
import { useView } from '../app/use-view.ts'
import { Figure, Figures, Filters, Loaded, PageHead, Section } from '../ui/index.ts'
import type { Area, Behind } from './area.ts'
import { BehindSheet } from './BehindSheet.tsx'
import { EntryCharts } from './EntryCharts.tsx'
import { ResultCharts } from './ResultCharts.tsx'
import { isVillage, late, ribbon, StepTable } from './StepTable.tsx'
import { WorkCharts } from './WorkCharts.tsx'
import './reports.css'

const quarters = ['一', '二', '三', '四']

export default function OverviewPage() {
  const me = useMe()
  const [view, setView] = useView({ unitId: '', year: 0, subject: '' })
  const [behind, setBehind] = useState<Behind>()
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const year = view.year || thisYear
  const unitId = view.unitId || me?.post.unitId || ''
  const answer = useAnswer(
    getTownshipOverview,
    { query: { unitId, year } },
    { when: me !== undefined, keep: true },
  )
  const kind = answer.data?.total.kind
  const village = isVillage(answer.data?.total)
  // Of one organisation there is nothing to compare: a village looks at its members.
  const subject = (view.subject || (village ? 'MEMBER' : 'ORG')) as Subject
  const area = useMemo<Area>(
    () => ({
      unitId,
      townshipId: kind === 'TOWNSHIP' || kind === 'STREET' ? unitId : '',
      year,
      subject,
    }),
    [unitId, kind, year, subject],
  )
  const open = (row: OverviewRow) => setView({ unitId: row.unitId }, { push: true })
  return (
    <>
      <Loaded answer={answer}>
        {({ total, rows, quarter, years, asOf }) => (
          <>
            <PageHead
              back={
                view.unitId && me?.post.unitId !== view.unitId ? (
                  <To to="/reports/overview" view={{ year: view.year, subject: view.subject }}>
                    返回{me?.post.unitName}
                  </To>
                ) : null
              }
              title={`${total.name} 总览`}
              sentence="一年的程序、结果和积分，与上一年对比；图上每一段、表中每个数都能点开看是哪些。"
              beside={late(total)}
              acts={
                <To to="/wall" view={{ unitId: view.unitId }} className="reports-wall">
                  <FundProjectionScreenOutlined /> 大屏
                </To>
              }
            />
            <Filters
              view={{ year, subject }}
              onView={(patch) => setView(patch)}
              items={[
                {
                  key: 'year',
                  label: '年度',
                  kind: years.length > 4 ? 'choose' : 'pick',
                  options: years.map((one) => ({ value: one, label: `${one}年` })),
                },
                {
                  key: 'subject',
                  label: '对象',
                  kind: 'pick',
                  options: [
                    { value: 'ORG', label: '党组织' },
                    { value: 'MEMBER', label: '党员' },
                  ],
                },
              ]}
            />
            <Section>{ribbon(total, 'head')}</Section>
            <Figures>
              {total.villages > 1 ? <Figure label="嘎查村" value={total.villages} unit="个" /> : null}
              <Figure label="党员" value={total.members} unit="人" />
              <Figure label={`${quarters[quarter - 1]}季度积分`} value={total.entries} unit="条" />
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
            {asOf ? (
              <p className="xh-quiet" role="note">
                范围较大，数字每小时汇总一次，截至 {formatInstant(asOf)}
              </p>
            ) : null}
            <WorkCharts total={total} rows={rows} onBehind={setBehind} />
            {village && subject === 'ORG' ? null : <ResultCharts area={area} onBehind={setBehind} />}
            <EntryCharts area={area} onBehind={setBehind} />
            {rows.length > 0 ? (
              <StepTable rows={rows} year={year} unitId={total.unitId} onOpen={open} />
            ) : null}
          </>
        )}
      </Loaded>
      <BehindSheet area={area} behind={behind} onClose={() => setBehind(undefined)} />
    </>
  )
}

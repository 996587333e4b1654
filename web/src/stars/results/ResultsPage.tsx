/** The results of a year: the figures of the report, and every row behind them. */
import { resultsList, resultTownshipsList, yearsWord } from '@xinghe/contract/lists/results'
import { listResults, type ResultRow, summariseResults } from '@xinghe/contract/results'
import { formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses, type Subject, starColours } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAnswer } from '../../app/call.ts'
import { columnsOf, useExport } from '../../app/exports.tsx'
import { useMe } from '../../app/me.ts'
import { useView } from '../../app/use-view.ts'
import {
  DataTable,
  Figure,
  Figures,
  Filters,
  Loaded,
  PageHead,
  RowCard,
  Section,
  SideSheet,
  StarBand,
  StateTag,
} from '../../ui/index.ts'
import { PastResults } from './PastResults.tsx'
import { WhySheet } from './WhySheet.tsx'
import { Years } from './Years.tsx'
import './why.css'

const defaults = {
  year: 0,
  subject: 'ORG',
  townshipId: '',
  level: '',
  class: '',
  colour: '',
  changed: '',
  q: '',
  page: 1,
  size: 50,
}

const factsOf = (row: ResultRow) =>
  Array.from({ length: 10 }, (_, at) => ({
    name: row.starNames[at] ?? '本类别不设此星',
    points: row.points[at],
    lightAt: row.lightAt ?? undefined,
  }))

export default function ResultsPage() {
  const me = useMe()
  const [view, setView] = useView(defaults)
  const [asked, setAsked] = useState<{ bookId: string; slot: number; title: string }>()
  const [years, setYears] = useState<ResultRow>()
  const subject = view.subject as Subject
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const first = useAnswer(
    summariseResults,
    { query: { year: thisYear - 1, subject } },
    { when: thisYear > 0 },
  )
  const year =
    view.year ||
    (first.data && first.data.total + first.data.past === 0
      ? (first.data.years[0] ?? thisYear - 1)
      : thisYear - 1)
  const summarised = { year, subject, ...(view.townshipId && { townshipId: view.townshipId }) }
  const summary = useAnswer(summariseResults, { query: summarised }, { when: thisYear > 0, keep: true })
  const query = {
    year,
    subject,
    ...(view.townshipId && { townshipId: view.townshipId }),
    ...(view.level && { level: view.level === 'none' ? ('none' as const) : Number(view.level) }),
    ...(view.class && { class: view.class as 'I' }),
    ...(view.colour && { colour: view.colour as 'G' }),
    ...(view.changed && { changed: 'yes' as const }),
    ...(view.q && { q: view.q }),
  }
  const list = useAnswer(
    listResults,
    { query: { ...query, page: view.page, size: view.size } },
    { when: thisYear > 0, keep: true },
  )
  const exports = useExport(resultsList, query as never)
  const townships = useExport(resultTownshipsList, summarised)
  const ask = (row: ResultRow) => (at: number) =>
    row.starNames[at] &&
    setAsked({ bookId: row.bookId, slot: at + 1, title: `${row.name} · ${row.starNames[at]}` })
  const band = (row: ResultRow) => (
    <StarBand size={14} lit={row.lit} colours={row.colours} facts={factsOf(row)} onWhy={ask(row)} />
  )
  const level = (row: ResultRow) => (
    <span>
      {row.vetoed ? <StateTag tone="late">不予评星</StateTag> : levelName(row.finalLevel)}
      {row.finalLevel !== row.suggestedLevel && !row.vetoed ? (
        <div className="xh-quiet" title={row.levelReason ?? ''}>
          计算为{levelName(row.suggestedLevel)}
        </div>
      ) : null}
      {row.standing ? null : (
        <div>
          <StateTag tone="waiting">拟定，未备案</StateTag>
        </div>
      )}
    </span>
  )
  const columns = columnsOf(resultsList, query as never, {
    name: { always: true, fixed: 'start' },
    stars: { always: true, render: band },
    finalLevel: { render: level },
  })
  const people = subject === 'MEMBER' ? '名' : '个'
  const past = summary.data?.past ?? 0
  /** A year before the program: nothing was rated here. */
  const onlyPast = past > 0 && summary.data?.total === 0
  return (
    <>
      <PageHead
        title="评定结果"
        sentence="一年的星级、类别和颜色；按星带上的每一颗星，可以看到它由哪些积分得来。"
      />
      <Filters
        view={{ ...view, year }}
        onView={(patch) => setView({ ...patch, page: 1 })}
        items={[
          {
            key: 'subject',
            label: '对象',
            kind: 'pick',
            options: [
              { value: 'ORG', label: '党组织' },
              { value: 'MEMBER', label: '党员' },
            ],
          },
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: (summary.data?.years ?? [year]).map((one) => ({ value: one, label: `${one}年` })),
          },
        ]}
      />
      <Loaded answer={summary}>
        {(sum) =>
          onlyPast ? null : (
            <>
              <Section title={`${year}年度${subject === 'ORG' ? '嘎查村党组织' : '农牧民党员'}`}>
                {sum.sentence ? (
                  <p className="results-sentence">{sum.sentence}</p>
                ) : (
                  <p className="xh-quiet">
                    {sum.total > 0
                      ? '结果尚未经旗委组织部备案，以下为拟定结果。'
                      : '本年度还没有评定结果，年终综合评定后在这里公布。'}
                  </p>
                )}
                <Figures>
                  <Figure
                    label="参评"
                    value={sum.total}
                    unit={people}
                    note={sum.exempt > 0 ? `另有免评 ${sum.exempt} ${people}` : undefined}
                  />
                  {subject === 'ORG'
                    ? sum.byClass.map((one) => (
                        <Figure
                          key={one.class}
                          label={orgClasses[one.class ?? 'III']}
                          value={one.count}
                          unit="个"
                        />
                      ))
                    : null}
                  {sum.byLevel
                    .filter((one) => one.level !== null && one.level >= 8)
                    .map((one) => (
                      <Figure key={one.level} label={levelName(one.level)} value={one.count} unit={people} />
                    ))}
                  {sum.byColour
                    .filter((one) => one.stars > 0)
                    .map((one) => (
                      <Figure
                        key={one.colour}
                        label={starColours[one.colour]}
                        value={one.stars}
                        unit="颗"
                        note={`${one.subjects} ${people}获得`}
                      />
                    ))}
                  {sum.changed > 0 ? (
                    <Figure label="评定与计算不同" value={sum.changed} unit={people} />
                  ) : null}
                  {sum.notRated > 0 ? <Figure label="不予评星" value={sum.notRated} unit={people} /> : null}
                </Figures>
              </Section>
              {sum.byTownship.length > 1 ? (
                <Section title="各苏木镇" flush>
                  <DataTable
                    name={`${year}年度各苏木镇评定结果`}
                    exports={townships}
                    rows={sum.byTownship}
                    rowKey={(row) => row.townshipId}
                    paging={false}
                    sticky={false}
                    onOpen={(row) => setView({ townshipId: row.townshipId, page: 1 })}
                    columns={columnsOf(resultTownshipsList, summarised, { name: { always: true } })}
                    card={(row) => (
                      <RowCard
                        title={row.name}
                        beside={`${row.total}${people}`}
                        lines={[
                          [
                            '星级',
                            `十星 ${row.ten} · 九星 ${row.nine} · 八星 ${row.eight} · 七星及以下 ${row.below}`,
                          ],
                        ]}
                      />
                    )}
                  />
                </Section>
              ) : null}
            </>
          )
        }
      </Loaded>
      {past > 0 ? <PastResults year={year} subject={subject} view={view} onView={setView} /> : null}
      {onlyPast ? null : (
        <>
          <Filters
            view={view}
            onView={(patch) => setView({ ...patch, page: 1 })}
            items={[
              ...((summary.data?.byTownship.length ?? 0) > 1 || view.townshipId
                ? [
                    {
                      key: 'townshipId',
                      label: '苏木镇',
                      options: (first.data?.byTownship ?? summary.data?.byTownship ?? []).map((one) => ({
                        value: one.townshipId,
                        label: one.name,
                      })),
                    },
                  ]
                : []),
              {
                key: 'level',
                label: '星级',
                options: [
                  ...[10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((one) => ({
                    value: String(one),
                    label: levelName(one),
                  })),
                  { value: 'none', label: levelName(null) },
                ],
              },
              ...(subject === 'ORG'
                ? [
                    {
                      key: 'class',
                      label: '类别',
                      options: Object.entries(orgClasses).map(([value, label]) => ({ value, label })),
                    },
                  ]
                : []),
              {
                key: 'colour',
                label: '颜色',
                options: Object.entries(starColours).map(([value, label]) => ({
                  value,
                  label: `有${label}`,
                })),
              },
              {
                key: 'changed',
                label: '差异',
                all: '全部结果',
                options: [{ value: 'yes', label: '评定与计算不同' }],
              },
              { key: 'q', label: subject === 'ORG' ? '党组织或嘎查村' : '姓名或嘎查村', kind: 'search' },
            ]}
          />
          <DataTable
            name={`${year}年度评定结果`}
            answer={list}
            rows={list.data?.rows}
            rowKey={(row) => row.bookId}
            columns={columns}
            onOpen={setYears}
            exports={exports}
            paging={{
              page: view.page,
              size: view.size,
              total: list.data?.total ?? 0,
              onPage: (page, size) => setView({ page, size }),
            }}
            card={(row) => (
              <RowCard
                title={row.name}
                beside={level(row)}
                lines={[
                  ['十星', band(row)],
                  ['历年', yearsWord({ ...row, level: row.finalLevel })],
                  ['所在', `${row.townshipName}${subject === 'MEMBER' ? row.villageName : ''}`],
                  [
                    '总积分',
                    `${formatPoints(row.total ?? 0)} 分${row.class ? ` · ${orgClasses[row.class]}` : ''}`,
                  ],
                ]}
              />
            )}
            empty={{ title: '没有符合条件的结果', hint: '换一个年度或放宽筛选条件再看。' }}
          />
        </>
      )}
      <SideSheet
        open={years !== undefined}
        onClose={() => setYears(undefined)}
        title={years?.name ?? ''}
        sentence="历年星级"
      >
        {years ? <Years bookId={years.bookId} /> : null}
      </SideSheet>
      <WhySheet star={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}

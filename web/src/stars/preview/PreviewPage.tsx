/** 预评: what the year end would give as of an instant, township by township. It decides nothing. */
import { beginPreview, getPreview } from '@xinghe/contract/previews'
import type { AnswerOf } from '@xinghe/contract/route'
import { formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses, type Subject } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { useCan, useMe } from '../../app/me.ts'
import { useView } from '../../app/use-view.ts'
import { ErrandProgress } from '../../errands/index.ts'
import { useUnits } from '../../org/units.ts'
import {
  ActButton,
  type Column,
  DataTable,
  DateText,
  Empty,
  Filters,
  PageHead,
  RowCard,
  SideSheet,
  StarBand,
} from '../../ui/index.ts'

type Row = AnswerOf<typeof getPreview>['rows'][number]

const band = (row: Row) => <StarBand size={12} stars={row.colours.replaceAll('N', '1')} />
const lacks = (row: Row): string =>
  row.level === null
    ? '有一票否决情形或民主评议不合格，不评星'
    : row.lacking === 0
      ? ''
      : row.lackingSlot
        ? `第${row.lackingSlot}颗星还差${formatPoints(row.lacking as never)}分`
        : `升一级还差${formatPoints(row.lacking as never)}分`

export default function PreviewPage() {
  const me = useMe()
  const can = useCan()
  const { units } = useUnits()
  const townships = units.filter(({ kind }) => kind === 'TOWNSHIP' || kind === 'STREET')
  const [view, setView] = useView({ year: 0, subject: 'ORG', townshipId: '' })
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const year = view.year || thisYear
  const subject = view.subject as Subject
  const townshipId = view.townshipId || townships[0]?.id || ''
  const answer = useAnswer(
    getPreview,
    { query: { year, subject, townshipId } },
    { when: year > 0 && townshipId !== '', keep: true },
  )
  const begin = useAct(beginPreview, { stale: [getPreview] })
  const [errandId, setErrandId] = useState<string>()
  const org = subject === 'ORG'
  const ranked = answer.data?.rows.some((row) => row.rank !== null) ?? false
  const columns: Column<Row>[] = [
    ...(ranked ? [{ key: 'rank', title: '全旗县名次', width: 110 }] : []),
    { key: 'name', title: org ? '党组织' : '姓名', always: true, width: 200 },
    ...(org ? [] : [{ key: 'villageName', title: '嘎查村', width: 130 }]),
    {
      key: 'total',
      title: '总积分',
      width: 100,
      align: 'right',
      render: (row) => formatPoints(row.total as never),
    },
    { key: 'level', title: '星级', width: 100, render: (row) => levelName(row.level) },
    ...(org
      ? [
          {
            key: 'class',
            title: '类别',
            width: 90,
            render: (row: Row) => (row.class ? orgClasses[row.class] : ''),
          },
        ]
      : []),
    { key: 'stars', title: '十星', width: 190, render: band, value: (row) => row.colours, sort: false },
    { key: 'lacks', title: '差多少', render: lacks, value: (row) => row.lacking },
  ]
  return (
    <>
      <PageHead
        title="预评"
        sentence="按某一时刻的积分，把全年所有积分册一次评完，提前看到年终会是什么结果。只供工作参考，不决定、不公示、不改变任何结果。"
        acts={
          can('year_end.confirm') ? (
            <ActButton main act={async () => setErrandId((await begin.run({ body: { year } })).errandId)}>
              重新预评{year}年度
            </ActButton>
          ) : null
        }
      />
      <Filters
        view={{ ...view, year, townshipId }}
        onView={setView}
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
            options: [thisYear, thisYear - 1].map((value) => ({ value, label: `${value}年` })),
          },
          ...(townships.length > 1
            ? [
                {
                  key: 'townshipId',
                  label: '苏木镇',
                  kind: 'pick' as const,
                  options: townships.map(({ id, shortName }) => ({ value: id, label: shortName })),
                },
              ]
            : []),
        ]}
      />
      {answer.data?.asOf ? (
        <p>
          截至 <DateText value={answer.data.asOf} time /> 的积分
        </p>
      ) : null}
      {answer.data && !answer.data.asOf ? (
        <Empty
          title={`还没有${year}年度的预评`}
          hint={
            can('year_end.confirm')
              ? '按右上角“重新预评”，在后台评完全部积分册。'
              : '组织部预评之后，可以在这里查看。'
          }
        />
      ) : (
        <DataTable
          name="预评"
          answer={answer}
          rows={answer.data?.rows}
          rowKey={(row) => row.bookId}
          columns={columns}
          card={(row) => (
            <RowCard
              title={row.name}
              beside={levelName(row.level)}
              lines={[
                ...(org ? [] : [['嘎查村', row.villageName] as const]),
                ['总积分', formatPoints(row.total as never)],
                ...(org ? [['类别', row.class ? orgClasses[row.class] : ''] as const] : []),
                ['十星', band(row)],
                ...(lacks(row) ? [['差多少', lacks(row)] as const] : []),
              ]}
            />
          )}
          empty={{ title: '这个苏木镇没有积分册', hint: '换一个苏木镇或年度看看。' }}
        />
      )}
      <SideSheet
        open={errandId !== undefined}
        onClose={() => setErrandId(undefined)}
        title={`${year}年度预评`}
        width={520}
      >
        {errandId ? <ErrandProgress id={errandId} onDone={() => void answer.refetch()} /> : null}
      </SideSheet>
    </>
  )
}

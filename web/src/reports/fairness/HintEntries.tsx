import type { listBurstEntries } from '@xinghe/contract/fairness'
import type { AnswerOf } from '@xinghe/contract/route'
import type { useAnswer } from '../../app/call.ts'
import { To } from '../../app/To.tsx'
import { DataTable, DateText, Points, RowCard } from '../../ui/index.ts'

type Entry = AnswerOf<typeof listBurstEntries>['rows'][number]
interface Props {
  answer: ReturnType<typeof useAnswer<typeof listBurstEntries>>
  page: number
  size: number
  onPage: (page: number) => void
}
const book = (row: Entry) => (
  <To to="/points/books/:id" params={{ id: row.bookId }}>
    {row.name}
  </To>
)

/** Entries of the ledger in the order of place and time, each with its book. */
export const HintEntries = ({ answer, page, size, onPage }: Props) => (
  <DataTable
    answer={answer}
    rows={answer.data?.rows}
    rowKey={(row) => row.id}
    sticky={false}
    paging={{ page, size, total: answer.data?.total ?? 0, onPage }}
    columns={[
      { key: 'villageName', title: '嘎查村', width: 120 },
      { key: 'name', title: '对象', width: 150, always: true, render: book },
      { key: 'factOn', title: '发生', kind: 'day', width: 120 },
      {
        key: 'postedAt',
        title: '入账',
        width: 170,
        render: (row) => <DateText value={row.postedAt} time />,
      },
      { key: 'reason', title: '事由', width: 180 },
      { key: 'counted', title: '计入', kind: 'points', width: 80 },
      { key: 'checkedBy', title: '核查', width: 90 },
    ]}
    card={(row) => (
      <RowCard
        title={book(row)}
        beside={<Points value={row.counted} sign unit />}
        lines={[
          ['事由', row.reason],
          ['嘎查村', row.villageName],
          ['入账', <DateText key="posted" value={row.postedAt} time />],
        ]}
      />
    )}
  />
)

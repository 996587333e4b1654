import type { listBurstEntries } from '@xinghe/contract/fairness'
import { burstEntriesList } from '@xinghe/contract/lists/fairness'
import type { AnswerOf } from '@xinghe/contract/route'
import type { useAnswer } from '../../app/call.ts'
import { columnsOf, type useExport } from '../../app/exports.tsx'
import { To } from '../../app/To.tsx'
import { DataTable, DateText, Points, RowCard } from '../../ui/index.ts'

type Entry = AnswerOf<typeof listBurstEntries>['rows'][number]
interface Props {
  answer: ReturnType<typeof useAnswer<typeof listBurstEntries>>
  page: number
  size: number
  onPage: (page: number) => void
  exports: ReturnType<typeof useExport>
}
const book = (row: Entry) => (
  <To to="/points/books/:id" params={{ id: row.bookId }}>
    {row.name}
  </To>
)

/** Entries of the ledger in the order of place and time, each with its book. */
export const HintEntries = ({ answer, page, size, onPage, exports }: Props) => (
  <DataTable
    answer={answer}
    rows={answer.data?.rows}
    rowKey={(row) => row.id}
    sticky={false}
    paging={{ page, size, total: answer.data?.total ?? 0, onPage }}
    exports={exports}
    columns={columnsOf(
      burstEntriesList,
      {},
      {
        name: { always: true, render: book },
        postedAt: { render: (row) => <DateText value={row.postedAt} time /> },
      },
    )}
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

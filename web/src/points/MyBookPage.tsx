import { getMyBook } from '@xinghe/contract/points'
import { useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import { Filters, Loaded } from '../ui/index.ts'
import { BookView } from './BookView.tsx'

/** What a member opens on his phone: his own book. */
export default function MyBookPage() {
  const me = useMe()
  const [view, setView] = useView({ year: 0 })
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const year = view.year || thisYear
  const answer = useAnswer(getMyBook, { query: { year } }, { when: me !== undefined })
  return (
    <>
      <Filters
        view={{ year }}
        onView={setView}
        items={[
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: [thisYear - 1, thisYear].map((one) => ({ value: one, label: `${one}年` })),
          },
        ]}
      />
      <Loaded answer={answer}>{(book) => <BookView book={book} />}</Loaded>
    </>
  )
}

import { getMyBook } from '@xinghe/contract/points'
import { useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import { Filters, Loaded } from '../ui/index.ts'
import { BookView } from './BookView.tsx'
import { Viewers } from './Viewers.tsx'

/** What a member opens on his phone: his own book. */
export default function MyBookPage() {
  const me = useMe()
  const [view, setView] = useView({ year: 0 })
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  // In January the new year's book is not open yet: without a choice the newest one is shown.
  const answer = useAnswer(
    getMyBook,
    { query: view.year ? { year: view.year } : {} },
    { when: me !== undefined, kept: () => me?.post.post === 'MEMBER' },
  )
  const year = view.year || answer.data?.year || thisYear
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
      {me ? <Viewers /> : null}
    </>
  )
}

import { getBook } from '@xinghe/contract/points'
import { useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { usePathParams } from '../app/use-view.ts'
import { Loaded } from '../ui/index.ts'
import { BookView } from './BookView.tsx'

export default function BookPage() {
  const { id } = usePathParams<'id'>()
  const answer = useAnswer(getBook, { params: { id } })
  return (
    <Loaded answer={answer}>
      {(book) => <BookView book={book} back={<To to="/points/books">返回积分手册</To>} />}
    </Loaded>
  )
}

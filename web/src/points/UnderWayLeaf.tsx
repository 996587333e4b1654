import type { Book } from '@xinghe/contract/points'
import { formatDay } from '@xinghe/contract/values'
import { BookPage } from '../ui/index.ts'
import { SlipTag, signed } from './words.tsx'

/** What was handed in and does not count yet. */
export function UnderWayLeaf({ book, onOpen }: { book: Book; onOpen: (slipId: string) => void }) {
  return (
    <BookPage title="办理中的申报" sentence="已登记、还没有入账的事；确认、核查后计入上面各页。">
      <ul className="pt-underway">
        {book.underWay.map((slip) => (
          <li key={slip.id}>
            <button type="button" className="xh-plain-button" onClick={() => onOpen(slip.id)}>
              <span>
                <b>{slip.reason}</b>
                <small>
                  {formatDay(slip.factOn)} · {slip.lines.find((line) => line.bookId === book.id)?.star} ·{' '}
                  {signed(
                    slip.lines
                      .filter((line) => line.bookId === book.id)
                      .reduce((sum, line) => sum + line.amount, 0),
                  )}{' '}
                  分
                </small>
                {slip.state === 'RETURNED' ? <em>退回：{slip.returnReason}</em> : null}
              </span>
              <SlipTag state={slip.state} />
            </button>
          </li>
        ))}
      </ul>
    </BookPage>
  )
}

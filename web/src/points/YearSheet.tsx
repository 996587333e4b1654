import type { Book } from '@xinghe/contract/points'
import { BookPage, Points } from '../ui/index.ts'
import { QuarterTag } from './words.tsx'

const quarters = ['一季度', '二季度', '三季度', '四季度']
/** 年度汇总: stars × quarters, as on the form that is posted in the village. */
export function YearSheet({ book, onWhy }: { book: Book; onWhy: (slot: number) => void }) {
  return (
    <BookPage title="年度积分汇总" sentence="各星各季度计入的积分；季度结账、公示、封账后不再改动。">
      <div className="pt-year-wrap">
        <table className="pt-year">
          <thead>
            <tr>
              <th scope="col">星</th>
              {quarters.map((quarter, at) => (
                <th key={quarter} scope="col" className="xh-num">
                  {quarter}
                  {book.quarters[at]?.state ? <QuarterTag state={book.quarters[at].state} /> : null}
                </th>
              ))}
              <th scope="col" className="xh-num">
                年度
              </th>
            </tr>
          </thead>
          <tbody>
            {book.stars.map((star) => (
              <tr key={star.slot} data-gap={star.slot === 6 || star.slot === 9 || undefined}>
                <th scope="row">{star.name}</th>
                {star.quarters.map((points, at) => (
                  <td key={quarters[at]} className="xh-num">
                    <Points value={points} />
                  </td>
                ))}
                <td className="xh-num">
                  <button type="button" className="xh-why" onClick={() => onWhy(star.slot)}>
                    <Points value={star.points} />
                    <span className="xh-hidden">，看为什么</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">合计</th>
              {book.quarters.map((quarter) => (
                <td key={quarter.quarter} className="xh-num">
                  <Points value={quarter.points} />
                </td>
              ))}
              <td className="xh-num">
                <Points value={book.total} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </BookPage>
  )
}

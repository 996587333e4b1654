/** A leaf of the book: a head, ruled lines in the columns of the real form, a sum at the foot. */
import type { ReactNode } from 'react'
import { DateText, Points } from '../figures.tsx'

export interface BookPageProps {
  title: ReactNode
  /** Beside the title: the star, lit or not. */
  mark?: ReactNode
  /** Below: what the star asks for. */
  sentence?: ReactNode
  /** Right: the points, with why. */
  aside?: ReactNode
  children: ReactNode
}
export function BookPage({ title, mark, sentence, aside, children }: BookPageProps) {
  return (
    <>
      <header className="xh-leaf-head">
        {mark}
        <div>
          <h2>{title}</h2>
          {sentence ? <p>{sentence}</p> : null}
        </div>
        {aside ? <div className="xh-leaf-aside">{aside}</div> : null}
      </header>
      {children}
    </>
  )
}

export interface BookEntry {
  key: string
  on: string
  reason: ReactNode
  /** Hundredths; negative stands under 扣分. */
  points: number
  /** Who signed: 支部书记审核. */
  by?: ReactNode
  /** Small, below the reason: rule, cap, evidence. */
  note?: ReactNode
  /** Reversed: struck through in red and never gone. */
  struck?: { on: string; reason: string; by?: string } | undefined
  /** Not yet counted: 待确认. */
  pending?: string | undefined
}
export interface BookLinesProps {
  entries: readonly BookEntry[]
  /** At the foot: 本页合计. Counted from the entries that stand when left out. */
  sum?: ReactNode
  /** Empty ruled lines up to so many, as on paper. */
  ruled?: number
  onOpen?: ((key: string) => void) | undefined
  caption?: string
}
/** 登记时间 | 加（扣）分事由 | 加分 | 扣分 | 审核 */
export function BookLines({ entries, sum, ruled = 6, onOpen, caption = '积分登记' }: BookLinesProps) {
  const total = entries.reduce(
    (all, { points, struck, pending }) => (struck || pending ? all : all + points),
    0,
  )
  return (
    <table className="xh-lines">
      <caption className="xh-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">登记时间</th>
          <th scope="col">加（扣）分事由</th>
          <th scope="col" className="xh-num">
            加分
          </th>
          <th scope="col" className="xh-num">
            扣分
          </th>
          <th scope="col">审核</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ key, on, reason, points, by, note, struck, pending }) => (
          <tr key={key} data-struck={struck ? true : undefined} data-pending={pending ? true : undefined}>
            <td>
              <DateText value={on} />
            </td>
            <td>
              <div className="xh-line-reason">
                {onOpen ? (
                  <button type="button" className="xh-why" onClick={() => onOpen(key)}>
                    {reason}
                  </button>
                ) : (
                  reason
                )}
              </div>
              {note ? <div className="xh-line-note">{note}</div> : null}
              {struck ? (
                <div className="xh-line-correction">
                  <DateText value={struck.on} /> 冲正：{struck.reason}
                  {struck.by ? `（${struck.by}）` : ''}
                </div>
              ) : null}
              {pending ? <div className="xh-line-note">{pending}</div> : null}
            </td>
            <td className="xh-num xh-line-points">{points > 0 ? <Points value={points} /> : null}</td>
            <td className="xh-num xh-line-points">{points < 0 ? <Points value={-points} /> : null}</td>
            <td>{by}</td>
          </tr>
        ))}
        {Array.from({ length: Math.max(0, ruled - entries.length) }, (_, index) => (
          <tr key={`blank${index}`} className="xh-line-blank">
            <td colSpan={5}>{entries.length === 0 && index === 0 ? '本页还没有登记' : ' '}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>本页合计</td>
          <td colSpan={2} className="xh-num">
            {sum ?? <Points value={total} unit />}
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  )
}

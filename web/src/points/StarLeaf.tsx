import type { Book, BookEntry } from '@xinghe/contract/points'
import { slipStates } from '@xinghe/contract/slips'
import { formatPoints } from '@xinghe/contract/values'
import { starKinds } from '@xinghe/contract/words'
import { BookLines, BookPage, type BookEntry as Line, Star, type StarMark } from '../ui/index.ts'
import { limitsOf, signed } from './words.tsx'

export interface StarLeafProps {
  book: Book
  star: Book['stars'][number]
  onEntry: (id: string) => void
  onSlip: (id: string) => void
  onWhy: () => void
}
const markOf = ({ lit, colour }: Book['stars'][number]): StarMark =>
  !lit ? '-' : colour === 'N' ? '1' : (colour as StarMark)

const noteOf = (entry: BookEntry): string =>
  [
    entry.status === 'RECOUNT' ? '冲正后按上限重新计入' : `${entry.ruleCode} ${entry.ruleText}`,
    entry.counted !== entry.claimed && entry.status === 'STANDING'
      ? `申报 ${signed(entry.claimed)} 分，已到上限，计入 ${formatPoints(entry.counted)} 分`
      : '',
    entry.source === 'IMPORTED' ? '纸质手册导入' : '',
    entry.late ? `补记，计入第${entry.quarter}季度` : '',
    entry.evidence.length > 0 ? `佐证 ${entry.evidence.length} 件` : '',
  ]
    .filter(Boolean)
    .join(' · ')

/** A page of one star: ruled lines, corrections struck in red, what waits in grey. */
export function StarLeaf({ book, star, onEntry, onSlip, onWhy }: StarLeafProps) {
  const lines: Line[] = book.entryRows
    .filter((entry) => entry.slot === star.slot && entry.status !== 'REVERSAL')
    .map((entry) => ({
      key: entry.id,
      on: entry.factOn,
      reason: entry.reason,
      points: entry.status === 'REVERSED' ? entry.claimed : entry.counted,
      by: entry.checkedBy ?? entry.confirmedBy ?? entry.enteredBy,
      note: noteOf(entry),
      struck: entry.reversed
        ? { on: entry.reversed.at, reason: entry.reversed.reason, by: entry.reversed.by }
        : undefined,
    }))
  const waiting: Line[] = book.underWay.flatMap((slip) =>
    slip.lines
      .filter((line) => line.bookId === book.id && line.slot === star.slot && !line.struck)
      .map((line) => ({
        key: `slip ${slip.id}`,
        on: slip.factOn,
        reason: slip.reason,
        points: line.amount,
        note: `${line.ruleCode} ${line.ruleText}`,
        pending: `${slipStates[slip.state]}，尚未计入`,
      })),
  )
  return (
    <BookPage
      title={star.name}
      sentence={`${starKinds[star.kind]}：${star.requirement}`}
      mark={
        <svg width="44" height="42" viewBox="0 0 44 42" aria-hidden="true">
          <Star mark={markOf(star)} height={40} />
        </svg>
      }
      aside={
        <>
          <button type="button" className="xh-why pt-leaf-points" onClick={onWhy}>
            {formatPoints(star.points)} 分<span className="xh-hidden">，看为什么</span>
          </button>
          <small>
            {star.lit
              ? '已点亮'
              : `满 ${formatPoints(book.lightAt)} 分点亮，还差 ${formatPoints(star.missing)} 分`}
          </small>
        </>
      }
    >
      <BookLines
        entries={[...lines, ...waiting]}
        caption={`${star.name}积分登记`}
        sum={`${formatPoints(star.points)} 分`}
        onOpen={(key) => (key.startsWith('slip ') ? onSlip(key.slice(5)) : onEntry(key))}
      />
      <details className="pt-leaf-rules">
        <summary>本星的评定细则（{star.rules.length} 条）</summary>
        <ul>
          {star.rules.map((rule) => (
            <li key={rule.code}>
              <span>
                <b>{rule.code}</b> {rule.content}
                <small>{limitsOf(rule)}</small>
              </span>
              <span className="xh-num">
                {formatPoints(rule.counted)}
                {rule.cap === null ? '' : ` / ${formatPoints(rule.cap)}`} 分
              </span>
            </li>
          ))}
        </ul>
      </details>
    </BookPage>
  )
}

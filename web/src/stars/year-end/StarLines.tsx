/** The ten stars of one book: points, what the assessment moved, and, for the group, what it moves now. */

import { formatPoints } from '@xinghe/contract/values'
import { starKinds } from '@xinghe/contract/words'
import type { SheetBook } from '@xinghe/contract/year-end'
import { useState } from 'react'
import { DateText, Input, Points, PointsInput, StateTag } from '../../ui/index.ts'
import { WhySheet } from '../results/index.ts'
import { type Draft, pointsWith, setChange } from './draft.ts'

interface StarLinesProps {
  book: SheetBook
  lightAt: number
  draft: Draft
  /** Left out: read only. */
  onDraft?: ((draft: Draft) => void) | undefined
}
export function StarLines({ book, lightAt, draft, onDraft }: StarLinesProps) {
  const [why, setWhy] = useState<number>()
  return (
    <>
      <table className="ye-lines">
        <thead>
          <tr>
            <th>星</th>
            <th className="ye-number">积分</th>
            <th>点亮</th>
            {onDraft ? <th>增减</th> : null}
            {onDraft ? <th className="ye-why">理由</th> : null}
          </tr>
        </thead>
        <tbody>
          {book.stars.map((star) => {
            const typed = draft.changes[book.bookId]?.[star.slot] ?? { delta: null, reason: '' }
            const points = pointsWith(draft, book, star.slot)
            const change = (patch: Partial<typeof typed>) =>
              onDraft?.(setChange(draft, book.bookId, star.slot, { ...typed, ...patch }))
            return (
              <tr key={star.slot} data-gap={star.slot === 5 || star.slot === 8 ? '1' : undefined}>
                <td>
                  <button type="button" className="xh-why" onClick={() => setWhy(star.slot)}>
                    {star.name}
                    <span className="xh-hidden">，看积分和佐证</span>
                  </button>{' '}
                  <span className="xh-quiet">{starKinds[star.kind]}</span>
                </td>
                <td className="ye-number">
                  <Points value={points} />
                  {star.adjusted !== 0 ? (
                    <span className="xh-quiet">
                      （核定 <Points value={star.adjusted} sign />）
                    </span>
                  ) : null}
                </td>
                <td>
                  {points >= lightAt ? (
                    <StateTag tone="done">点亮</StateTag>
                  ) : (
                    <StateTag tone="idle">{`差 ${formatPoints(lightAt - Math.max(0, points))} 分`}</StateTag>
                  )}
                </td>
                {onDraft ? (
                  <td className="ye-delta">
                    <span className="ye-label">增减</span>
                    <PointsInput
                      aria-label={`${star.name}增减分值`}
                      min={-10000}
                      max={10000}
                      value={typed.delta}
                      onChange={(delta) => change({ delta })}
                    />
                  </td>
                ) : null}
                {onDraft ? (
                  <td className="ye-wide">
                    {typed.delta || typed.reason ? (
                      <Input
                        aria-label={`${star.name}增减理由`}
                        placeholder="增减理由，记入账册"
                        maxLength={200}
                        status={typed.delta && !typed.reason.trim() ? 'error' : ''}
                        value={typed.reason}
                        onChange={({ target }) => change({ reason: target.value })}
                      />
                    ) : null}
                  </td>
                ) : null}
              </tr>
            )
          })}
        </tbody>
      </table>
      {book.changes.length > 0 ? (
        <ul className="ye-past">
          {book.changes.map((one, index) => (
            <li key={`${one.at}-${index}`}>
              <DateText value={one.at} /> {one.byName}：
              {book.stars.find((star) => star.slot === one.slot)?.name} <Points value={one.delta} sign unit />
              ，{one.reason}
            </li>
          ))}
        </ul>
      ) : null}
      <WhySheet
        star={
          why === undefined
            ? undefined
            : {
                bookId: book.bookId,
                slot: why,
                title: `${book.name} ${book.stars.find((star) => star.slot === why)?.name ?? ''}`,
              }
        }
        onClose={() => setWhy(undefined)}
      />
    </>
  )
}

import type { ReactNode } from 'react'
import { DateText } from './figures.tsx'
import type { Tone } from './tokens.ts'
import './timeline.css'

export interface TimelineItem {
  /** Instant or day; nothing for what is still to come. */
  at?: string | null | undefined
  who?: ReactNode
  what: ReactNode
  why?: ReactNode
  tone?: Tone
}
/** Who did what, when and why; the newest first or last as given. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className="xh-timeline">
      {items.map(({ at, who, what, why, tone = 'idle' }, index) => (
        <li key={index} data-tone={tone}>
          <div>
            <b>{what}</b>
            {who ? <span>{who}</span> : null}
          </div>
          {why ? <p>{why}</p> : null}
          {at ? (
            <div className="xh-quiet">
              <DateText value={at} time />
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

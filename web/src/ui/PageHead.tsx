import type { CSSProperties, ReactNode } from 'react'
import './page.css'

export interface PageHeadProps {
  title: ReactNode
  /** One sentence: what this page is for. */
  sentence?: ReactNode
  /** Beside the title: a tag, a band. */
  beside?: ReactNode
  /** Right: the one primary act, and quieter ones before it. */
  acts?: ReactNode
  /** Above the title: a link back (`<To …>返回 …</To>`). */
  back?: ReactNode
}
export function PageHead({ title, sentence, beside, acts, back }: PageHeadProps) {
  return (
    <header className="xh-head">
      <div className="xh-head-text">
        {back ? <div className="xh-head-back">{back}</div> : null}
        <div className="xh-head-title">
          <h1>{title}</h1>
          {beside}
        </div>
        {sentence ? <p>{sentence}</p> : null}
      </div>
      {acts ? <div className="xh-head-acts">{acts}</div> : null}
    </header>
  )
}

export interface SectionProps {
  title?: ReactNode
  sentence?: ReactNode
  extra?: ReactNode
  children: ReactNode /** No padding: for a table. */
  flush?: boolean
}
/** A white card with a heading: the parts of a page. */
export function Section({ title, sentence, extra, children, flush = false }: SectionProps) {
  return (
    <section className={flush ? 'xh-section xh-section-flush' : 'xh-section'}>
      {title || extra ? (
        <header>
          <div>
            <h2>{title}</h2>
            {sentence ? <p>{sentence}</p> : null}
          </div>
          {extra}
        </header>
      ) : null}
      <div className="xh-section-body">{children}</div>
    </section>
  )
}

export interface FactsProps {
  items: readonly { label: string; value: ReactNode; wide?: boolean }[]
  columns?: 1 | 2 | 3
}
/** Labelled facts of one record. */
export function Facts({ items, columns = 2 }: FactsProps) {
  return (
    <dl className="xh-facts" style={{ '--columns': columns } as CSSProperties}>
      {items.map(({ label, value, wide }) => (
        <div key={label} className={wide ? 'xh-facts-wide' : ''}>
          <dt>{label}</dt>
          <dd>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface FigureProps {
  label: ReactNode
  value: ReactNode
  unit?: string
  note?: ReactNode
}
/** A large number with its word. Stand several in `<Figures>`. */
export function Figure({ label, value, unit, note }: FigureProps) {
  return (
    <div className="xh-figure">
      <div className="xh-figure-label">{label}</div>
      <div className="xh-figure-value">
        {value}
        {unit ? <small>{unit}</small> : null}
      </div>
      {note ? <div className="xh-figure-note">{note}</div> : null}
    </div>
  )
}
export const Figures = ({ children }: { children: ReactNode }) => <div className="xh-figures">{children}</div>

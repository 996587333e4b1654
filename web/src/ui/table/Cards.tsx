import { Checkbox, Skeleton } from 'antd'
import type { ReactNode } from 'react'

interface CardsProps<Row> {
  rows: readonly Row[]
  rowKey: (row: Row) => string
  card: (row: Row) => ReactNode
  onOpen?: ((row: Row, index: number) => void) | undefined
  openKey?: string | undefined
  waiting: boolean
  selected?: readonly string[] | undefined
  onSelect?: ((keys: string[], rows: Row[]) => void) | undefined
  cannotSelect?: ((row: Row) => string | undefined) | undefined
}
/** The rows of a table as cards, for the phone. */
export function Cards<Row>({
  rows,
  rowKey,
  card,
  onOpen,
  openKey,
  waiting,
  selected = [],
  onSelect,
  cannotSelect,
}: CardsProps<Row>) {
  if (waiting && rows.length === 0)
    return (
      <div className="xh-card">
        <Skeleton active paragraph={{ rows: 3 }} />
      </div>
    )
  const tick = (key: string, on: boolean) => {
    const keys = on ? [...selected, key] : selected.filter((one) => one !== key)
    onSelect?.(
      keys,
      rows.filter((row) => keys.includes(rowKey(row))),
    )
  }
  return (
    <ul className="xh-cards">
      {rows.map((row, index) => {
        const key = rowKey(row)
        return (
          <li
            key={key}
            data-row-key={key}
            className={key === openKey ? 'xh-card xh-row-open' : 'xh-card'}
            tabIndex={onOpen ? 0 : undefined}
            onClick={(event) => {
              if (onOpen && !(event.target as HTMLElement).closest('a, button, input, label'))
                onOpen(row, index)
            }}
            onKeyDown={(event) => {
              if (onOpen && event.key === 'Enter' && event.target === event.currentTarget) onOpen(row, index)
            }}
          >
            {onSelect ? (
              <Checkbox
                className="xh-card-tick"
                aria-label="选择"
                checked={selected.includes(key)}
                disabled={cannotSelect?.(row) !== undefined}
                onChange={({ target }) => tick(key, target.checked)}
              />
            ) : null}
            <div className="xh-card-body">{card(row)}</div>
          </li>
        )
      })}
    </ul>
  )
}

export interface RowCardProps {
  title: ReactNode
  beside?: ReactNode
  lines?: readonly (readonly [string, ReactNode])[]
  foot?: ReactNode
}
/** The usual card: a title with a tag, labelled lines, acts at the foot. */
export function RowCard({ title, beside, lines = [], foot }: RowCardProps) {
  return (
    <>
      <div className="xh-card-head">
        <b>{title}</b>
        {beside}
      </div>
      {lines.length ? (
        <dl>
          {lines.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {foot ? <div className="xh-card-foot">{foot}</div> : null}
    </>
  )
}

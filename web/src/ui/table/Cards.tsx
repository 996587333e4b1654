import { Checkbox, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { rowKeys } from './row-keys.ts'

interface CardsProps<Row> {
  rows: readonly Row[]
  rowKey: (row: Row) => string
  card: (row: Row) => ReactNode
  onOpen?: ((row: Row) => void) | undefined
  openKey?: string | undefined
  waiting: boolean
  nothing: ReactNode
  selected?: readonly string[] | undefined
  onSelect?: ((keys: string[]) => void) | undefined
  cannotSelect?: ((row: Row) => string | undefined) | undefined
}
/** The rows of a table as cards, for the phone. */
export function Cards<Row>(props: CardsProps<Row>) {
  const {
    rows,
    rowKey,
    card,
    onOpen,
    openKey,
    waiting,
    nothing,
    selected = [],
    onSelect,
    cannotSelect,
  } = props
  if (rows.length === 0)
    return waiting ? (
      <div className="xh-card">
        <Skeleton active paragraph={{ rows: 3 }} />
      </div>
    ) : (
      nothing
    )
  const tick = (key: string, on: boolean) =>
    onSelect?.(on ? [...selected, key] : selected.filter((one) => one !== key))
  return (
    <ul className="xh-cards">
      {rows.map((row) => {
        const key = rowKey(row)
        return (
          <li
            key={key}
            data-row-key={key}
            className={key === openKey ? 'xh-card xh-row-open' : 'xh-card'}
            {...(onOpen ? rowKeys(() => onOpen(row), true) : {})}
          >
            {onSelect ? (
              <Checkbox
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

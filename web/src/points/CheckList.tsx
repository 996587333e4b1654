import { PaperClipOutlined } from '@ant-design/icons'
import type { SlipRow } from '@xinghe/contract/slips'
import { formatDay } from '@xinghe/contract/values'
import { useEffect, useRef } from 'react'
import { ActButton, Checkbox } from '../ui/index.ts'
import { namesOf, signed, sumOf } from './words.tsx'

export interface CheckListProps {
  rows: readonly SlipRow[]
  total: number
  page: number
  size: number
  openId: string | undefined
  ticked: ReadonlySet<string>
  seen: ReadonlySet<string>
  onOpen: (id: string) => void
  onTick: (id: string) => void
  onTickAll: (all: boolean) => void
  onPage: (page: number) => void
}
/** The queue: one line a slip, ticked for passing together, a mark on what was looked at. */
export function CheckList(props: CheckListProps) {
  const { rows, total, page, size, openId, ticked, seen, onOpen, onTick, onTickAll, onPage } = props
  const current = useRef<HTMLLIElement>(null)
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [openId])
  const looked = rows.filter((row) => seen.has(row.id)).length
  const last = Math.ceil(total / size)
  return (
    <section className="pt-queue" aria-label="待办理的申报单">
      <header>
        <Checkbox
          checked={ticked.size === rows.length}
          indeterminate={ticked.size > 0 && ticked.size < rows.length}
          onChange={({ target }) => onTickAll(target.checked)}
        >
          全选本页
        </Checkbox>
        <span className="xh-quiet">
          共 {total} 张，已查看 {looked} 张
        </span>
      </header>
      <ul>
        {rows.map((row) => (
          <li
            key={row.id}
            ref={row.id === openId ? current : null}
            data-open={row.id === openId || undefined}
          >
            <Checkbox
              aria-label={`选择${namesOf(row)}的申报单`}
              checked={ticked.has(row.id)}
              onChange={() => onTick(row.id)}
            />
            <button
              type="button"
              onClick={() => onOpen(row.id)}
              aria-current={row.id === openId || undefined}
            >
              <span className="pt-queue-top">
                <b>{namesOf(row)}</b>
                <span className="xh-num">{signed(sumOf(row))}</span>
              </span>
              <span className="pt-queue-reason">{row.reason}</span>
              <span className="xh-quiet">
                {formatDay(row.factOn)} · {row.villageName}
                {row.late ? ' · 补记' : ''}
                {row.evidence.length > 0 ? (
                  <>
                    {' '}
                    · <PaperClipOutlined aria-label="佐证" /> {row.evidence.length}
                  </>
                ) : null}
                {row.checker === 'TOWNSHIP' ? ' · 逐张核查' : ''}
                {seen.has(row.id) ? ' · 已查看' : ''}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {last > 1 ? (
        <footer>
          <ActButton size="small" why={page <= 1 ? '已是第一页' : undefined} act={() => onPage(page - 1)}>
            上一页
          </ActButton>
          <span className="xh-quiet">
            第 {page} / {last} 页
          </span>
          <ActButton
            size="small"
            why={page >= last ? '已是最后一页' : undefined}
            act={() => onPage(page + 1)}
          >
            下一页
          </ActButton>
        </footer>
      ) : null}
    </section>
  )
}

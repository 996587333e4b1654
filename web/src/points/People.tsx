import type { MemberCategory } from '@xinghe/contract/words'
import { useState } from 'react'
import { memberCategories } from '../app/categories.ts'
import { Checkbox, Empty, Input } from '../ui/index.ts'
import type { Sheet, SheetBook } from './entry.ts'
import { signed } from './words.tsx'

interface Counted {
  counted: number
  amount: number
  problem: string | null
}
export interface PeopleProps {
  sheet: Sheet
  able: readonly SheetBook[]
  countOf: ReadonlyMap<string, Counted>
  ticked: readonly string[]
  onTick: (ids: readonly string[]) => void
}
/** Who took part: each with what it would count, or why it cannot. Space ticks, the arrow keys walk as in any list. */
export function People({ sheet, able, countOf, ticked, onTick }: PeopleProps) {
  const [search, setSearch] = useState('')
  const rows = sheet.books.filter((book) => book.name.includes(search.trim()))
  const open = new Set(able.filter((book) => !countOf.get(book.id)?.problem).map((book) => book.id))
  const shownOpen = rows.filter((book) => open.has(book.id)).map((book) => book.id)
  const all = shownOpen.length > 0 && shownOpen.every((id) => ticked.includes(id))
  const some = shownOpen.some((id) => ticked.includes(id))
  if (sheet.books.length === 0) return <Empty small title="没有手册" hint="设星方案发布后，手册自动建立。" />
  return (
    <>
      <div className="pt-people-head">
        <Checkbox
          checked={all}
          indeterminate={some && !all}
          disabled={shownOpen.length === 0}
          onChange={({ target }) =>
            onTick(
              target.checked
                ? [...new Set([...ticked, ...shownOpen])]
                : ticked.filter((id) => !shownOpen.includes(id)),
            )
          }
        >
          全选（{shownOpen.length}）
        </Checkbox>
        <Input
          allowClear
          aria-label="按姓名查找"
          placeholder="按姓名查找"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is moved by the arrow keys too */}
      <ul className="pt-people" tabIndex={0} aria-label="适用的人">
        {rows.map((book) => {
          const known = countOf.get(book.id)
          const problem = book.exempt
            ? '免评'
            : able.length > 0 && !able.includes(book)
              ? '类别或自选星不适用'
              : known?.problem
          return (
            <li key={book.id} data-off={problem ? true : undefined}>
              <Checkbox
                checked={ticked.includes(book.id) && !problem}
                disabled={Boolean(problem) || able.length === 0}
                onChange={({ target }) =>
                  onTick(target.checked ? [...ticked, book.id] : ticked.filter((id) => id !== book.id))
                }
              >
                {book.name}
                {book.category ? <small>{memberCategories[book.category as MemberCategory]}</small> : null}
              </Checkbox>
              <span className="xh-num">
                {problem ? (
                  <small>{problem}</small>
                ) : known ? (
                  known.counted === known.amount ? (
                    signed(known.counted)
                  ) : (
                    <small>已到上限，计入 {signed(known.counted)}</small>
                  )
                ) : null}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

import { type ReactNode, useState } from 'react'
import { Button } from '../ui/index.ts'

/** 依据: own choice. So many are told before somebody asks for all. */
const first = 8

/** What is missing, by name: `还没有党员的嘎查村（12）：…`. Nothing missing, nothing said. */
export function Names({ title, names }: { title: string; names: readonly string[] }) {
  const [all, setAll] = useState(false)
  if (names.length === 0) return null
  const shown = all ? names : names.slice(0, first)
  return (
    <p className="xh-guide-lack">
      <b>
        {title}（{names.length}）：
      </b>
      {shown.join('、')}
      {names.length > first ? <More all={all} count={names.length} onPress={() => setAll(!all)} /> : null}
    </p>
  )
}

/** Rows of which the first few are shown. */
export function Rows({ rows }: { rows: readonly { key: string; name: string; children: ReactNode }[] }) {
  const [all, setAll] = useState(false)
  return (
    <>
      <ul className="xh-guide-rows">
        {(all ? rows : rows.slice(0, first)).map(({ key, name, children }) => (
          <li key={key}>
            <b>{name}</b>
            <div className="xh-guide-tags">{children}</div>
          </li>
        ))}
      </ul>
      {rows.length > first ? <More all={all} count={rows.length} onPress={() => setAll(!all)} /> : null}
    </>
  )
}

const More = ({ all, count, onPress }: { all: boolean; count: number; onPress: () => void }) => (
  <Button type="link" size="small" aria-expanded={all} onClick={onPress}>
    {all ? '收起' : `全部${count}个`}
  </Button>
)

/** 大屏: the year of an area on a wall. It asks again every minute by itself; cut off, it says of when its figures are. */
import { formatInstant } from '@xinghe/contract/values'
import { getWall, type Wall } from '@xinghe/contract/wall'
import { type CSSProperties, useEffect, useState } from 'react'
import { useAnswer } from '../../app/call.ts'
import { To } from '../../app/To.tsx'
import { useView } from '../../app/use-view.ts'
import { wallInks } from '../../ui/tokens.ts'
import { Notices, Progress } from './Panels.tsx'
import { Tile } from './Tile.tsx'
import './wall.css'

const seconds = 60
/** Squares beside each other in a tile: wall.css. */
const perRow = 5
const inks = Object.fromEntries(
  Object.entries(wallInks).map(([name, ink]) => [`--wall-${name}`, ink]),
) as CSSProperties

/** The time on this device, twice a minute is enough for hours and minutes. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 15_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

export default function WallPage() {
  const [{ unitId }] = useView({ unitId: '' })
  const now = useNow()
  const { data, error, dataUpdatedAt, refetch } = useAnswer(
    getWall,
    { query: unitId ? { unitId } : {} },
    { every: seconds },
  )
  // A wall hangs for weeks: whatever was wrong at the start, it goes on asking.
  useEffect(() => {
    if (data || !error) return
    const timer = setInterval(() => void refetch(), 15_000)
    return () => clearInterval(timer)
  }, [data, error, refetch])
  const old = error !== null || now.getTime() - dataUpdatedAt > 2.5 * seconds * 1000
  return (
    <main className="wall" style={inks}>
      {data ? (
        <Board data={data} now={now} old={old} unitId={unitId} />
      ) : (
        <p className="wall-wait" role="status">
          {error ? '网络不通，恢复后自动显示。' : '正在取数。'}
        </p>
      )}
    </main>
  )
}

interface BoardProps {
  data: Wall
  now: Date
  old: boolean
  unitId: string
}
function Board({ data, now, old, unitId }: BoardProps) {
  const { classes, due, resultYear } = data
  const most = Math.max(...data.townships.map(({ villages }) => villages.length))
  const taken = formatInstant(data.at)
  const figures: [label: string, value: number, unit: string, ink?: string][] = [
    ['嘎查村', data.villages, '个'],
    ['党员', data.members, '人'],
    ...(resultYear === null
      ? []
      : ([
          [`${resultYear}年十星级`, data.tenStar, '个', 'gold'],
          [`${resultYear}年一类`, classes.I, '个'],
          [`${resultYear}年二类`, classes.II, '个'],
          [`${resultYear}年三类`, classes.III, '个', classes.III > 0 ? 'third' : undefined],
        ] as [string, number, string, string?][])),
    [`${data.year}年积分`, data.entries, '条'],
    ['在办', due.waiting, '件'],
    ['七日内到期', due.soon, '件'],
    ['超期', due.overdue, '件', due.overdue > 0 ? 'late' : undefined],
  ]
  return (
    <>
      <header className="wall-head">
        <h1>{data.area}星级管理</h1>
        <p className={old ? 'wall-old' : ''} role="status">
          {old ? '网络中断，以下为' : '数据截至'} {taken}
        </p>
        <time dateTime={now.toISOString()}>{formatInstant(now.toISOString())}</time>
        <To to="/reports/overview" view={{ unitId }}>
          退出大屏
        </To>
      </header>
      <dl className="wall-figures">
        {figures.map(([label, value, unit, ink]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd style={ink ? { color: `var(--wall-${ink})` } : undefined}>
              {value.toLocaleString('zh-CN')}
              <small>{unit}</small>
            </dd>
          </div>
        ))}
      </dl>
      <section
        className="wall-tiles"
        aria-label="各苏木镇"
        style={{ '--rows': Math.max(1, Math.ceil(most / perRow)) } as CSSProperties}
        data-count={data.townships.length > 1 ? 'many' : 'one'}
      >
        {data.townships.map((one) => (
          <Tile key={one.unitId} township={one} year={data.year} named={data.townships.length === 1} />
        ))}
        {resultYear === null ? null : <Key year={resultYear} />}
      </section>
      <aside className="wall-side">
        <Progress steps={data.stepCounts} year={data.year} />
        <Notices notices={data.notices} />
      </aside>
    </>
  )
}

const key = [
  ['ten', '10', '十星级'],
  ['I', '9', '一类'],
  ['II', '7', '二类'],
  ['III', '4', '三类'],
  ['none', '—', '无结果'],
] as const
/** What the squares mean. */
const Key = ({ year }: { year: number }) => (
  <div className="wall-key">
    <h2>{year}年评定</h2>
    <p>一格一个嘎查村，格中为星数</p>
    <ul>
      {key.map(([kind, sign, word]) => (
        <li key={kind}>
          <i className={`wall-village wall-${kind}`} aria-hidden="true">
            {sign}
          </i>
          {word}
        </li>
      ))}
    </ul>
  </div>
)

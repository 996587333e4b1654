import { noticeKinds } from '@xinghe/contract/notices'
import { formatDay } from '@xinghe/contract/values'
import type { Wall } from '@xinghe/contract/wall'
import { steps as words } from '@xinghe/contract/words'

const states = [
  ['done', '完成'],
  ['now', '进行'],
  ['late', '逾期'],
  ['todo', '未开始'],
] as const

/** Of all villages, how many are where in each of the five procedures. */
export const Progress = ({ steps, year }: { steps: Wall['stepCounts']; year: number }) => (
  <section className="wall-panel">
    <h2>{year}年五道程序</h2>
    <ul className="wall-progress">
      {steps.map((one) => (
        <li key={one.step}>
          <span>{words[one.step]}</span>
          <div className="wall-bar" aria-hidden="true">
            {states.map(([state]) =>
              one[state] > 0 ? (
                <i key={state} className={`wall-bar-${state}`} style={{ flexGrow: one[state] }} />
              ) : null,
            )}
          </div>
          <b>
            {states
              .filter(([state]) => state !== 'todo' && one[state] > 0)
              .map(([state, word]) => `${word} ${one[state]}`)
              .join(' · ') || '未开始'}
          </b>
        </li>
      ))}
    </ul>
  </section>
)

const quarters = ['一', '二', '三', '四']
const short = (day: string) => formatDay(day).replace(/^\d+年/, '')

export const Notices = ({ notices }: { notices: Wall['notices'] }) => (
  <section className="wall-panel wall-notices">
    <h2>最近公示</h2>
    {notices.length === 0 ? <p>还没有公示。</p> : null}
    <ul>
      {notices.map((one) => (
        <li key={`${one.kind} ${one.year} ${one.quarter}`}>
          <b>
            {one.year}年{one.quarter ? `${quarters[one.quarter - 1]}季度` : ''}
            {noticeKinds[one.kind].replace('季度', '')}
          </b>
          <span>
            {one.units} 个单位 · {short(one.startsOn)}至{short(one.endsOn)} ·{' '}
            {one.running > 0 ? `公示中 ${one.running}` : '已结束'}
          </span>
        </li>
      ))}
    </ul>
  </section>
)

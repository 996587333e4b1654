import type { Wall } from '@xinghe/contract/wall'
import { levelName, orgClasses, steps } from '@xinghe/contract/words'

type Township = Wall['townships'][number]
type Village = Township['villages'][number]

const kindOf = ({ rated, level, class: of }: Village): string =>
  !rated ? 'none' : level === 10 ? 'ten' : (of ?? 'none')
const words = (one: Village): string =>
  one.rated ? `${levelName(one.level)}${one.class ? `，${orgClasses[one.class]}` : ''}` : '无结果'

interface TileProps {
  township: Township
  year: number
  /** The villages' names too, where one tile has the room. */
  named: boolean
}
/** A township: a square a village by class with its level, and how far this year's procedures are. */
export function Tile({ township, year, named }: TileProps) {
  const { name, villages, overdue, waiting } = township
  const first = villages.filter((one) => one.class === 'I').length
  return (
    <article className="wall-tile">
      <header>
        <h2>{name}</h2>
        <p>
          {villages.some((one) => one.rated) ? `一类 ${first}/${villages.length}` : `${villages.length} 个`}
        </p>
      </header>
      <ul className="wall-villages" aria-label={`${name}各嘎查村`}>
        {villages.map((one) => (
          <li
            key={one.unitId}
            className={`wall-village wall-${kindOf(one)}`}
            title={`${one.name}：${words(one)}`}
            aria-label={`${one.name}：${words(one)}`}
          >
            {one.rated ? (one.level ?? '—') : ''}
            {named ? <small>{one.name}</small> : null}
          </li>
        ))}
      </ul>
      <footer>
        <ol className="wall-steps" aria-label={`${year}年五道程序`}>
          {township.steps.map(({ step, state }) => (
            <li key={step} className={`wall-step-${state}`}>
              {steps[step].slice(2)}
            </li>
          ))}
        </ol>
        <p className={overdue > 0 ? 'wall-late' : ''}>
          {overdue > 0 ? `超期 ${overdue}` : `在办 ${waiting}`}
        </p>
      </footer>
    </article>
  )
}

/** 历年星级: what a village or member was in each year, and how it went up and down. */
import { listYears, type YearRow } from '@xinghe/contract/results'
import { levelName, orgClasses } from '@xinghe/contract/words'
import { useAnswer } from '../../app/call.ts'
import { Loaded, StarBand, StateTag } from '../../ui/index.ts'
import { publicWord } from './public-word.ts'
import './why.css'

const changes = { UP: '升星', DOWN: '降星', SAME: '保持' } as const
const tones = { UP: 'done', DOWN: 'late', SAME: 'idle' } as const

/** '连续3年十星级', '比上年升星' … as one quiet line. */
export const yearsWord = ({ running, change, level }: Pick<YearRow, 'running' | 'change' | 'level'>) =>
  running > 1 ? `连续${running}年${levelName(level)}` : change ? `比上年${changes[change]}` : ''

export function Years({ bookId, villageId }: { bookId?: string; villageId?: string }) {
  const answer = useAnswer(listYears, {
    query: { ...(bookId && { bookId }), ...(villageId && { villageId }) },
  })
  return (
    <Loaded answer={answer}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="xh-quiet">还没有备案的评定结果</p>
        ) : (
          <ul className="results-years">
            {rows.map((row) => (
              <li key={row.year}>
                <b>{row.year}年</b>
                <span>
                  {levelName(row.level)}
                  {row.class ? ` · ${orgClasses[row.class]}` : ''}
                </span>
                {row.change ? <StateTag tone={tones[row.change]}>{changes[row.change]}</StateTag> : null}
                {row.past ? (
                  <span className="xh-quiet">往年录入，{publicWord(row.past)}</span>
                ) : (
                  <StarBand size={14} lit={row.lit} colours={row.colours} facts={[]} />
                )}
                <span className="xh-quiet">
                  {row.running > 1 ? `连续${row.running}年` : ''}
                  {row.state === 'DOWNGRADED' ? row.reason : ''}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

/** 历年星级: what a village or member was in each year, and how it went up and down. */
import { levelChanges, publicWord } from '@xinghe/contract/lists/results'
import { listYears } from '@xinghe/contract/results'
import { levelName, orgClasses } from '@xinghe/contract/words'
import { useAnswer } from '../../app/call.ts'
import { Loaded, StarBand, StateTag } from '../../ui/index.ts'
import './why.css'

const tones = { UP: 'done', DOWN: 'late', SAME: 'idle' } as const

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
                {row.change ? <StateTag tone={tones[row.change]}>{levelChanges[row.change]}</StateTag> : null}
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

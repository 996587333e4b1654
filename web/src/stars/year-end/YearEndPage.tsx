/** 年终评定: the county sees its townships, a township its board, a village its own two sheets. */
import { Navigate } from '@tanstack/react-router'
import { listYearEnd } from '@xinghe/contract/year-end'
import { useAnswer } from '../../app/call.ts'
import { useMe } from '../../app/me.ts'
import { pathTo } from '../../app/paths.ts'
import { useView } from '../../app/use-view.ts'
import { PrintBatch } from '../../prints/index.ts'
import { Filters, Loaded, PageHead } from '../../ui/index.ts'
import { Board } from './Board.tsx'
import { Townships } from './Townships.tsx'

/** Until the year's end is near, what is looked at is the year before. */
const yearFor = (today: string): number => Number(today.slice(0, 4)) - (today.slice(5) < '11-15' ? 1 : 0)

export default function YearEndPage() {
  const me = useMe()
  const [view, setView] = useView({ year: 0, township: '', open: '' })
  const year = view.year || (me ? yearFor(me.today) : 0)
  const answer = useAnswer(listYearEnd, { query: { year } }, { when: year > 0, keep: true })
  if (view.open) return <Navigate to={pathTo('/stars/year-end/:id', { id: view.open }) as never} replace />
  return (
    <Loaded answer={answer}>
      {({ townships, years }) => {
        const only =
          townships.length === 1 ? townships[0] : townships.find((one) => one.townshipId === view.township)
        const choices = [...new Set([...years, year])].sort((one, other) => other - one).slice(0, 4)
        return (
          <>
            <PageHead
              title={only ? `${only.name}年终评定` : '年终评定'}
              sentence="嘎查村自评、党员和群众代表测评、考核组核定、苏木镇党委会议评定、公示，再报旗委组织部备案确认。"
              acts={
                <PrintBatch
                  things={['YEAR_NOTICES', 'MINUTES', 'SUMMARIES']}
                  year={year}
                  townshipId={view.township}
                  subject="ORG"
                />
              }
            />
            <Filters
              view={{ ...view, year }}
              onView={setView}
              items={[
                {
                  key: 'year',
                  label: '年度',
                  kind: 'pick',
                  options: choices.map((value) => ({ value, label: `${value}年` })),
                },
                ...(townships.length > 1
                  ? [
                      {
                        key: 'township',
                        label: '苏木镇',
                        options: townships.map((one) => ({ value: one.townshipId, label: one.name })),
                      },
                    ]
                  : []),
              ]}
            />
            {only ? (
              <Board township={only} year={year} />
            ) : (
              <Townships
                townships={townships}
                year={year}
                onOpen={(township) => setView({ township }, { push: true })}
              />
            )}
          </>
        )
      }}
    </Loaded>
  )
}

/** 公平性提示: where it is worth a look. Every hint opens the rows behind it; none is a verdict, none is kept. */
import { getFairness } from '@xinghe/contract/fairness'
import { useState } from 'react'
import { useAnswer } from '../../app/call.ts'
import { useMe } from '../../app/me.ts'
import { To } from '../../app/To.tsx'
import { useView } from '../../app/use-view.ts'
import { Filters, Loaded, PageHead } from '../../ui/index.ts'
import { Bursts } from './Bursts.tsx'
import { Checkers } from './Checkers.tsx'
import { FrequentRules } from './FrequentRules.tsx'
import { HintSheet } from './HintSheet.tsx'
import type { Hint } from './hint.ts'
import { SamePhotographs } from './SamePhotographs.tsx'
import { TellingNothing } from './TellingNothing.tsx'

export default function FairnessPage() {
  const me = useMe()
  const [view, setView] = useView({ unitId: '', year: 0 })
  const [hint, setHint] = useState<Hint>()
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const year = view.year || thisYear
  const unitId = view.unitId || me?.post.unitId || ''
  const answer = useAnswer(getFairness, { query: { unitId, year } }, { when: me !== undefined, keep: true })
  return (
    <>
      <Loaded answer={answer}>
        {(found) => (
          <>
            <PageHead
              back={
                me?.post.unitId !== unitId ? (
                  <To to="/fairness" view={{ year: view.year }}>
                    返回{me?.post.unitName}
                  </To>
                ) : null
              }
              title={`${found.area.name} 公平性提示`}
              sentence="提示，供查看，不作为结论。由数据当时算出，不保存、不排名、不通报；每一条都能点开看是哪些。"
            />
            <Filters
              view={{ year }}
              onView={(patch) => setView(patch)}
              items={[
                {
                  key: 'year',
                  label: '年度',
                  kind: 'pick',
                  options: [thisYear - 1, thisYear].map((one) => ({ value: one, label: `${one}年` })),
                },
              ]}
            />
            <Checkers
              found={found}
              onHint={setHint}
              onOpen={(row) => setView({ unitId: row.unitId }, { push: true })}
            />
            <FrequentRules found={found} onHint={setHint} />
            <Bursts found={found} onHint={setHint} />
            <TellingNothing found={found} onHint={setHint} />
            <SamePhotographs unitId={unitId} year={year} bits={found.limits.lookBits} onHint={setHint} />
          </>
        )}
      </Loaded>
      <HintSheet year={year} hint={hint} onClose={() => setHint(undefined)} />
    </>
  )
}

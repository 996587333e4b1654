/** 季度结账: villages × quarters of a township, what blocks each, and the next act for all at once. */
import { quartersList } from '@xinghe/contract/lists/points'
import {
  closeQuarters,
  listQuarters,
  publishQuarters,
  type QuarterAct,
  type QuarterCell,
  quarterActs,
  sealQuarters,
  unlockQuarter,
} from '@xinghe/contract/quarters'
import { useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import { ExportButton, useExport } from '../app/exports.tsx'
import { useCan, useMe } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import { PrintBatch } from '../prints/index.ts'
import { ActButton, Filters, Loaded, PageHead, Segmented, usePhone } from '../ui/index.ts'
import { QuarterBoard, type Village } from './QuarterBoard.tsx'
import { stalePoints } from './words.tsx'
import './points.css'

const say: Record<QuarterAct, (count: number, quarter: number) => string> = {
  close: (count, quarter) => `将为 ${count} 个嘎查村的第${quarter}季度结账。结账后补记的积分计入下一季度。`,
  publish: (count, quarter) => `将发布 ${count} 份第${quarter}季度积分公示，公示期内可以提出异议。`,
  seal: (count, quarter) => `将封存 ${count} 个嘎查村的第${quarter}季度账目，封账后不能再改动。`,
  unlock: (count, quarter) => `将重新打开 ${count} 个嘎查村的第${quarter}季度；正在进行的公示会撤回。`,
}

export default function QuartersPage() {
  const me = useMe()
  const can = useCan()
  const [view, setView] = useView({ year: 0, quarter: 0, townshipId: '' })
  const [ticked, setTicked] = useState<readonly string[]>()
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const year = view.year || thisYear
  const answer = useAnswer(
    listQuarters,
    { query: { year, ...(view.townshipId && { townshipId: view.townshipId }) } },
    { when: me !== undefined, keep: true },
  )
  const exports = useExport(quartersList, { year, ...(view.townshipId && { townshipId: view.townshipId }) })
  const all = answer.data?.villages ?? []
  const quarter = view.quarter || currentOf(all)
  const cellOf = (village: Village): QuarterCell | undefined =>
    village.quarters.find((cell) => cell.quarter === quarter)
  const townships = [...new Map(all.map((village) => [village.townshipId, village.townshipName])).entries()]
  const chosen = ticked ?? all.map((village) => village.villageId)
  const able = (act: QuarterAct) =>
    all.filter((village) => chosen.includes(village.villageId) && cellOf(village)?.can.includes(act))
  const phone = usePhone()
  const whichQuarter = (
    <Segmented
      {...(phone ? { className: 'pt-which-quarter' } : {})}
      aria-label="办理哪个季度"
      block={phone}
      value={quarter}
      options={[1, 2, 3, 4].map((one) => ({
        value: one,
        label: phone ? `${'一二三四'[one - 1]}季度` : `第${one}季度`,
      }))}
      onChange={(one) => {
        setTicked(undefined)
        setView({ quarter: Number(one) })
      }}
    />
  )
  const close = useAct(closeQuarters, {
    stale: stalePoints,
    done: ({ closed, carried }) => `已结账 ${closed} 个${carried ? `，转入下一季度 ${carried} 张` : ''}`,
  })
  const publish = useAct(publishQuarters, {
    stale: stalePoints,
    done: ({ noticeIds }) => `已发布 ${noticeIds.length} 份季度公示`,
  })
  const seal = useAct(sealQuarters, { stale: stalePoints, done: ({ sealed }) => `已封账 ${sealed} 个` })
  const unlock = useAct(unlockQuarter, {
    stale: stalePoints,
    done: ({ unlocked }) => `已解锁 ${unlocked} 个`,
  })
  const bodyOf = (act: QuarterAct) => ({
    villageIds: able(act).map((village) => village.villageId),
    year,
    quarter,
  })
  const waiting = able('close').reduce((sum, village) => sum + (cellOf(village)?.waiting ?? 0), 0)
  const next: QuarterAct | undefined = (['close', 'publish', 'seal'] as const).find(
    (act) => able(act).length > 0,
  )
  const whyNot = (act: QuarterAct) =>
    able(act).length > 0
      ? undefined
      : chosen.length === 0
        ? '请先勾选嘎查村'
        : (firstBlock(all, chosen, cellOf) ?? `所选嘎查村第${quarter}季度现在没有要${quarterActs[act]}的`)
  const button = (act: Exclude<QuarterAct, 'unlock'>, run: () => Promise<unknown>) => (
    <ActButton
      key={act}
      main={next === act}
      why={whyNot(act)}
      confirm={say[act](able(act).length, quarter)}
      act={async () => {
        await run()
        setTicked(undefined)
      }}
    >
      {quarterActs[act]}
      {able(act).length > 0 ? ` ${able(act).length} 个` : ''}
    </ActButton>
  )
  return (
    <>
      <PageHead
        title="季度结账"
        sentence="季度结束后结账，发布季度积分公示，公示期满封账；办结前的申报单会列在对应的嘎查村下。"
        acts={
          <>
            <ExportButton take={exports} />
            <PrintBatch things={['QUARTER_NOTICES', 'SUMMARIES']} year={year} quarter={quarter} />
            {can('quarters.unlock') ? (
              <ActButton
                why={able('unlock').length > 0 ? undefined : `第${quarter}季度没有可以解锁的，封账后不能解锁`}
                confirm={say.unlock(able('unlock').length, quarter)}
                ask={{ label: '解锁的原因', placeholder: '例如：漏记 3 月 5 日的党课' }}
                act={(reason) => unlock.run({ body: { ...bodyOf('unlock'), reason } })}
              >
                解锁
              </ActButton>
            ) : null}
            {can('quarters.close') ? (
              <>
                {waiting > 0 && quarter < 4 ? (
                  <ActButton
                    confirm={`还有 ${waiting} 张申报单没有办结，将转入第${quarter + 1}季度（注明补记），其余照常结账。`}
                    act={() => close.run({ body: { ...bodyOf('close'), carry: true } })}
                  >
                    转入下季度并结账
                  </ActButton>
                ) : null}
                {button('close', () => close.run({ body: { ...bodyOf('close'), carry: false } }))}
                {button('publish', () => publish.run({ body: bodyOf('publish') }))}
                {button('seal', () => seal.run({ body: bodyOf('seal') }))}
              </>
            ) : null}
          </>
        }
      />
      <Filters
        view={{ ...view, year }}
        onView={(patch) => {
          setTicked(undefined)
          setView(patch)
        }}
        items={[
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: [thisYear - 1, thisYear].map((one) => ({ value: one, label: `${one}年` })),
          },
          ...(townships.length > 1 || view.townshipId
            ? [
                {
                  key: 'townshipId',
                  label: '苏木镇',
                  options: townships.map(([value, label]) => ({ value, label })),
                },
              ]
            : []),
        ]}
      >
        {phone ? null : whichQuarter}
      </Filters>
      {phone ? whichQuarter : null}
      <Loaded answer={answer}>
        {({ villages }) => (
          <QuarterBoard
            villages={villages}
            quarter={quarter}
            {...(can('quarters.close') || can('quarters.unlock')
              ? { ticked: chosen, onTick: setTicked }
              : {})}
          />
        )}
      </Loaded>
    </>
  )
}

/** The first quarter that is not sealed everywhere. */
const currentOf = (villages: readonly Village[]): number =>
  [1, 2, 3, 4].find((quarter) =>
    villages.some((village) =>
      village.quarters.some(
        (cell) => cell.quarter === quarter && cell.state !== 'SEALED' && cell.state !== 'ENDED',
      ),
    ),
  ) ?? 4

function firstBlock(
  all: readonly Village[],
  chosen: readonly string[],
  cellOf: (village: Village) => QuarterCell | undefined,
): string | undefined {
  for (const village of all) {
    const block = chosen.includes(village.villageId) ? cellOf(village)?.blocked : null
    if (block) return `${village.villageName}：${block}`
  }
  return undefined
}

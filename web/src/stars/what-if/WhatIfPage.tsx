/** 试算: other settings over a finished year, who would rise and fall. Everything stands in the address, nothing is kept. */
import { exportWhatIf, whatIf, whatIfChoices } from '@xinghe/contract/what-if'
import type { Subject } from '@xinghe/contract/words'
import { useState } from 'react'
import { urlOf, useAnswer } from '../../app/call.ts'
import { useView } from '../../app/use-view.ts'
import { Alert, Button, Empty, Filters, Loaded, PageHead, Section } from '../../ui/index.ts'
import { WhatIfFigures } from './Figures.tsx'
import { Movers } from './Movers.tsx'
import { Settings } from './Settings.tsx'
import { allOf, othersOf, sentOf, untried } from './tried.ts'
import './what-if.css'

const defaults = { year: 0, subject: 'ORG', townshipId: '', show: '', q: '', page: 1, size: 50, ...untried }

export default function WhatIfPage() {
  const [view, setView] = useView(defaults)
  const [listed, setListed] = useState(false)
  const subject = view.subject as Subject
  const choices = useAnswer(whatIfChoices, { query: { subject } }, { keep: true })
  const year = view.year || choices.data?.years[0] || 0
  const sent = {
    year,
    subject,
    ...(view.townshipId && { townshipId: view.townshipId }),
    ...sentOf(view),
  }
  const listQuery = { ...sent, ...(view.show && { show: view.show as 'UP' }), ...(view.q && { q: view.q }) }
  // Persons are listed on demand only: the figures are what the settings are chosen by.
  const list = subject === 'ORG' || listed
  const answer = useAnswer(
    whatIf,
    { query: { ...listQuery, page: view.page, size: list ? view.size : 0 } },
    { when: year > 0, keep: true },
  )
  const [before, setBefore] = useState(answer.data)
  if (answer.data && answer.data !== before) setBefore(answer.data)
  const count = othersOf(view, before?.plans ?? []).length
  const tryScheme = (id: string) => {
    const found = choices.data?.schemes.find((one) => one.id === id)
    if (found) setView({ ...allOf(found.plan), page: 1 })
  }
  return (
    <>
      <PageHead
        title="方案试算"
        sentence="换一套亮星分值、类别界线、颜色或换算方式，看已评定的年度会怎样变。只供研究，不保存，不改变任何结果；细则和每星加分上限不在试算之内。"
        acts={
          count > 0 ? (
            <Button onClick={() => setView({ ...untried, page: 1 })}>恢复现行设置（已改 {count} 项）</Button>
          ) : null
        }
      />
      <Filters
        view={{ ...view, year, scheme: '' }}
        onView={({ scheme, ...patch }) => (scheme ? tryScheme(scheme) : setView({ ...patch, page: 1 }))}
        items={[
          {
            key: 'subject',
            label: '对象',
            kind: 'pick',
            options: [
              { value: 'ORG', label: '党组织' },
              { value: 'MEMBER', label: '党员' },
            ],
          },
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: (choices.data?.years ?? []).map((value) => ({ value, label: `${value}年` })),
          },
          ...((choices.data?.townships.length ?? 0) > 1
            ? [
                {
                  key: 'townshipId',
                  label: '苏木镇',
                  options: (choices.data?.townships ?? []).map(({ id, name }) => ({
                    value: id,
                    label: name,
                  })),
                },
              ]
            : []),
          {
            key: 'scheme',
            label: '套用方案',
            all: '套用一套方案的设置',
            width: 240,
            options: (choices.data?.schemes ?? []).map((one) => ({
              value: one.id,
              label: `${one.townshipName} ${one.year}年 第${one.version}版`,
            })),
          },
        ]}
      />
      <Loaded answer={choices}>
        {({ years }) =>
          years.length === 0 ? (
            <Empty title="还没有评定过的年度" hint="年终综合评定之后，可以在这里试算。" />
          ) : (
            <>
              <Section title="试算设置" sentence="改动一项，结果随即重算。">
                <Settings
                  subject={subject}
                  plans={before?.plans}
                  tried={view}
                  onTried={(patch) => setView({ ...patch, page: 1 })}
                />
                {answer.error ? (
                  <Alert type="warning" showIcon title={answer.error.message} style={{ marginTop: 16 }} />
                ) : null}
              </Section>
              {answer.data ? (
                <>
                  <WhatIfFigures
                    answer={answer.data}
                    subject={subject}
                    onTownship={(townshipId) => setView({ townshipId, page: 1 })}
                  />
                  {list ? (
                    <Movers
                      subject={subject}
                      rows={answer.data.rows}
                      total={answer.data.total}
                      answer={answer}
                      view={view}
                      onView={setView}
                      onExport={() => {
                        window.location.href = urlOf(exportWhatIf, { query: listQuery })
                      }}
                    />
                  ) : answer.data.total > 0 ? (
                    <Button onClick={() => setListed(true)}>列出变动的 {answer.data.total} 名党员</Button>
                  ) : null}
                </>
              ) : null}
            </>
          )
        }
      </Loaded>
    </>
  )
}

/** Where two people read the paper differently: both readings side by side, settled one by one against the paper. */
import { columnsOf, type Difference } from '@xinghe/contract/paper-lines'
import { type PaperSheetAnswer, settlePaperSheet } from '@xinghe/contract/papers'
import { useState } from 'react'
import { useAct } from '../app/call.ts'
import { ActButton, Input, Radio, Section } from '../ui/index.ts'
import { mapOf, SheetTable } from './SheetTable.tsx'
import { stalePapers } from './words.tsx'

type Choice = { from: 'first' | 'second' } | { from: 'other'; value: string }
const at = ({ no, key }: { no: number; key: string }) => `${no} ${key}`

export function Differences({ sheet }: { sheet: PaperSheetAnswer }) {
  const [chosen, setChosen] = useState<Record<string, Choice>>({})
  const settle = useAct(settlePaperSheet, { stale: stalePapers, done: '已对照纸面确定' })
  const columns = columnsOf(sheet)
  const [first, second] = sheet.both
  if (!first || !second) return null
  const chosenOf = (one: Difference): string | undefined => {
    const choice = chosen[at(one)]
    return choice && (choice.from === 'other' ? choice.value : one[choice.from])
  }
  const open = sheet.differences.filter((one) => chosenOf(one) === undefined)
  const mayNot = !sheet.can.includes('settle')
  const byLine = [...Map.groupBy(sheet.differences, (one) => one.no)].sort(
    ([a], [b]) => (a || 999) - (b || 999),
  )
  const lines = mapOf(first.lines)
  return (
    <>
      <Section
        title={`有 ${sheet.differences.length} 处两遍不一致`}
        sentence={`第一遍由${first.name}录入，第二遍由${second.name}录入。请逐处对照纸面，选与纸面相同的一个。`}
      >
        <ul className="pa-differences">
          {byLine.map(([no, own]) => (
            <li key={no}>
              <h3>{no === 0 ? '表底合计' : `第${no}行`}</h3>
              {no > 0 ? (
                <p className="xh-quiet">
                  {columns
                    .filter(
                      (column) =>
                        column.kind !== 'tick' &&
                        !own.some((one) => one.key === column.key) &&
                        lines.get(no)?.[column.key],
                    )
                    .map((column) => `${column.title} ${lines.get(no)?.[column.key]}`)
                    .join('　') || '其余各格没有填写'}
                </p>
              ) : null}
              {own.map((one) => {
                const column = columns.find((other) => other.key === one.key)
                const title = one.no === 0 ? '纸面合计' : (column?.title ?? '')
                const words = (text: string) =>
                  column?.kind === 'tick' ? (text ? '已签' : '未签') : text || '（空）'
                const choice = chosen[at(one)]
                const choose = (next: Choice) => setChosen((was) => ({ ...was, [at(one)]: next }))
                return (
                  <fieldset key={one.key} className="pa-difference" disabled={mayNot}>
                    <legend>{title}</legend>
                    <Radio.Group
                      value={choice?.from}
                      disabled={mayNot}
                      onChange={(event) =>
                        choose(
                          event.target.value === 'other'
                            ? { from: 'other', value: '' }
                            : { from: event.target.value },
                        )
                      }
                    >
                      <Radio value="first">
                        <b>{words(one.first)}</b> <small>{first.name}</small>
                      </Radio>
                      <Radio value="second">
                        <b>{words(one.second)}</b> <small>{second.name}</small>
                      </Radio>
                      {column?.kind === 'tick' ? null : (
                        <Radio value="other">
                          都不对，另填
                          {choice?.from === 'other' ? (
                            <Input
                              className="pa-other"
                              autoFocus
                              aria-label={`${title}，照纸面填写`}
                              value={choice.value}
                              maxLength={300}
                              onChange={(event) => choose({ from: 'other', value: event.target.value })}
                            />
                          ) : null}
                        </Radio>
                      )}
                    </Radio.Group>
                  </fieldset>
                )
              })}
            </li>
          ))}
        </ul>
        {mayNot ? null : (
          <div className="pa-acts">
            <span className="xh-quiet">
              {open.length > 0 ? `还有 ${open.length} 处没有确定` : '全部确定后核对合计，再入账'}
            </span>
            <ActButton
              main
              why={open.length > 0 ? `还有${open.length}处没有确定` : undefined}
              act={() =>
                settle.run({
                  params: { id: sheet.id },
                  body: {
                    cells: sheet.differences.map((one) => ({
                      no: one.no,
                      key: one.key,
                      value: chosenOf(one) ?? '',
                    })),
                  },
                })
              }
            >
              确定
            </ActButton>
          </div>
        )}
      </Section>
      <Section title="第一遍录入的全表" sentence="不一致的格已标出。" flush>
        <SheetTable sheet={sheet} lines={lines} marked={new Set(sheet.differences.map(at))} />
      </Section>
    </>
  )
}

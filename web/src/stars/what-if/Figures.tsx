/** What a what-if comes to: the sentence, the counts, levels and classes before and after, and the townships. */
import type { AnswerOf } from '@xinghe/contract/route'
import type { whatIf } from '@xinghe/contract/what-if'
import { levelName, orgClasses, type Subject, starColours } from '@xinghe/contract/words'
import { DataTable, Figure, Figures, RowCard, Section } from '../../ui/index.ts'

type Answer = AnswerOf<typeof whatIf>
export interface WhatIfFiguresProps {
  answer: Answer
  subject: Subject
  onTownship: (id: string) => void
}

const became = (from: number, to: number) => (from === to ? `${to}` : `${from} → ${to}`)

/** Before → after, level by level, as two bars of the same scale. */
function Levels({ rows }: { rows: Answer['byLevel'] }) {
  const most = Math.max(1, ...rows.flatMap(({ from, to }) => [from, to]))
  const bar = (value: number, now: boolean) => (
    <i
      className={now ? 'what-if-bar what-if-bar-to' : 'what-if-bar'}
      style={{ width: `${(value / most) * 100}%` }}
    />
  )
  return (
    <table className="what-if-levels">
      <thead>
        <tr>
          <th scope="col">星级</th>
          <th scope="col">现在 → 试算</th>
          <th scope="col" aria-label="对比图" />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ level, from, to }) => (
          <tr key={level}>
            <th scope="row">{levelName(level)}</th>
            <td className={from === to ? '' : 'what-if-moved'}>{became(from, to)}</td>
            <td aria-hidden="true">
              {bar(from, false)}
              {bar(to, true)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function WhatIfFigures({ answer, subject, onTownship }: WhatIfFiguresProps) {
  const { figures, byClass, byColour, byLevel, byTownship } = answer
  const unit = subject === 'ORG' ? '个' : '名'
  const one = byClass[0]
  const org = subject === 'ORG'
  return (
    <>
      <p className="what-if-sentence" role="status">
        按这组设置，{figures.total} {unit}
        {org ? '党组织' : '党员'}中，星级上升 {figures.up} {unit}、下降 {figures.down} {unit}
        {org && one
          ? `；类别上升 ${figures.classUp} ${unit}、下降 ${figures.classDown} ${unit}，一类由 ${one.from} 个变为 ${one.to} 个`
          : ''}
        ；只变颜色 {figures.colour} {unit}。
      </p>
      <Figures>
        <Figure label="星级上升" value={figures.up} unit={unit} />
        <Figure label="星级下降" value={figures.down} unit={unit} />
        {org
          ? byClass.map((each) => (
              <Figure
                key={each.class}
                label={orgClasses[each.class]}
                value={each.to}
                unit="个"
                note={`现在 ${each.from} 个`}
              />
            ))
          : null}
        {byColour.map((each) => (
          <Figure
            key={each.colour}
            label={starColours[each.colour]}
            value={each.to}
            unit="颗"
            note={`现在 ${each.from} 颗`}
          />
        ))}
      </Figures>
      <div className="what-if-two">
        <Section title="星级分布" flush>
          <Levels rows={byLevel} />
        </Section>
        {byTownship.length > 1 ? (
          <Section title="各苏木镇" sentence="点一行，只看这个苏木镇。" flush>
            <DataTable
              rows={byTownship}
              rowKey={(row) => row.townshipId}
              paging={false}
              sticky={false}
              onOpen={(row) => onTownship(row.townshipId)}
              columns={[
                { key: 'name', title: '苏木镇', always: true },
                { key: 'total', title: '参评', kind: 'number', sum: true },
                { key: 'up', title: '上升', kind: 'number', sum: true },
                { key: 'down', title: '下降', kind: 'number', sum: true },
                ...(org
                  ? [
                      { key: 'oneFrom', title: '现一类', kind: 'number' as const, sum: true },
                      { key: 'oneTo', title: '试算一类', kind: 'number' as const, sum: true },
                    ]
                  : []),
                { key: 'colour', title: '只变颜色', kind: 'number', sum: true },
              ]}
              card={(row) => (
                <RowCard
                  title={row.name}
                  beside={`${row.total} ${unit}`}
                  lines={[
                    ['星级', `上升 ${row.up} · 下降 ${row.down} · 只变颜色 ${row.colour}`],
                    ...(org ? [['一类', became(row.oneFrom, row.oneTo)] as const] : []),
                  ]}
                />
              )}
            />
          </Section>
        ) : null}
      </div>
    </>
  )
}

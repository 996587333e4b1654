/** Two versions of a scheme beside each other, or two schemes: what was added, removed and changed, rule by rule. */
import { compareSchemes, type SchemeLabel } from '@xinghe/contract/scheme-comparison'
import type { FieldChange, PartDiff, SchemeDiff } from '@xinghe/contract/scheme-diff'
import { subjects } from '@xinghe/contract/words'
import { useAnswer } from '../../app/call.ts'
import { To } from '../../app/To.tsx'
import { usePathParams, useView } from '../../app/use-view.ts'
import { Empty, Figure, Figures, Filters, Loaded, PageHead, Section } from '../../ui/index.ts'
import { ChangeTag, RuleBeside } from './RuleBeside.tsx'
import './compare.css'

const nameOf = (one: SchemeLabel) => `${one.townshipName} ${one.year}年 第${one.version}版`

function Fields({ fields }: { fields: readonly FieldChange[] }) {
  return (
    <table className="xh-beside-fields">
      <tbody>
        {fields.map(({ label, from, to }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>
              <del>{from || '（空）'}</del>
            </td>
            <td>
              <ins>{to || '（空）'}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Part({ part, all }: { part: PartDiff; all: boolean }) {
  const rules = part.rules.filter((rule) => all || rule.change !== 'SAME')
  const same = part.rules.length - rules.length
  return (
    <Section
      flush
      title={
        <>
          {part.title} <ChangeTag change={part.change} />
        </>
      }
      sentence={same > 0 ? `另有 ${same} 条细则未变` : undefined}
    >
      {part.fields.length > 0 ? <Fields fields={part.fields} /> : null}
      {rules.map((rule) => (
        <RuleBeside key={`${rule.from?.code}→${rule.to?.code}`} diff={rule} />
      ))}
    </Section>
  )
}

function Comparison({ diff, all }: { diff: SchemeDiff; all: boolean }) {
  const parts = diff.parts.filter((part) => part.change !== 'SAME' || (all && part.rules.length > 0))
  const stars = diff.parts.filter((part) => part.key.startsWith('star:'))
  const count = (change: string) => stars.filter((part) => part.change === change).length
  return (
    <>
      <Figures>
        <Figure label="细则新增" value={diff.counts.ADDED} unit="条" />
        <Figure label="细则删去" value={diff.counts.REMOVED} unit="条" />
        <Figure label="细则修改" value={diff.counts.CHANGED} unit="条" />
        <Figure label="细则未变" value={diff.counts.SAME} unit="条" />
        <Figure
          label="星"
          value={stars.filter((part) => part.change !== 'SAME').length}
          unit="颗有变化"
          note={`新增 ${count('ADDED')} · 删去 ${count('REMOVED')}`}
        />
      </Figures>
      {diff.head.length > 0 ? (
        <Section flush title="方案、换算与等次">
          <Fields fields={diff.head} />
        </Section>
      ) : null}
      {parts.map((part) => (
        <Part key={part.key} part={part} all={all} />
      ))}
      {parts.length === 0 && diff.head.length === 0 ? <Empty title="两套方案完全相同" /> : null}
    </>
  )
}

export default function ComparePage() {
  const { id } = usePathParams<'id'>()
  const [view, setView] = useView({ versionId: '', all: '' })
  const answer = useAnswer(
    compareSchemes,
    { params: { id }, query: { ...(view.versionId && { versionId: view.versionId }) } },
    { keep: true },
  )
  const { from, to, others = [] } = answer.data ?? {}
  return (
    <>
      <PageHead
        back={
          <To to="/stars/schemes/:id" params={{ id }}>
            返回方案
          </To>
        }
        title="方案对比"
        sentence={
          to
            ? `${subjects[to.subject]}方案：左边为${from ? nameOf(from) : '原方案'}，右边为${nameOf(to)}。`
            : '两套方案逐条对照：新增、删去、修改了什么。'
        }
      />
      <Filters
        view={{ ...view, versionId: view.versionId || from?.id || '' }}
        onView={setView}
        items={[
          {
            key: 'versionId',
            label: '与哪一套对比',
            all: '请选择',
            width: 320,
            options: others.map((one) => ({ value: one.id, label: nameOf(one) })),
          },
          {
            key: 'all',
            label: '范围',
            kind: 'pick',
            options: [
              { value: '', label: '只看不同' },
              { value: 'yes', label: '全部细则' },
            ],
          },
        ]}
      />
      <Loaded answer={answer}>
        {({ diff }) =>
          diff ? (
            <Comparison diff={diff} all={view.all === 'yes'} />
          ) : (
            <Empty
              title="请选择一套方案来对比"
              hint={
                others.length > 0
                  ? '本镇没有更早的方案，可在上方选择其他方案。'
                  : '目前还没有可以对比的方案。'
              }
            />
          )
        }
      </Loaded>
    </>
  )
}

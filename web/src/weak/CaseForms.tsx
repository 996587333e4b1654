import * as weak from '@xinghe/contract/weak'
import type { ReactNode } from 'react'
import { useAct } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { DayInput, Field, FormDrawer, Input, InputNumber, Select } from '../ui/index.ts'
import type { FormName, WeakCase } from './WeakCasePage.tsx'
import { monthWord, staleWeak } from './words.tsx'

const Text = ({ name, label, max = 1000 }: { name: string; label: string; max?: number }) => (
  <Field name={name} label={label} required>
    <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={max} showCount />
  </Field>
)
const Line = ({ name, label, hint }: { name: string; label: string; hint?: string }) => (
  <Field name={name} label={label} required>
    <Input placeholder={hint ?? ''} />
  </Field>
)
const Count = ({ name, label, max = 2000 }: { name: string; label: string; max?: number }) => (
  <Field name={name} label={label} required>
    <InputNumber min={0} max={max} precision={0} style={{ width: '100%' }} />
  </Field>
)
interface FormOf {
  title: string
  sentence: string
  initial?: object
  send: (values: never) => Promise<unknown>
  fields: ReactNode
}

/** The form of the act that was chosen, beside the page. */
export function CaseForms({
  one,
  form,
  onClose,
}: {
  one: WeakCase
  form: FormName | undefined
  onClose: () => void
}) {
  const today = useMe()?.today ?? ''
  const params = { id: one.id }
  const stale = staleWeak
  const verify = useAct(weak.verifyWeak, { stale, done: '已核实，提请旗委研究' })
  const dismiss = useAct(weak.dismissWeak, { stale, done: '已登记不予列入' })
  const list = useAct(weak.listByCommittee, { stale, done: '已列入，待苏木镇制定方案' })
  const plan = useAct(weak.planWeak, { stale, done: '方案已报旗委组织部审定' })
  const report = useAct(weak.reportWeak, { stale, done: '已登记' })
  const apply = useAct(weak.applyWeak, { stale, done: '已申请验收' })
  const accept = useAct(weak.acceptWeak, { stale, done: '验收结果已登记' })
  const again = useAct(weak.againWeak, { stale, done: '已安排继续整顿' })
  const relapse = useAct(weak.relapseWeak, { stale, done: '已重新整顿' })
  const on = (label: string) => (
    <Field name="on" label={label} required>
      <DayInput latest={today} />
    </Field>
  )
  const deadline = (
    <Field name="deadline" label="整顿期限" required>
      <DayInput earliest={today} />
    </Field>
  )
  const { passScore, representatives, dissatisfiedPercent } = one.rules
  const anew = { deadline: one.suggestedDeadline }
  const all: Partial<Record<FormName, FormOf>> = {
    verify: {
      title: '核实属实',
      sentence: '到现场走访、查资料后填写；核实后提请旗委研究是否列入。',
      initial: { on: today },
      send: (body) => verify.run({ params, body }),
      fields: [on('核实日期'), <Text key="v" name="verification" label="核实情况" />],
    },
    dismiss: {
      title: '不予列入',
      sentence: '写明依据，这件疑似就此办结。',
      initial: { on: today },
      send: (body) => dismiss.run({ params, body }),
      fields: [on('决定日期'), <Text key="r" name="reason" label="理由" max={500} />],
    },
    list: {
      title: '登记旗委列入',
      sentence: '旗委研究决定后登记；苏木镇随后制定整顿方案。',
      initial: { on: today },
      send: (body) => list.run({ params, body }),
      fields: [
        on('决定日期'),
        <Line key="d" name="decisionDoc" label="决定文件或会议" hint="如：旗委常委会会议纪要〔2026〕5号" />,
      ],
    },
    plan: {
      title: '制定整顿方案',
      sentence: '一名旗县领导联系、一名第一书记驻点、一个单位结对、一套措施；报旗委组织部审定。',
      initial: {
        countyLeader: one.countyLeader ?? undefined,
        firstSecretary: one.firstSecretary ?? undefined,
        pairedUnit: one.pairedUnit ?? undefined,
        measures: one.measures ?? undefined,
        ...anew,
      },
      send: (body) => plan.run({ params, body }),
      fields: [
        <Line key="l" name="countyLeader" label="联系旗县领导" />,
        <Line key="f" name="firstSecretary" label="第一书记" />,
        <Line key="p" name="pairedUnit" label="结对帮扶单位" />,
        <Text key="m" name="measures" label="整顿措施" max={2000} />,
        deadline,
      ],
    },
    report: {
      title: '登记月度进展',
      sentence: '写做了什么、解决了什么、还差什么；每月一次。',
      initial: { month: one.reportableMonths[0] },
      send: (body) => report.run({ params, body }),
      fields: [
        <Field key="m" name="month" label="月份" required missing="请选择月份">
          <Select
            options={one.reportableMonths.map((month) => ({ value: month, label: monthWord(month) }))}
          />
        </Field>,
        <Text key="t" name="text" label="进展" />,
      ],
    },
    apply: {
      title: '申请验收',
      sentence: '问题整改后申请；旗委组织部组织测评、谈话和实地查看。',
      initial: { on: today },
      send: (body) => apply.run({ params, body }),
      fields: [on('申请日期'), <Text key="a" name="application" label="整改情况" />],
    },
    pass: {
      title: '登记验收',
      sentence: `${passScore}分以上、不满意票不超过${dissatisfiedPercent}%为通过；参加测评的代表不少于${representatives}名。`,
      initial: { on: today, representatives },
      send: (body) => accept.run({ params, body }),
      fields: [
        on('验收日期'),
        <Count key="s" name="score" label="得分" max={100} />,
        <Count key="r" name="representatives" label="参加测评的代表（名）" />,
        <Count key="a" name="satisfied" label="满意（票）" />,
        <Count key="b" name="basically" label="基本满意（票）" />,
        <Count key="d" name="dissatisfied" label="不满意（票）" />,
        <Text key="n" name="note" label="谈话和实地查看情况" />,
      ],
    },
    again: {
      title: '继续整顿',
      sentence: '验收未通过的，限期再整顿，重新每月登记进展。',
      initial: anew,
      send: (body) => again.run({ params, body }),
      fields: [deadline, <Text key="r" name="reason" label="要求" max={500} />],
    },
    relapse: {
      title: '问题反弹，重新整顿',
      sentence: '观察期内问题反弹的，取消销号，限期再整顿。',
      initial: anew,
      send: (body) => relapse.run({ params, body }),
      fields: [deadline, <Text key="r" name="reason" label="反弹的情况" max={500} />],
    },
  }
  const shown = form && all[form]
  return (
    <FormDrawer
      key={form ?? 'none'}
      open={shown !== undefined}
      onClose={onClose}
      title={shown?.title ?? ''}
      sentence={shown?.sentence}
      initial={shown?.initial ?? {}}
      onSubmit={(values) => shown?.send(values as never) ?? Promise.resolve()}
    >
      {shown?.fields}
    </FormDrawer>
  )
}

import { approvePlan, closeWeak, returnPlan } from '@xinghe/contract/weak'
import { useAct } from '../app/call.ts'
import { ActButton } from '../ui/index.ts'
import type { FormName, WeakCase } from './WeakCasePage.tsx'
import { staleWeak } from './words.tsx'

/** What may be done now: forms are opened beside, plain acts ask and run. */
const forms: [FormName, string][] = [
  ['dismiss', '不予列入'],
  ['verify', '核实属实'],
  ['list', '登记旗委列入'],
  ['plan', '制定整顿方案'],
  ['report', '登记月度进展'],
  ['apply', '申请验收'],
  ['pass', '登记验收'],
  ['again', '继续整顿'],
  ['relapse', '问题反弹，重新整顿'],
]
const quiet = ['dismiss', 'relapse', 'apply']

export function CaseActs({ one, onForm }: { one: WeakCase; onForm: (form: FormName) => void }) {
  const params = { id: one.id }
  const approve = useAct(approvePlan, { stale: staleWeak, done: '方案已审定，开始整顿' })
  const sendBack = useAct(returnPlan, { stale: staleWeak, done: '方案已退回' })
  const close = useAct(closeWeak, { stale: staleWeak, done: '观察期结束' })
  return (
    <>
      {one.can.includes('return_plan') ? (
        <ActButton
          ask={{ label: '退回原因', placeholder: '方案哪里要改' }}
          act={(reason) => sendBack.run({ params, body: { reason } })}
        >
          退回方案
        </ActButton>
      ) : null}
      {forms
        .filter(([act]) => one.can.includes(act))
        .map(([act, word]) => (
          <ActButton key={act} main={!quiet.includes(act)} danger={act === 'relapse'} act={() => onForm(act)}>
            {word}
          </ActButton>
        ))}
      {one.can.includes('approve_plan') ? (
        <ActButton
          main
          confirm="审定后开始整顿，嘎查村每月登记一次进展。"
          act={() => approve.run({ params, body: {} })}
        >
          审定方案
        </ActButton>
      ) : null}
      {one.can.includes('close') ? (
        <ActButton
          main
          confirm="观察期没有反弹，这件整顿就此办结。"
          act={() => close.run({ params, body: {} })}
        >
          结束观察
        </ActButton>
      ) : null}
    </>
  )
}

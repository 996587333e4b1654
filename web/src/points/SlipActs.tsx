import {
  checkSlips,
  confirmSlips,
  rejectSlips,
  returnSlips,
  type SlipRow,
  submitSlips,
  withdrawSlips,
} from '@xinghe/contract/slips'
import { useAct } from '../app/call.ts'
import { useCan } from '../app/me.ts'
import { ActButton } from '../ui/index.ts'
import { stalePoints } from './words.tsx'

const strikesOf = (slip: SlipRow, struck: Readonly<Record<string, string>>) =>
  slip.lines.flatMap(({ id }) => (struck[id] ? [{ lineId: id, reason: struck[id] }] : []))

export interface SlipActsProps {
  slip: SlipRow
  struck?: Readonly<Record<string, string>>
  /** After an act, e.g. to go to the next one. */
  onDone?: () => void
  onRevise?: () => void
  /** Another act of the page is the primary one now. */
  second?: boolean
}
/** The acts open to me on one slip; what is closed to me says why. */
export function SlipActs({ slip, struck = {}, onDone, onRevise, second = false }: SlipActsProps) {
  const can = useCan()
  const options = { stale: stalePoints }
  const confirm = useAct(confirmSlips, {
    ...options,
    done: ({ effective }) => (effective ? '已确认入账' : '已确认，转苏木镇核查'),
  })
  const check = useAct(checkSlips, { ...options, done: ({ lines }) => `已核查入账 ${lines} 笔` })
  const back = useAct(returnSlips, { ...options, done: '已退回登记人补充' })
  const reject = useAct(rejectSlips, { ...options, done: '已作不予认定处理' })
  const submit = useAct(submitSlips, { ...options, done: '已提交' })
  const withdraw = useAct(withdrawSlips, { ...options, done: '已撤回' })
  const ids = [slip.id]
  const then = async (work: Promise<unknown>) => {
    await work
    onDone?.()
  }
  const judges =
    slip.state === 'SUBMITTED' ? can('slips.confirm') : slip.state === 'CONFIRMED' && can('slips.check')
  const open = (act: SlipRow['can'][number]) => slip.can.includes(act)
  if (slip.can.length === 0 && !judges) return null
  return (
    <>
      {open('withdraw') ? (
        <ActButton
          act={() => then(withdraw.run({ body: { ids } }))}
          confirm="撤回后这张申报单作废，同一件事可以重新登记。"
        >
          撤回
        </ActButton>
      ) : null}
      {open('submit') && onRevise ? <ActButton act={onRevise}>修改</ActButton> : null}
      {open('submit') ? (
        <ActButton main act={() => then(submit.run({ body: { ids } }))}>
          {slip.state === 'RETURNED' ? '重新提交' : '提交'}
        </ActButton>
      ) : null}
      {judges ? (
        <>
          <ActButton
            why={slip.cannot}
            danger
            ask={{ label: '不予认定的原因' }}
            confirm="整张申报单不予认定，不计积分；登记人可以看到原因。"
            act={(reason) => then(reject.run({ body: { ids, reason } }))}
          >
            不予认定
          </ActButton>
          <ActButton
            why={slip.cannot}
            ask={{ label: '请写明需要补充什么', placeholder: '例如：请补充会议记录照片' }}
            act={(reason) => then(back.run({ body: { ids, reason } }))}
          >
            退回补充
          </ActButton>
          <ActButton
            main={!second}
            why={slip.cannot}
            act={() =>
              then(
                slip.state === 'SUBMITTED'
                  ? confirm.run({ body: { ids, strike: strikesOf(slip, struck) } })
                  : check.run({ body: { ids, strike: strikesOf(slip, struck) } }),
              )
            }
          >
            {slip.state === 'CONFIRMED' ? '核查入账' : slip.checker === 'BRANCH' ? '确认入账' : '确认'}
          </ActButton>
        </>
      ) : null}
    </>
  )
}

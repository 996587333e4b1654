/** One piece of long work, asked about every second while it goes on: how far, what came of it, the file to take. */
import {
  cancelErrand,
  type Errand,
  errandStates,
  getErrand,
  goesOn,
  listErrands,
  takeErrandFile,
} from '@xinghe/contract/errands'
import { useEffect, useRef } from 'react'
import { urlOf, useAct, useAnswer } from '../app/call.ts'
import { ActButton, Button, Loaded, Progress, StateTag } from '../ui/index.ts'

export const errandTones = {
  WAITING: 'waiting',
  RUNNING: 'waiting',
  DONE: 'done',
  FAILED: 'late',
  CANCELLED: 'idle',
} as const

export const percentOf = ({ done, total }: Errand): number =>
  total ? Math.min(100, Math.floor((done / total) * 100)) : 0

/** `onDone` is told once, when it has been done while being looked at. */
export function ErrandProgress({ id, onDone }: { id: string; onDone?: (errand: Errand) => void }) {
  const answer = useAnswer(getErrand, { params: { id } }, { every: 1 })
  const state = answer.data?.state
  const told = useRef(onDone)
  told.current = onDone
  const before = useRef(state)
  useEffect(() => {
    if (state === 'DONE' && before.current !== 'DONE' && answer.data) told.current?.(answer.data)
    before.current = state
  }, [state])
  return <Loaded answer={answer}>{(errand) => <ErrandView errand={errand} />}</Loaded>
}

export function ErrandView({ errand }: { errand: Errand }) {
  const cancel = useAct(cancelErrand, { stale: [listErrands, getErrand], done: '已请求停下' })
  const on = goesOn(errand.state)
  return (
    <div className="xh-errand" role="status">
      <StateTag tone={errandTones[errand.state]}>{errandStates[errand.state]}</StateTag>
      {on ? <Progress percent={percentOf(errand)} /> : null}
      {on ? (
        <p className="xh-quiet">
          {errand.step ?? '正在准备'}
          {errand.total ? `（${errand.done}/${errand.total}）` : ''}。可以离开此页，办完后在“后台办理”中查看。
        </p>
      ) : null}
      {errand.message ? <p>{errand.message}</p> : null}
      {errand.file ? (
        <Button type="primary" href={urlOf(takeErrandFile, { params: { id: errand.id } })}>
          下载 {errand.file.name}
        </Button>
      ) : null}
      {on ? <ActButton act={() => cancel.run({ params: { id: errand.id } })}>停止办理</ActButton> : null}
    </div>
  )
}

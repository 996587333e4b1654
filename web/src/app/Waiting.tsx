/** The line above every page that says: no network, or something of mine waits to be sent. Silent otherwise. */
import { useQueryClient } from '@tanstack/react-query'
import type { Me } from '@xinghe/contract/identity'
import { useEffect, useSyncExternalStore } from 'react'
import { mayGo, openOutbox, outbox } from '../device/outbox.ts'
import { reach } from '../device/reach.ts'
import { outboxPath } from './paths.ts'
import { say } from './say.ts'
import { To } from './To.tsx'

export function Waiting({ me }: { me: Me }) {
  const client = useQueryClient()
  const reached = useSyncExternalStore(reach.subscribe, reach.read)
  const letters = useSyncExternalStore(outbox.subscribe, outbox.read)
  const personId = me.person.id
  const postId = me.post.id
  useEffect(
    () =>
      openOutbox({ personId, postId }, (letter) => {
        say.done(`已送达：${letter.title}`)
        void client.invalidateQueries()
      }),
    [client, personId, postId],
  )
  // What was shown without a network is old.
  useEffect(() => {
    if (reached) void client.invalidateQueries({ predicate: ({ state }) => state.status === 'error' })
  }, [client, reached])

  const mine = letters.filter((letter) => mayGo(letter, { personId, postId }))
  const refused = mine.filter((letter) => letter.refused).length
  const waiting = mine.length - refused
  if (reached && letters.length === 0) return null
  return (
    <div className={refused ? 'xh-waiting xh-waiting-late' : 'xh-waiting'} role="status">
      {reached ? null : <span>网络不通，显示的是上次联网时的内容；可以继续填写。</span>}
      {waiting ? <span>{waiting} 件待发送，网络恢复后自动送出，不会重复。</span> : null}
      {refused ? <span>{refused} 件没有被接受，请查看原因。</span> : null}
      {mine.length < letters.length ? (
        <span>本机另有 {letters.length - mine.length} 件属于其他人或其他岗位。</span>
      ) : null}
      {letters.length ? <To to={outboxPath}>查看待发送</To> : null}
    </div>
  )
}

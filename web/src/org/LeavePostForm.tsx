/** The end of a post: what waits in it is shown, and goes to a successor in the same act, or stays with the post. */
import { endPost, handOverPost, postMatters } from '@xinghe/contract/org'
import { type Post, posts } from '@xinghe/contract/rights'
import { workKinds } from '@xinghe/contract/work'
import { useAct, useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { DayInput, Field, Form, FormDrawer, Segmented } from '../ui/index.ts'
import { ColleagueSelect } from '../work/posts/index.ts'
import { personStale } from './person-forms.tsx'

interface Leaving {
  how: 'HAND_OVER' | 'END'
  toPersonId?: string
  on: string
}
const ways = [
  { value: 'HAND_OVER', label: '交接给继任人' },
  { value: 'END', label: '只免去职务' },
]

export interface LeavePostFormProps {
  name: string
  /** The post that ends; undefined: closed. */
  holding: { id: string; post: Post } | undefined
  onClose: () => void
}
export function LeavePostForm({ name, holding, onClose }: LeavePostFormProps) {
  const today = useMe()?.today ?? ''
  const params = { id: holding?.id ?? '' }
  const waiting = useAnswer(postMatters, { params }, { when: holding !== undefined })
  const end = useAct(endPost, { stale: personStale, done: '已免去' })
  const handOver = useAct(handOverPost, {
    stale: personStale,
    done: ({ moved }) => `已交接，指名待办${moved}件一并移交`,
  })
  const send = ({ how, toPersonId, on }: Leaving) =>
    how === 'HAND_OVER'
      ? handOver.run({ params, body: { toPersonId: toPersonId ?? '', on } })
      : end.run({ params, body: { on } })
  return (
    <FormDrawer<Leaving>
      open={holding !== undefined}
      onClose={onClose}
      title={holding ? `${name}卸任${posts[holding.post]}` : ''}
      submit="办理"
      sentence={
        waiting.data
          ? `这个岗位上有待办${waiting.data.named + waiting.data.shared}件${
              waiting.data.kinds.length
                ? `（${waiting.data.kinds.map((one) => `${workKinds[one.kind].label}${one.count}件`).join('、')}）`
                : ''
            }，其中指名给${name}的${waiting.data.named}件。${
              waiting.data.others.length
                ? `同岗位还有${waiting.data.others.join('、')}。`
                : '同岗位没有别人：不交接的，待办留在岗位上，等新任职人办理。'
            }`
          : '正在查看岗位上的待办…'
      }
      initial={{ how: 'HAND_OVER', on: today }}
      onSubmit={send}
    >
      <Field name="how" label="办理方式" required>
        <Segmented options={ways} />
      </Field>
      <Successor holdingId={holding?.id} />
      <Field name="on" label="最后一天" required>
        <DayInput latest={today} />
      </Field>
    </FormDrawer>
  )
}

/** Asked for only where the post is handed over. */
function Successor({ holdingId }: { holdingId: string | undefined }) {
  const how = Form.useWatch('how') as Leaving['how'] | undefined
  return how === 'END' ? null : (
    <Field
      name="toPersonId"
      label="继任人"
      required
      missing="请选择继任人"
      help="从这一天起任职，待办同时移交；没有账号的请先开通"
    >
      <ColleagueSelect holdingId={holdingId} />
    </Field>
  )
}

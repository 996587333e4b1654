/** What can be done with a determination now: each act says why it cannot, and what it will do. */
import {
  closeYearNotices,
  confirmResults,
  type DeterminationAct,
  type DeterminationDetail,
  fileResults,
  publishAmendment,
  publishYearNotice,
  returnResults,
} from '@xinghe/contract/year-end'
import { useState } from 'react'
import { useAct } from '../../app/call.ts'
import { ActButton, Field, FormDrawer, Input } from '../../ui/index.ts'
import type { Levels } from './LevelTable.tsx'
import { MeetingDrawer } from './MeetingDrawer.tsx'
import { staleYearEnd } from './words.tsx'

type Drawer = 'determine' | 'publish' | 'amend' | 'file'
interface DeterminationActsProps {
  found: DeterminationDetail
  levels: Levels
  /** The table is being set for a meeting. */
  setting: boolean
  onRevise: (on: boolean) => void
}
export function DeterminationActs({ found, levels, setting, onRevise }: DeterminationActsProps) {
  const [drawer, setDrawer] = useState<Drawer>()
  const publish = useAct(publishYearNotice, { stale: staleYearEnd, done: '公示已发布' })
  const amend = useAct(publishAmendment, { stale: staleYearEnd, done: '更正公示已发布' })
  const close = useAct(closeYearNotices, { stale: staleYearEnd, done: '公示已结束，可以上报' })
  const file = useAct(fileResults, { stale: staleYearEnd, done: '已上报旗委组织部' })
  const confirm = useAct(confirmResults, { stale: staleYearEnd, done: '已确认，可以订制牌匾' })
  const back = useAct(returnResults, { stale: staleYearEnd, done: '已退回苏木镇' })
  const may = (act: DeterminationAct) => found.can.includes(act)
  const why = (act: DeterminationAct) => found.blocked[act]
  const shut = () => setDrawer(undefined)
  const again = found.state !== 'PREPARING'
  const amending = may('amend') && found.amendments > 0
  const determinationIds = [found.id]
  const contact = { contact: `${found.townshipName}党委组织委员办公室` }
  return (
    <>
      {may('return') ? (
        <ActButton
          danger
          ask={{ label: '退回原因' }}
          act={(reason) => back.run({ body: { determinationId: found.id, reason } })}
        >
          退回苏木镇
        </ActButton>
      ) : null}
      {setting && again ? <ActButton act={() => onRevise(false)}>不重新评定</ActButton> : null}
      {setting ? (
        <ActButton main why={why('determine')} act={() => setDrawer('determine')}>
          登记会议并评定
        </ActButton>
      ) : may('determine') ? (
        <ActButton why={why('determine')} act={() => onRevise(true)}>
          重新开会评定
        </ActButton>
      ) : null}
      {may('publish') && !setting ? (
        <ActButton main act={() => setDrawer('publish')}>
          发布公示
        </ActButton>
      ) : null}
      {amending ? (
        <ActButton main act={() => setDrawer('amend')}>
          发布更正公示
        </ActButton>
      ) : null}
      {may('close') ? (
        <ActButton
          main={!amending}
          why={why('close')}
          confirm={`将结束公示，${found.rated} 项结果可以上报旗委组织部。`}
          act={() => close.run({ body: { determinationIds } })}
        >
          结束公示
        </ActButton>
      ) : null}
      {may('file') && !setting ? (
        <ActButton main why={why('file')} act={() => setDrawer('file')}>
          上报旗委组织部
        </ActButton>
      ) : null}
      {may('confirm') ? (
        <ActButton
          main
          confirm={`将确认 ${found.rated} 项评定结果${found.differences > 0 ? `，其中 ${found.differences} 项与测算不一致` : ''}；确认后结果生效。`}
          act={() => confirm.run({ body: { determinationIds } })}
        >
          备案确认
        </ActButton>
      ) : null}
      <MeetingDrawer
        found={found}
        levels={levels}
        open={drawer === 'determine'}
        onClose={shut}
        onHeld={() => onRevise(false)}
      />
      <FormDrawer<{ contact: string }>
        open={drawer === 'publish' || drawer === 'amend'}
        onClose={shut}
        title={drawer === 'amend' ? '发布更正公示' : '发布评定公示'}
        sentence={
          drawer === 'amend'
            ? `更正的 ${found.amendments} 项结果自今天起再公示满规定的工作日，期满无异议后才能上报。`
            : `${found.rated} 项结果自今天起公示，任何人不用登录就能查看、以真实姓名提出异议。`
        }
        submit="发布公示"
        initial={contact}
        onSubmit={(values) =>
          drawer === 'amend'
            ? amend.run({ body: { determinationId: found.id, ...values } })
            : publish.run({ body: { determinationIds, ...values } })
        }
      >
        <Field
          name="contact"
          label="反映问题的联系方式"
          required
          help="写单位、地点和办公电话，不写个人手机号。"
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={200} />
        </Field>
      </FormDrawer>
      <FormDrawer<{ docNo?: string; note?: string }>
        open={drawer === 'file'}
        onClose={shut}
        title="上报旗委组织部"
        sentence={`将上报 ${found.rated} 项评定结果、会议纪要和差异报告（${found.differences} 项），由旗委组织部备案确认。`}
        submit="上报"
        initial={{ docNo: found.docNo ?? '' }}
        onSubmit={({ docNo, note }) =>
          file.run({ body: { determinationIds, docNo: docNo || null, note: note || null } })
        }
      >
        <Field name="docNo" label="文号" help="没有可以不填。">
          <Input maxLength={60} placeholder="如 镇党发〔2027〕1号" />
        </Field>
        <Field name="note" label="说明">
          <Input.TextArea autoSize={{ minRows: 3 }} maxLength={300} />
        </Field>
      </FormDrawer>
    </>
  )
}

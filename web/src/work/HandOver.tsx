/** What can be done with a matter besides settling it: hand over, take back, accept, decline, urge. */
import { posts } from '@xinghe/contract/rights'
import {
  acceptHandOver,
  declineHandOver,
  handOver,
  listReceivers,
  listWork,
  remind,
  takeBack,
  type WorkRow,
} from '@xinghe/contract/work'
import { useAct, useAnswer } from '../app/call.ts'
import { ActButton, Field, FormDrawer, Input, Select } from '../ui/index.ts'

const stale = [listWork]

export interface HandOverDrawerProps {
  row: WorkRow | undefined
  onClose: () => void
}
/** Offers a matter to a named colleague of the unit. */
export function HandOverDrawer({ row, onClose }: HandOverDrawerProps) {
  const receivers = useAnswer(listReceivers, { params: { id: row?.id ?? '' } }, { when: row !== undefined })
  const offer = useAct(handOver, { stale, done: '已转出，对方接收之前仍由您负责' })
  const nobody = receivers.data?.length === 0
  return (
    <FormDrawer
      open={row !== undefined}
      onClose={onClose}
      title="转办"
      sentence={
        row
          ? `将“${row.title}”转给同一单位有权办理的同志。对方接收之前，此事仍由您负责，期限不变。`
          : undefined
      }
      submit="转出"
      onSubmit={(values: { personId: string; note: string }) =>
        offer.run({ params: { id: row?.id ?? '' }, body: values })
      }
    >
      <Field
        name="personId"
        label="接办人"
        required
        missing="请选择接办人"
        help={nobody ? '本单位目前没有其他有权办理此事的同志，请联系组织部先任命' : undefined}
      >
        <Select
          placeholder="选择接办人"
          loading={receivers.isPending}
          disabled={nobody}
          options={(receivers.data ?? []).map((one) => ({
            value: one.personId,
            label: `${one.name}（${posts[one.post]}）`,
          }))}
        />
      </Field>
      <Field name="note" label="原因" required missing="请写明转办原因">
        <Input.TextArea
          maxLength={200}
          showCount
          autoSize={{ minRows: 3 }}
          placeholder="如：本周下乡，请代为办理"
        />
      </Field>
    </FormDrawer>
  )
}

/** The acts that the server allows on this row. */
export function SideActs({ row, onHandOver }: { row: WorkRow; onHandOver: (row: WorkRow) => void }) {
  const accept = useAct(acceptHandOver, { stale, done: '已接收，此事由您办理' })
  const decline = useAct(declineHandOver, { stale, done: '已退回转办人' })
  const back = useAct(takeBack, { stale, done: '已收回' })
  const urge = useAct(remind, { stale, done: '已催办，对方工作台会显示' })
  const params = { id: row.id }
  const may = (act: WorkRow['can'][number]) => row.can.includes(act)
  return (
    <>
      {may('accept') ? (
        <ActButton size="small" act={() => accept.run({ params })}>
          接收
        </ActButton>
      ) : null}
      {may('decline') ? (
        <ActButton
          size="small"
          quiet
          ask={{ label: '退回原因', placeholder: '如：本周外出' }}
          act={(note) => decline.run({ params, body: { note } })}
        >
          不接
        </ActButton>
      ) : null}
      {may('take_back') ? (
        <ActButton size="small" quiet act={() => back.run({ params })}>
          收回
        </ActButton>
      ) : null}
      {may('hand_over') ? (
        <ActButton size="small" quiet act={() => onHandOver(row)}>
          转办
        </ActButton>
      ) : null}
      {may('remind') ? (
        <ActButton
          size="small"
          ask={{ label: '催办说明', placeholder: '如：请于本周五前办结' }}
          act={(note) => urge.run({ params, body: { note } })}
        >
          催办
        </ActButton>
      ) : null}
    </>
  )
}

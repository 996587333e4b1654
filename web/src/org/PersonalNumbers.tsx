/** ID number, telephone, bank account: masked; whole for a minute, with a purpose that is written down. */
import { getPerson, type PersonDetail } from '@xinghe/contract/org'
import { type PersonalKind, personalKinds, purposes, revealPersonal } from '@xinghe/contract/personal'
import type { AnswerOf, SentBody } from '@xinghe/contract/route'
import { useEffect, useState } from 'react'
import { useAct } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { ActButton, Checkbox, Facts, Field, FormDrawer, Input, Section, Select } from '../ui/index.ts'
import { choices } from './unit-forms.tsx'

type Whole = AnswerOf<typeof revealPersonal>
/** 依据: long enough to copy a number by hand, short enough for a screen that is left alone. */
const shownFor = 60

export function PersonalNumbers({ person }: { person: PersonDetail }) {
  const me = useMe()
  const own = me?.person.id === person.id
  const [asking, setAsking] = useState(false)
  const [whole, setWhole] = useState<Whole>()
  const [left, setLeft] = useState(0)
  const reveal = useAct(revealPersonal, { stale: [getPerson] })
  const masks: Record<PersonalKind, string | null> = {
    ID_NUMBER: person.idNumber,
    PHONE: person.phone,
    BANK_ACCOUNT: person.bankAccount,
  }
  const there = (Object.keys(personalKinds) as PersonalKind[]).filter((kind) => masks[kind] !== null)
  const hide = () => setWhole(undefined)
  useEffect(() => {
    if (!whole) return
    const until = Date.now() + shownFor * 1000
    const tick = setInterval(() => {
      const rest = Math.ceil((until - Date.now()) / 1000)
      setLeft(rest)
      if (rest <= 0) setWhole(undefined)
    }, 250)
    return () => clearInterval(tick)
  }, [whole])
  const show = async (body: SentBody<typeof revealPersonal>) => {
    const answer = await reveal.run({ params: { id: person.id }, body })
    setLeft(shownFor)
    setWhole(answer)
  }
  const shown: Record<PersonalKind, string | null | undefined> = {
    ID_NUMBER: whole?.idNumber,
    PHONE: whole?.phone,
    BANK_ACCOUNT: whole?.bankAccount,
  }
  const why = person.can.includes('reveal')
    ? undefined
    : there.length === 0
      ? '没有登记号码'
      : '由苏木镇组织委员或旗县组织部查看，并写明用途'
  return (
    <Section
      title="身份证号、电话、银行账号"
      extra={
        whole ? (
          <ActButton act={hide}>隐藏（{left}秒）</ActButton>
        ) : (
          <ActButton why={why} act={() => (own ? show({ what: there }) : setAsking(true))}>
            查看完整号码
          </ActButton>
        )
      }
    >
      <Facts
        columns={3}
        items={(Object.keys(personalKinds) as PersonalKind[]).map((kind) => ({
          label: personalKinds[kind],
          value: masks[kind] && <span className="xh-number">{shown[kind] ?? masks[kind]}</span>,
        }))}
      />
      {person.bornOn && person.idNumber ? (
        <p className="xh-quiet">旁边已列出出生日期，身份证号只显示前6位。</p>
      ) : null}
      <FormDrawer
        open={asking}
        onClose={() => setAsking(false)}
        title="查看完整号码"
        submit="查看"
        sentence={`查看${person.name}的号码会连同用途记入审计日志，本人也能看到谁看过。号码显示${shownFor}秒后隐藏。`}
        initial={{ what: there } as Partial<SentBody<typeof revealPersonal>>}
        onSubmit={show}
      >
        <Field name="what" label="查看哪些" required missing="请选择要查看的号码">
          <Checkbox.Group options={there.map((kind) => ({ value: kind, label: personalKinds[kind] }))} />
        </Field>
        <Field name="purpose" label="用途" required missing="请选择用途">
          <Select placeholder="选择用途" options={choices(purposes)} />
        </Field>
        <Field
          name="note"
          label="具体事由"
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, text?: string) =>
                getFieldValue('purpose') === 'OTHER' && (text ?? '').trim().length < 2
                  ? Promise.reject(new Error('请写明用途'))
                  : Promise.resolve(),
            }),
          ]}
        >
          <Input maxLength={100} placeholder="如：发放2025年度奖励" />
        </Field>
      </FormDrawer>
    </Section>
  )
}

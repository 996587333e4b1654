import {
  changeCategory,
  editPerson,
  endMembership,
  getPerson,
  getUnitDetail,
  grantPost,
  leavings,
  listPeople,
  type PersonDetail,
  postUnits,
  transferMember,
} from '@xinghe/contract/org'
import { fills, type Post, posts } from '@xinghe/contract/rights'
import type { SentBody } from '@xinghe/contract/route'
import { memberStatuses, type UnitKind } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAct } from '../app/call.ts'
import { categoryChoices } from '../app/categories.ts'
import { useMe } from '../app/me.ts'
import { DayInput, Field, FormDrawer, Input, InputNumber, Segmented, Select } from '../ui/index.ts'
import { type Numbers, PersonalFields, typedNumbers } from './PersonalFields.tsx'
import { UnitPicker } from './UnitPicker.tsx'
import { choices, sexes } from './unit-forms.tsx'

export type PersonForm = 'edit' | 'transfer' | 'category' | 'end' | 'post'
export const personStale = [getPerson, listPeople, getUnitDetail]

/** Every form of a person; one is open at a time. */
export function PersonForms({
  person,
  form,
  onClose,
}: {
  person: PersonDetail
  form: PersonForm | undefined
  onClose: () => void
}) {
  const me = useMe()
  const today = me?.today ?? ''
  const params = { id: person.id }
  const stale = personStale
  const edit = useAct(editPerson, { stale, done: '已更正' })
  const transfer = useAct(transferMember, { stale, done: '组织关系已转接' })
  const category = useAct(changeCategory, { stale, done: '类别已变更' })
  const end = useAct(endMembership, { stale, done: '已移出名册' })
  const grant = useAct(grantPost, { stale, done: '已任命' })
  const [post, setPost] = useState<Post>()
  const open = person.memberships.find((one) => one.lastOn === null)
  return (
    <>
      <FormDrawer
        open={form === 'edit'}
        onClose={onClose}
        title="更正信息"
        submit="保存"
        sentence="更正前的内容保留在办理经过中。"
        initial={
          { name: person.name, sex: person.sex, bornOn: person.bornOn } as Partial<
            SentBody<typeof editPerson>
          >
        }
        onSubmit={({
          name,
          sex,
          bornOn,
          ...numbers
        }: Pick<SentBody<typeof editPerson>, 'name' | 'sex' | 'bornOn'> & Numbers) =>
          edit.run({ params, body: { name, sex, bornOn, ...typedNumbers(numbers) } })
        }
      >
        <Field name="name" label="姓名" required>
          <Input maxLength={60} />
        </Field>
        <Field name="sex" label="性别">
          <Segmented options={sexes} />
        </Field>
        <Field name="bornOn" label="出生日期">
          <DayInput latest={today} />
        </Field>
        <PersonalFields masks={person} />
      </FormDrawer>
      <FormDrawer
        open={form === 'transfer'}
        onClose={onClose}
        title="转接组织关系"
        submit="转接"
        initial={{ on: today } as Partial<SentBody<typeof transferMember>>}
        sentence={`${person.name}在${open?.unitName ?? ''}的组织关系到转入日的前一天为止；所任职务不随之转移，请另行办理。`}
        onSubmit={(body: SentBody<typeof transferMember>) => transfer.run({ params, body })}
      >
        <Field name="toUnitId" label="转入党组织" required missing="请选择转入的党组织">
          <UnitPicker width="100%" only={(_, partyOrgName) => partyOrgName !== null} />
        </Field>
        <Field name="on" label="转入日期" required>
          <DayInput latest={today} />
        </Field>
        <Field name="note" label="事由" required missing="请写明事由">
          <Input.TextArea maxLength={200} showCount autoSize={{ minRows: 2 }} placeholder="如：迁居" />
        </Field>
      </FormDrawer>
      <FormDrawer
        open={form === 'category'}
        onClose={onClose}
        title="变更类别"
        submit="变更"
        sentence="从变更之日起按新类别；本年度已经建立的积分手册类别不变。"
        initial={
          {
            category: open?.category,
            status: open?.status,
            linkedHouseholds: open?.linkedHouseholds,
            on: today,
          } as Partial<SentBody<typeof changeCategory>>
        }
        onSubmit={(body: SentBody<typeof changeCategory>) => category.run({ params, body })}
      >
        <Field name="category" label="党员类别" required>
          <Select options={categoryChoices('MEMBER', open?.category)} />
        </Field>
        <Field name="status" label="党员身份" required>
          <Segmented options={choices(memberStatuses)} />
        </Field>
        <Field name="linkedHouseholds" label="联系户数" help="党员中心户填写">
          <InputNumber min={0} max={200} precision={0} style={{ width: '100%' }} />
        </Field>
        <Field name="on" label="变更日期" required>
          <DayInput latest={today} />
        </Field>
      </FormDrawer>
      <FormDrawer
        open={form === 'end'}
        onClose={onClose}
        title="移出名册"
        submit="移出名册"
        initial={{ on: today, note: '' } as Partial<SentBody<typeof endMembership>>}
        sentence={`${person.name}将不再是在册党员；积分手册和历年结果保留。`}
        onSubmit={(body: SentBody<typeof endMembership>) =>
          end.run({ params, body: { ...body, note: body.note ?? '' } })
        }
      >
        <Field name="reason" label="原因" required missing="请选择原因">
          <Select placeholder="选择原因" options={choices(leavings)} />
        </Field>
        <Field name="on" label="最后一天" required>
          <DayInput latest={today} />
        </Field>
        <Field name="note" label="说明">
          <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
        </Field>
      </FormDrawer>
      <FormDrawer
        open={form === 'post'}
        onClose={onClose}
        title="任命职务"
        submit="任命"
        initial={{ on: today } as Partial<SentBody<typeof grantPost>>}
        sentence={`从任职之日起，${person.name}可以该岗位办理所任单位及其下级的事项。`}
        onSubmit={(body: SentBody<typeof grantPost>) => grant.run({ params, body })}
      >
        <Field name="post" label="职务" required missing="请选择职务">
          <Select
            placeholder="选择职务"
            options={choices(posts).filter(
              (one) =>
                postUnits[one.value as Post].length > 0 &&
                me !== undefined &&
                fills(me.post.post, one.value as Post),
            )}
            onChange={(value: Post) => setPost(value)}
          />
        </Field>
        <Field name="unitId" label="任职单位" required missing="请选择任职单位" help="灰色的单位不设此职务">
          <UnitPicker
            width="100%"
            only={(kind) => post === undefined || postUnits[post].includes(kind as UnitKind)}
          />
        </Field>
        <Field name="on" label="任职日期" required>
          <DayInput />
        </Field>
      </FormDrawer>
    </>
  )
}

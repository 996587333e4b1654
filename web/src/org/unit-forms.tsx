import { addPeople, addUnits, editUnit, getUnitDetail, listPeople, listUnits } from '@xinghe/contract/org'
import type { AnswerOf, SentBody } from '@xinghe/contract/route'
import {
  type MemberCategory,
  memberStatuses,
  partyOrgKinds,
  type UnitKind,
  unitKinds,
} from '@xinghe/contract/words'
import { useAct } from '../app/call.ts'
import { categoryChoices } from '../app/categories.ts'
import { useMe } from '../app/me.ts'
import { DayInput, Field, FormDrawer, Input, Segmented, Select } from '../ui/index.ts'
import { type Numbers, PersonalFields, typedNumbers } from './PersonalFields.tsx'

interface UnitFormProps {
  unit: AnswerOf<typeof getUnitDetail>
  open: boolean
  onClose: () => void
}
const stale = [getUnitDetail, listUnits, listPeople]
export const choices = (table: Record<string, string>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }))
export const sexes = choices({ M: '男', F: '女' })

const Names = ({ villageType }: { villageType?: string | null }) => (
  <>
    <Field name="name" label="全称" required>
      <Input maxLength={60} />
    </Field>
    <Field name="shortName" label="简称" required help="列表和表格中使用">
      <Input maxLength={30} />
    </Field>
    <Field name="partyOrgName" label="党组织名称">
      <Input maxLength={80} placeholder="如：某某嘎查党支部" />
    </Field>
    <Field name="partyOrgKind" label="党组织形式">
      <Select allowClear options={choices(partyOrgKinds)} />
    </Field>
    <Field name="villageType" label="地域类型" help="设星方案按地域类型区分职责星">
      <Select allowClear options={categoryChoices('VILLAGE', villageType)} />
    </Field>
  </>
)

export function EditUnitForm({ unit, open, onClose }: UnitFormProps) {
  const edit = useAct(editUnit, { stale, done: '已修改' })
  return (
    <FormDrawer
      open={open}
      onClose={onClose}
      title="修改单位信息"
      submit="保存"
      sentence="自今天起使用新名称；已经发布的公示、印出的牌匾和以往年度的结果仍显示原名。有文件依据的更名，请在“区划变更”中办理。"
      initial={unit as SentBody<typeof editUnit>}
      onSubmit={(body: SentBody<typeof editUnit>) => edit.run({ params: { id: unit.id }, body })}
    >
      <Names villageType={unit.villageType} />
    </FormDrawer>
  )
}

const below: Partial<Record<UnitKind, UnitKind[]>> = {
  BANNER: ['TOWNSHIP', 'STREET', 'DEPARTMENT'],
  COUNTY: ['TOWNSHIP', 'STREET', 'DEPARTMENT'],
  DISTRICT: ['STREET', 'TOWNSHIP', 'DEPARTMENT'],
  TOWNSHIP: ['VILLAGE', 'COMMUNITY'],
  STREET: ['COMMUNITY', 'VILLAGE'],
}
type NewUnitBody = SentBody<typeof addUnits>['units'][number]
export function NewUnitForm({ unit, open, onClose }: UnitFormProps) {
  const add = useAct(addUnits, { stale, done: '已增设' })
  const kinds = below[unit.kind] ?? []
  return (
    <FormDrawer
      open={open}
      onClose={onClose}
      title={`在${unit.shortName}下增设单位`}
      submit="增设"
      initial={{ ...(kinds[0] && { kind: kinds[0] }) } as Partial<NewUnitBody>}
      onSubmit={(body: NewUnitBody) => add.run({ body: { units: [{ ...body, parentId: unit.id }] } })}
    >
      <Field name="kind" label="类别" required>
        <Select options={kinds.map((kind) => ({ value: kind, label: unitKinds[kind] }))} />
      </Field>
      <Names />
    </FormDrawer>
  )
}

interface NewMember extends Numbers {
  name: string
  sex?: 'M' | 'F'
  bornOn?: string
  category: MemberCategory
  status: keyof typeof memberStatuses
  joinedOn?: string
}
export function NewPersonForm({ unit, open, onClose }: UnitFormProps) {
  const me = useMe()
  const add = useAct(addPeople, { stale, done: '已登记入册' })
  const latest = me?.today ?? ''
  return (
    <FormDrawer
      open={open}
      onClose={onClose}
      title={`登记${unit.shortName}党员`}
      submit="登记"
      initial={{ category: categoryChoices('MEMBER')[0]?.value, status: 'FULL' } as Partial<NewMember>}
      sentence="从外地转入或新发展的党员在此登记；辖区内流动请在个人信息中“转接组织关系”。"
      onSubmit={({ name, sex, bornOn, idNumber, phone, bankAccount, ...membership }: NewMember) => {
        const numbers = typedNumbers({
          ...(idNumber && { idNumber }),
          ...(phone && { phone }),
          ...(bankAccount && { bankAccount }),
        })
        return add.run({
          body: { people: [{ name, sex, bornOn, ...numbers, unitId: unit.id, membership, posts: [] }] },
        })
      }}
    >
      <Field name="name" label="姓名" required>
        <Input maxLength={60} />
      </Field>
      <Field name="sex" label="性别">
        <Segmented options={sexes} />
      </Field>
      <Field name="bornOn" label="出生日期">
        <DayInput latest={latest} />
      </Field>
      <PersonalFields />
      <Field name="category" label="党员类别" required>
        <Select options={categoryChoices('MEMBER')} />
      </Field>
      <Field name="status" label="党员身份" required>
        <Segmented options={choices(memberStatuses)} />
      </Field>
      <Field name="joinedOn" label="入党日期">
        <DayInput latest={latest} />
      </Field>
    </FormDrawer>
  )
}

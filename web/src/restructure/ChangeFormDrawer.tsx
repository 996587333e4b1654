/** 办理区划变更: kind, units, names, document; the preview stands above the confirmation. */
import { getUnitDetail, listPeople, listUnits } from '@xinghe/contract/org'
import {
  type ChangeKind,
  changeKinds,
  getUnitHistory,
  listChanges,
  previewChange,
  restructure,
} from '@xinghe/contract/restructure'
import { formatDay } from '@xinghe/contract/values'
import { useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { UnitPicker } from '../org/UnitPicker.tsx'
import { useUnits } from '../org/units.ts'
import { Checkbox, Field, Form, FormDrawer, Input, Select, Switch } from '../ui/index.ts'
import { ChangePreview } from './ChangePreview.tsx'
import { type ChangeForm, changeOf } from './change-of.ts'
import './restructure.css'

const villages = ['VILLAGE', 'COMMUNITY']
const townships = ['TOWNSHIP', 'STREET']
const sentences: Record<ChangeKind, string> = {
  VILLAGE_MERGE: '几个嘎查村并入同一苏木镇的另一个嘎查村。',
  VILLAGE_MOVE: '嘎查村划归另一个苏木镇。',
  VILLAGE_SPLIT: '从一个嘎查村分出一部分党员，设立新嘎查村。',
  TOWNSHIP_MERGE: '整个苏木镇并入另一个苏木镇，所辖嘎查村随之划入。',
  TOWNSHIP_SPLIT: '从一个苏木镇分出几个嘎查村，设立新苏木镇。',
  RENAME: '单位改用新名称，其他不变。',
}

export function ChangeFormDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const today = useMe()?.today ?? ''
  const carryOut = useAct(restructure, {
    stale: [listChanges, listUnits, getUnitDetail, getUnitHistory, listPeople, previewChange],
    done: '区划变更已办理',
  })
  return (
    <FormDrawer<ChangeForm>
      open={open}
      onClose={onClose}
      title="办理区划变更"
      submit="办理"
      sentence={`自${today ? formatDay(today as never) : '今天'}起生效。以往年度的结果、积分册、公示保持当时的名称和数据。`}
      initial={{ kind: 'VILLAGE_MERGE' }}
      width={640}
      onSubmit={async (form) => {
        const change = changeOf(form)
        if (change) await carryOut.run({ body: { change, docNo: form.docNo, reason: form.reason } })
      }}
    >
      {(form) => (
        <>
          <Field name="kind" label="种类" required>
            <Select
              options={Object.entries(changeKinds).map(([value, label]) => ({ value, label }))}
              onChange={() =>
                form.resetFields([
                  ...(['fromIds', 'fromId', 'toId', 'villageIds', 'personIds', 'renamed'] as const),
                  ...(['name', 'shortName', 'partyOrgName', 'checked'] as const),
                ])
              }
            />
          </Field>
          <KindFields />
          <Field name="docNo" label="依据文号" required missing="请填写文号">
            <Input maxLength={60} placeholder="如：旗政发〔2026〕3号" />
          </Field>
          <Field name="reason" label="事由" required missing="请写明事由">
            <Input.TextArea maxLength={200} showCount autoSize={{ minRows: 2 }} />
          </Field>
          <Preview />
          <Form.Item
            name="checked"
            valuePropName="checked"
            rules={[
              {
                validator: (_, checked) =>
                  checked ? Promise.resolve() : Promise.reject(new Error('请核对后勾选')),
              },
            ]}
          >
            <Checkbox>以上内容已核对，确认办理</Checkbox>
          </Form.Item>
        </>
      )}
    </FormDrawer>
  )
}

const watched = () => Form.useWatch([]) as Partial<ChangeForm> | undefined

function Preview() {
  return <ChangePreview change={changeOf(watched() ?? {})} />
}

function KindFields() {
  const { kind, fromId, renamed } = watched() ?? {}
  if (!kind) return null
  const ofVillages = kind === 'VILLAGE_MERGE' || kind === 'VILLAGE_MOVE'
  const merges = kind === 'VILLAGE_MERGE' || kind === 'TOWNSHIP_MERGE'
  const only = (kinds: readonly string[]) => (one: string) => kinds.includes(one)
  return (
    <>
      <p className="xh-quiet">{sentences[kind]}</p>
      {merges || kind === 'VILLAGE_MOVE' ? (
        <>
          <Field
            name="fromIds"
            label={merges ? '被合并的单位' : '划转的嘎查村'}
            required
            missing="请选择单位"
          >
            <UnitsSelect kinds={ofVillages ? villages : townships} />
          </Field>
          <Field name="toId" label={merges ? '合并到' : '划归'} required missing="请选择单位">
            <UnitPicker width="100%" only={only(kind === 'VILLAGE_MERGE' ? villages : townships)} />
          </Field>
        </>
      ) : (
        <Field name="fromId" label="单位" required missing="请选择单位">
          <UnitPicker
            width="100%"
            only={only(
              kind === 'VILLAGE_SPLIT'
                ? villages
                : kind === 'TOWNSHIP_SPLIT'
                  ? townships
                  : [...villages, ...townships],
            )}
          />
        </Field>
      )}
      {kind === 'TOWNSHIP_SPLIT' ? (
        <Field name="villageIds" label="划入新苏木镇的嘎查村" required missing="请选择嘎查村">
          <UnitsSelect kinds={villages} below={fromId} />
        </Field>
      ) : null}
      {kind === 'VILLAGE_SPLIT' ? (
        <Field name="personIds" label="划入新嘎查村的党员" required missing="请选择党员">
          <MembersTick unitId={fromId} />
        </Field>
      ) : null}
      {merges ? (
        <Field name="renamed" label="合并后更名" help="合并后的单位同时改用新名称">
          <Switch />
        </Field>
      ) : null}
      {!merges || renamed ? kind !== 'VILLAGE_MOVE' && <NameFields /> : null}
    </>
  )
}

const NameFields = () => (
  <>
    <Field name="name" label="新名称" required missing="请填写名称">
      <Input maxLength={60} />
    </Field>
    <Field name="shortName" label="新简称" required missing="请填写简称" help="列表和表格中使用">
      <Input maxLength={30} />
    </Field>
    <Field name="partyOrgName" label="党组织新名称">
      <Input maxLength={80} placeholder="如：某某嘎查党支部" />
    </Field>
  </>
)

interface ManyProps {
  id?: string
  value?: string[]
  onChange?: (ids: string[]) => void
}

/** Several units of these kinds, found by name. */
function UnitsSelect({
  kinds,
  below,
  id,
  value,
  onChange,
}: ManyProps & { kinds: readonly string[]; below?: string | undefined }) {
  const { units, answer } = useUnits()
  const nameOf = new Map(units.map((unit) => [unit.id, unit.shortName]))
  return (
    <Select
      {...(id ? { id } : {})}
      {...(value ? { value } : {})}
      {...(onChange ? { onChange } : {})}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      loading={answer.isPending}
      placeholder="可选多个"
      options={units
        .filter((unit) => kinds.includes(unit.kind) && (below === undefined || unit.parentId === below))
        .map((unit) => ({
          value: unit.id,
          label: `${(unit.parentId && nameOf.get(unit.parentId)) ?? ''} ${unit.shortName}`.trim(),
        }))}
    />
  )
}

/** Members of the unit, to be ticked. */
function MembersTick({ unitId, value = [], onChange }: ManyProps & { unitId?: string | undefined }) {
  const [q, setQ] = useState('')
  const people = useAnswer(
    listPeople,
    { query: { unitId: unitId ?? '', who: 'members', size: 200 } as never },
    { when: unitId !== undefined },
  )
  if (!unitId) return <p className="xh-quiet">请先选择单位</p>
  const rows = people.data?.rows ?? []
  return (
    <div className="xh-tick">
      <Input value={q} onChange={(event) => setQ(event.target.value)} allowClear placeholder="按姓名查找" />
      <div className="xh-tick-list">
        {rows
          .filter((one) => one.name.includes(q))
          .map((one) => (
            <Checkbox
              key={one.id}
              checked={value.includes(one.id)}
              onChange={(event) =>
                onChange?.(
                  event.target.checked ? [...value, one.id] : value.filter((known) => known !== one.id),
                )
              }
            >
              {one.name}
            </Checkbox>
          ))}
      </div>
      <small className="xh-quiet">
        共{rows.length}人，已选{value.length}人
      </small>
    </div>
  )
}

/** Drafts for many townships at once; each goes on with its own. */
import { listSchemes } from '@xinghe/contract/schemes'
import { type Guide, getGuide, layOutSchemes } from '@xinghe/contract/setup'
import { type Subject, subjects, type VillageType } from '@xinghe/contract/words'
import { useAct, useAnswer } from '../app/call.ts'
import { villageTypes } from '../app/categories.ts'
import { Button, Checkbox, Field, Form, FormDrawer, Radio, Select } from '../ui/index.ts'

interface Values {
  townshipIds: string[]
  year: number
  kind: 'EXAMPLE' | 'COPY'
  subjects: Subject[]
  villageType: VillageType | ''
  versionId?: string
}
const inForce = ['PUBLISHED', 'LOCKED', 'ARCHIVED']

export function LayOutSchemes({
  guide,
  open,
  onClose,
}: {
  guide: Guide
  open: boolean
  onClose: () => void
}) {
  const { year } = guide.county
  const { townships } = guide.schemes
  const lay = useAct(layOutSchemes, {
    stale: [getGuide, listSchemes],
    done: ({ made, kept }) =>
      `已起草 ${made} 份草稿${kept.length ? `；${kept.length} 份已有方案，没有改动` : ''}`,
  })
  const lacking = townships.filter(({ org, member }) => org.length === 0 || member.length === 0)
  const every = townships.map(({ id }) => id)
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title="为苏木镇起草设星方案"
      submit="起草"
      sentence="为选中的苏木镇各建一份草稿，由苏木镇修改后报审。已有方案的苏木镇不受影响。"
      initial={{
        townshipIds: (lacking.length ? lacking : townships).map(({ id }) => id),
        year,
        kind: 'EXAMPLE',
        subjects: ['ORG', 'MEMBER'],
        villageType: '',
      }}
      onSubmit={async (values) => {
        await lay.run({
          body: {
            townshipIds: values.townshipIds,
            year: values.year,
            subjects: values.subjects,
            from:
              values.kind === 'COPY'
                ? { kind: 'COPY', versionId: values.versionId ?? '' }
                : { kind: 'EXAMPLE', villageType: values.villageType || null },
          },
        })
      }}
    >
      {(form) => (
        <>
          <Field
            name="townshipIds"
            label="苏木镇"
            required
            missing="请选择苏木镇"
            help={
              <Button
                type="link"
                size="small"
                style={{ paddingInline: 0 }}
                onClick={() => form.setFieldValue('townshipIds', every)}
              >
                全部选中
              </Button>
            }
          >
            <Select
              mode="multiple"
              maxTagCount={6}
              showSearch={{ optionFilterProp: 'label' }}
              options={townships.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
          <Field name="year" label="年度" required>
            <Select options={[year, year + 1].map((value) => ({ value, label: `${value}年` }))} />
          </Field>
          <Field name="kind" label="从哪里开始" required>
            <Radio.Group
              options={[
                { value: 'EXAMPLE', label: '内置范例' },
                { value: 'COPY', label: '复制已发布的方案' },
              ]}
            />
          </Field>
          <Source />
        </>
      )}
    </FormDrawer>
  )
}

function Source() {
  const kind = Form.useWatch('kind') as Values['kind'] | undefined
  const form = Form.useFormInstance<Values>()
  const schemes = useAnswer(listSchemes, {}, { when: kind === 'COPY' })
  const sources = (schemes.data?.rows ?? []).filter(({ state }) => inForce.includes(state))
  if (kind === 'COPY')
    return (
      <Field name="versionId" label="复制哪一套" required missing="请选择要复制的方案">
        <Select
          loading={schemes.isPending}
          placeholder="任一苏木镇已发布的方案"
          notFoundContent="还没有已发布的方案"
          // A scheme is of one kind: drafts are made of that kind only.
          onChange={(id) =>
            form.setFieldValue('subjects', [sources.find((one) => one.id === id)?.subject ?? 'ORG'])
          }
          options={sources.map((one) => ({
            value: one.id,
            label: `${one.townshipName} ${one.year}年 第${one.version}版 ${one.title}`,
          }))}
        />
      </Field>
    )
  return (
    <>
      <Field name="subjects" label="对象" required missing="请选择对象">
        <Checkbox.Group options={Object.entries(subjects).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field name="villageType" label="范例" help="范例已设好十颗星和全部细则，苏木镇可逐条修改">
        <Select
          options={[
            { value: '', label: '按各苏木镇多数嘎查村的类型' },
            ...Object.entries(villageTypes).map(([value, label]) => ({ value, label: `一律用${label}范例` })),
          ]}
        />
      </Field>
    </>
  )
}

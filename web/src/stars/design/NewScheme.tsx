/** Begins a draft: from the built-in example of a type of village, copied from another scheme, or empty. */
import { createScheme, listSchemeSources, listSchemes, type SchemeSource } from '@xinghe/contract/schemes'
import { type Subject, subjects, type VillageType } from '@xinghe/contract/words'
import { useAct, useAnswer } from '../../app/call.ts'
import { categoryChoices, villageTypes } from '../../app/categories.ts'
import { Field, Form, FormDrawer, Radio, Select } from '../../ui/index.ts'

interface Values {
  subject: Subject
  year: number
  kind: SchemeSource['kind']
  exampleType: VillageType
  versionId?: string
  villageType: VillageType | ''
}
export interface NewSchemeProps {
  open: boolean
  onClose: () => void
  townshipId: string
  /** The current year. */
  year: number
  onMade: (id: string) => void
}
export const sourceOf = ({
  kind,
  exampleType,
  versionId,
}: Pick<Values, 'kind' | 'exampleType' | 'versionId'>): SchemeSource =>
  kind === 'EXAMPLE'
    ? { kind, villageType: exampleType }
    : kind === 'COPY'
      ? { kind, versionId: versionId ?? '' }
      : { kind }

export function NewScheme({ open, onClose, townshipId, year, onMade }: NewSchemeProps) {
  const create = useAct(createScheme, { stale: [listSchemes], done: '已建立草稿' })
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title="起草设星方案"
      submit="开始起草"
      sentence="一个年度内，党组织和党员各设一套方案；也可以按嘎查村类型分设。"
      initial={{ subject: 'ORG', year, kind: 'EXAMPLE', exampleType: 'PASTORAL', villageType: '' }}
      onSubmit={async (values) => {
        const { id } = await create.run({
          body: {
            townshipId,
            subject: values.subject,
            year: values.year,
            villageType: values.villageType || null,
            from: sourceOf(values),
          },
        })
        onMade(id)
      }}
    >
      <Field name="subject" label="对象" required>
        <Radio.Group options={Object.entries(subjects).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field name="year" label="年度" required>
        <Select options={[year, year + 1].map((value) => ({ value, label: `${value}年` }))} />
      </Field>
      <Field name="villageType" label="适用范围">
        <Select
          options={[
            { value: '', label: '全镇' },
            ...categoryChoices('VILLAGE').map(({ value, label }) => ({
              value,
              label: `只用于${label}嘎查村`,
            })),
          ]}
        />
      </Field>
      <SourceFields />
    </FormDrawer>
  )
}

/** Where the content comes from; also for putting it anew into a draft. */
export function SourceFields({ subject: given }: { subject?: Subject }) {
  const kind = Form.useWatch('kind') as SchemeSource['kind'] | undefined
  const chosen = Form.useWatch('subject') as Subject | undefined
  const subject = given ?? chosen ?? 'ORG'
  const sources = useAnswer(listSchemeSources, { query: { subject } }, { when: kind === 'COPY' })
  return (
    <>
      <Field name="kind" label="从哪里开始" required>
        <Radio.Group
          options={[
            { value: 'EXAMPLE', label: '内置范例' },
            { value: 'COPY', label: '复制已发布的方案' },
            { value: 'EMPTY', label: '空白' },
          ]}
        />
      </Field>
      {kind === 'EXAMPLE' ? (
        <Field name="exampleType" label="范例" help="范例已设好十颗星和全部细则，可逐条修改" required>
          <Select
            options={Object.entries(villageTypes).map(([value, label]) => ({
              value,
              label: `${label}${subjects[subject]}方案`,
            }))}
          />
        </Field>
      ) : null}
      {kind === 'COPY' ? (
        <Field name="versionId" label="复制哪一套" required missing="请选择要复制的方案">
          <Select
            loading={sources.isPending}
            placeholder="本镇往年或外镇的方案"
            notFoundContent="还没有已发布的方案"
            options={(sources.data ?? []).map((one) => ({
              value: one.versionId,
              label: `${one.own ? '本镇' : one.townshipName} ${one.year}年 第${one.version}版 ${one.title}`,
            }))}
          />
        </Field>
      ) : null}
    </>
  )
}

/** 批量打印: one file of all books, notices, plaques … of a place; how far it is, and the file, in the same place. */
import { PrinterOutlined } from '@ant-design/icons'
import { listErrands } from '@xinghe/contract/errands'
import {
  beginPrints,
  doorPlateSizes,
  type Fill,
  fills,
  type PlateSize,
  type PrintThing,
  plaqueSizes,
  printThings,
} from '@xinghe/contract/prints'
import { type Subject, subjects } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAct } from '../app/call.ts'
import { useCan, useMe } from '../app/me.ts'
import { ErrandProgress } from '../errands/index.ts'
import { useUnits } from '../org/units.ts'
import { Button, Field, Form, FormDrawer, Radio, Select, SideSheet } from '../ui/index.ts'

export interface PrintBatchProps {
  /** What this page is about; several: one is chosen first. */
  things: readonly PrintThing[]
  year: number
  /** As the page is filtered now. */
  townshipId?: string | undefined
  villageId?: string | undefined
  subject?: Subject | undefined
  quarter?: number | undefined
  children?: string
}
interface Values {
  what: PrintThing
  year: number
  townshipId?: string
  villageId?: string
  subject: Subject
  quarter?: number
  fill: Fill
  size?: PlateSize
}
const bySubject: readonly PrintThing[] = ['BOOKS', 'YEAR_NOTICES', 'WHY']
const byQuarter: readonly PrintThing[] = ['SUMMARIES', 'QUARTER_NOTICES']
const byFill: readonly PrintThing[] = ['BOOKS', 'SUMMARIES', 'OBJECTIONS']
const sizes: Partial<Record<PrintThing, readonly PlateSize[]>> = {
  PLAQUES: plaqueSizes,
  DOOR_PLATES: doorPlateSizes,
}
const options = (table: Record<string, string>) =>
  Object.entries(table).map(([value, label]) => ({ value, label }))
const inMm = (size: PlateSize) => `${size.replace('x', ' × ')} 毫米`

export function PrintBatch({ things, year, children = '批量打印', ...filtered }: PrintBatchProps) {
  const can = useCan()
  const me = useMe()
  const [asking, setAsking] = useState(false)
  const [errandId, setErrandId] = useState<string>()
  const begin = useAct(beginPrints, { stale: [listErrands] })
  if (!can('exports.make')) return null
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => setAsking(true)}>
        {children}
      </Button>
      <FormDrawer<Values>
        open={asking}
        onClose={() => setAsking(false)}
        title={children}
        sentence="排成一个 PDF 文件，按苏木镇、嘎查村编好书签。数量多时要几分钟，可以离开此页。"
        submit="开始打印"
        initial={{
          what: things[0] as PrintThing,
          year,
          subject: filtered.subject ?? 'MEMBER',
          fill: 'FILLED',
          ...(filtered.townshipId && { townshipId: filtered.townshipId }),
          ...(filtered.villageId && { villageId: filtered.villageId }),
          ...(filtered.quarter && { quarter: filtered.quarter }),
        }}
        onSubmit={async ({ size, townshipId, villageId, ...values }) => {
          const own = sizes[values.what]
          const unitId = villageId ?? townshipId ?? me?.post.unitId ?? ''
          const { errandId: begun } = await begin.run({
            body: { ...values, unitId, ...(own && { size: size && own.includes(size) ? size : own[0] }) },
          })
          setErrandId(begun)
        }}
      >
        {(form) => <Questions form={form} things={things} year={year} />}
      </FormDrawer>
      <SideSheet
        open={errandId !== undefined}
        onClose={() => setErrandId(undefined)}
        title={children}
        width={520}
      >
        {errandId ? <ErrandProgress id={errandId} /> : null}
      </SideSheet>
    </>
  )
}

type QuestionForm = ReturnType<typeof Form.useForm<Values>>[0]

function Questions({
  form,
  things,
  year,
}: {
  form: QuestionForm
  things: readonly PrintThing[]
  year: number
}) {
  const me = useMe()
  const { units } = useUnits()
  const watched = useWatched(form)
  const what = watched.what ?? (things[0] as PrintThing)
  const townships = units.filter(({ kind }) => kind === 'TOWNSHIP' || kind === 'STREET')
  const villages = units.filter(
    ({ kind, parentId }) =>
      (kind === 'VILLAGE' || kind === 'COMMUNITY') &&
      (!watched.townshipId || parentId === watched.townshipId),
  )
  const thisYear = Number(me?.today.slice(0, 4) ?? year)
  const years = [...new Set([thisYear, thisYear - 1, thisYear - 2, year])].sort((a, b) => b - a)
  const own = sizes[what]
  return (
    <>
      {things.length > 1 ? (
        <Field name="what" label="打印什么" required>
          <Select options={things.map((value) => ({ value, label: printThings[value] }))} />
        </Field>
      ) : (
        <Field name="what">
          <input type="hidden" />
        </Field>
      )}
      <Field name="year" label="年度" required>
        <Select options={years.map((value) => ({ value, label: `${value}年` }))} />
      </Field>
      {townships.length > 1 ? (
        <Field name="townshipId" label="苏木镇" help="不选就是全部">
          <Select
            allowClear
            showSearch
            optionFilterProp="label"
            placeholder="全部"
            onChange={() => form.setFieldValue('villageId', undefined)}
            options={townships.map(({ id, shortName }) => ({ value: id, label: shortName }))}
          />
        </Field>
      ) : null}
      {villages.length > 1 ? (
        <Field name="villageId" label="嘎查村" help="不选就是全部">
          <Select
            allowClear
            showSearch
            optionFilterProp="label"
            placeholder="全部"
            options={villages.map(({ id, shortName }) => ({ value: id, label: shortName }))}
          />
        </Field>
      ) : null}
      {bySubject.includes(what) ? (
        <Field name="subject" label="对象" required>
          <Radio.Group options={options(subjects)} />
        </Field>
      ) : null}
      {byQuarter.includes(what) ? (
        <Field name="quarter" label="季度" help="不选就是全部；汇总表连同全年">
          <Select
            allowClear
            placeholder="全部"
            options={[1, 2, 3, 4].map((value) => ({ value, label: `第${'一二三四'[value - 1]}季度` }))}
          />
        </Field>
      ) : null}
      {byFill.includes(what) ? (
        <Field name="fill" label="内容" required>
          <Radio.Group options={options(fills)} />
        </Field>
      ) : null}
      {own ? (
        <Field name="size" label="尺寸" help="不选就是最大的一种">
          <Select
            placeholder={inMm(own[0] as PlateSize)}
            options={own.map((value) => ({ value, label: inMm(value) }))}
          />
        </Field>
      ) : null}
    </>
  )
}

const useWatched = (form: QuestionForm): Partial<Values> => ({
  what: Form.useWatch('what', form) as PrintThing,
  townshipId: Form.useWatch('townshipId', form) as string,
})

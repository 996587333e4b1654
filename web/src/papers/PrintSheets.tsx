/** Which sheets to print: of one book, of a village, or of my whole area. */
import { type PaperKind, paperKinds } from '@xinghe/contract/paper-lines'
import { getPaperPdf, printPaperSheets, usualLines } from '@xinghe/contract/papers'
import { listBooks } from '@xinghe/contract/points'
import type { Subject } from '@xinghe/contract/words'
import { urlOf, useAct, useAnswer } from '../app/call.ts'
import { useCan, useMe } from '../app/me.ts'
import { UnitPicker } from '../org/UnitPicker.tsx'
import { Field, Form, FormDrawer, InputNumber, Segmented, Select } from '../ui/index.ts'
import { stalePapers } from './words.tsx'

interface Asked {
  kind: PaperKind
  subject: Subject
  year: number
  quarter: number
  villageId?: string
  bookIds?: string[]
  lines?: number
}
interface Props {
  open: boolean
  onClose: () => void
  /** Long work that prints them; undefined: one sheet, already opened. */
  onPrinted: (errandId: string | undefined) => void
}
export function PrintSheets({ open, onClose, onPrinted }: Props) {
  const me = useMe()
  const can = useCan()
  const print = useAct(printPaperSheets, {
    stale: stalePapers,
    done: ({ ids }) => `已生成 ${ids.length} 张表`,
  })
  const kinds = (Object.keys(paperKinds) as PaperKind[]).filter((kind) =>
    can(kind === 'SCORE' ? 'year_end.assess' : 'papers.key'),
  )
  const year = Number(me?.today.slice(0, 4) ?? 0)
  const quarter = Math.ceil(Number(me?.today.slice(5, 7) ?? 1) / 3)
  return (
    <FormDrawer<Asked>
      open={open}
      onClose={onClose}
      title="打印纸质表"
      sentence="每张表都有自己的编号，录入时凭编号打开。背面印有适用的细则编号，请双面打印。"
      submit="生成并打印"
      initial={{ kind: kinds[0] ?? 'RECORD', subject: 'MEMBER', year, quarter }}
      onSubmit={async ({ kind, subject, year, quarter, villageId, bookIds = [], lines }) => {
        const { ids, errandId } = await print.run({
          body: {
            kind,
            subject: kind === 'VILLAGE_RECORD' ? 'MEMBER' : subject,
            year,
            quarter: kind === 'SCORE' ? null : quarter,
            villageIds: villageId && bookIds.length === 0 ? [villageId] : [],
            bookIds: kind === 'RECORD' ? bookIds : [],
            ...(lines && kind !== 'SCORE' && { lines }),
          },
        })
        if (!errandId && ids[0])
          window.open(urlOf(getPaperPdf, { params: { id: ids[0] } }), '_blank', 'noopener')
        onPrinted(errandId ?? undefined)
      }}
    >
      <Field name="kind" label="表" required>
        <Segmented block options={kinds.map((value) => ({ value, label: paperKinds[value] }))} />
      </Field>
      <AskedFields year={year} />
    </FormDrawer>
  )
}

/** What else is asked depends on the kind of sheet and the village. */
function AskedFields({ year }: { year: number }) {
  const kind = (Form.useWatch('kind') as PaperKind | undefined) ?? 'RECORD'
  const villageId = Form.useWatch('villageId') as string | undefined
  const subject = (Form.useWatch('subject') as Subject | undefined) ?? 'MEMBER'
  const inYear = (Form.useWatch('year') as number | undefined) ?? year
  const books = useAnswer(
    listBooks,
    { query: { year: inYear, subject, ...(villageId && { villageId }), size: 200 } },
    { when: kind === 'RECORD' && villageId !== undefined },
  )
  return (
    <>
      {kind === 'VILLAGE_RECORD' ? null : (
        <Field name="subject" label="对象" required>
          <Segmented
            options={[
              { value: 'MEMBER', label: '党员' },
              { value: 'ORG', label: '党组织' },
            ]}
          />
        </Field>
      )}
      <Field name="year" label="年度" required>
        <Segmented options={[year - 1, year].map((one) => ({ value: one, label: `${one}年` }))} />
      </Field>
      {kind === 'SCORE' ? null : (
        <Field name="quarter" label="季度" required>
          <Segmented options={[1, 2, 3, 4].map((one) => ({ value: one, label: `第${one}季度` }))} />
        </Field>
      )}
      <Field name="villageId" label="嘎查村" help="不选则打印辖区内全部，合成一个文件">
        <UnitPicker only={(one) => one === 'VILLAGE' || one === 'COMMUNITY'} width="100%" />
      </Field>
      {kind === 'RECORD' && villageId ? (
        <Field name="bookIds" label="只印这几册" help="不选则每册一张">
          <Select
            mode="multiple"
            allowClear
            loading={books.isFetching}
            showSearch={{ optionFilterProp: 'label' }}
            options={(books.data?.rows ?? []).map((book) => ({
              value: book.id,
              label: `${book.name}（${book.bookNo}）`,
            }))}
          />
        </Field>
      ) : null}
      {kind === 'SCORE' ? null : (
        <Field name="lines" label="行数" help={`不填为${usualLines[kind]}行`}>
          <InputNumber min={6} max={48} precision={0} />
        </Field>
      )}
    </>
  )
}

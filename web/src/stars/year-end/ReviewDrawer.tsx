/** The assembly that reviewed the year. One assembly is typed once, for the organisation and the members. */

import { reviewGrades, subjects } from '@xinghe/contract/words'
import {
  attendanceReached,
  getYearEndBoard,
  getYearEndSheet,
  peerReview,
  type YearEndSheet,
} from '@xinghe/contract/year-end'
import { useAct, useAnswer } from '../../app/call.ts'
import { useMe } from '../../app/me.ts'
import { Checkbox, DayInput, Field, Form, FormDrawer, InputNumber, Select, StateTag } from '../../ui/index.ts'
import { staleYearEnd } from './words.tsx'

interface Values {
  on: string
  membersEntitled: number
  membersAttended: number
  representativesAttended: number
  votesSatisfied: number
  votesBasically: number
  votesDissatisfied: number
  both: boolean
  EXCELLENT: string[]
  BASIC: string[]
  UNQUALIFIED: string[]
}
const numbers = [
  'membersEntitled',
  'membersAttended',
  'representativesAttended',
  'votesSatisfied',
  'votesBasically',
  'votesDissatisfied',
] as const
const exceptions = ['EXCELLENT', 'BASIC', 'UNQUALIFIED'] as const

export function ReviewDrawer({
  sheet,
  open,
  onClose,
}: {
  sheet: YearEndSheet
  open: boolean
  onClose: () => void
}) {
  const me = useMe()
  const send = useAct(peerReview, { stale: staleYearEnd, done: '测评已登记，由考核组核定' })
  const board = useAnswer(
    getYearEndBoard,
    { params: { townshipId: sheet.townshipId }, query: { year: sheet.year } },
    { when: open },
  )
  const row = board.data?.rows.find((one) => one.villageId === sheet.villageId)
  const sibling = sheet.subject === 'ORG' ? row?.member : row?.org
  const other = sibling?.can.includes('review') ? sibling : undefined
  const siblingSheet = useAnswer(
    getYearEndSheet,
    { params: { id: other?.sheetId ?? '' } },
    { when: open && sheet.subject === 'ORG' && other !== undefined },
  )
  const members = sheet.subject === 'MEMBER' ? sheet : siblingSheet.data
  const grades = (values: Values) =>
    exceptions.flatMap((grade) => (values[grade] ?? []).map((bookId) => ({ bookId, grade })))
  const submit = (values: Values) => {
    const shared = {
      on: values.on,
      ...(Object.fromEntries(numbers.map((name) => [name, values[name] ?? 0])) as Record<
        (typeof numbers)[number],
        number
      >),
    }
    const mine = sheet.subject === 'MEMBER' ? grades(values) : []
    const theirs = sheet.subject === 'ORG' ? grades(values) : []
    const sheets = [
      { sheetId: sheet.sheetId, ...shared, grades: mine },
      ...(other && values.both ? [{ sheetId: other.sheetId, ...shared, grades: theirs }] : []),
    ]
    return send.run({ body: { sheets } }).catch((error) => {
      // Fields come back as 'sheets.0.membersAttended'; the form knows them by their own name.
      for (const field of (error as { fields?: { path: string }[] }).fields ?? [])
        field.path = field.path.replace(/^sheets\.\d+\./, '')
      throw error
    })
  }
  return (
    <FormDrawer<Values>
      open={open}
      onClose={onClose}
      title="登记测评"
      sentence="召开党员大会，请群众代表参加，对一年的工作进行满意度测评，并对党员进行民主评议。"
      submit="登记测评"
      width={600}
      initial={{ on: me?.today ?? '', both: true, ...(sheet.review ?? {}) }}
      onSubmit={submit}
    >
      {(form) => (
        <>
          <Field name="on" label="会议日期" required>
            <DayInput latest={me?.today ?? ''} />
          </Field>
          <div className="ye-three">
            <Count name="membersEntitled" label="党员应到" />
            <Count name="membersAttended" label="党员实到" />
            <Count name="representativesAttended" label="群众代表到会" />
          </div>
          <div className="ye-three">
            <Count name="votesSatisfied" label="满意" unit="票" />
            <Count name="votesBasically" label="基本满意" unit="票" />
            <Count name="votesDissatisfied" label="不满意" unit="票" />
          </div>
          <Form.Item noStyle shouldUpdate>
            {() => <Check values={form.getFieldsValue(true) as Partial<Values>} />}
          </Form.Item>
          {other ? (
            <Field name="both" ticked>
              <Checkbox>同一次会议也测评了{subjects[other.subject]}，一并登记</Checkbox>
            </Field>
          ) : null}
          <Form.Item noStyle shouldUpdate>
            {() =>
              members && (sheet.subject === 'MEMBER' || form.getFieldValue('both')) ? (
                <>
                  <p className="xh-quiet">民主评议：没有列出的都是合格。</p>
                  {exceptions.map((grade) => (
                    <Field
                      key={grade}
                      name={grade}
                      label={reviewGrades[grade]}
                      help={grade === 'UNQUALIFIED' ? '评议不合格的只考核、不评星。' : undefined}
                    >
                      <Select
                        mode="multiple"
                        optionFilterProp="label"
                        placeholder="没有则不选"
                        options={members.books.map((book) => ({ value: book.bookId, label: book.name }))}
                      />
                    </Field>
                  ))}
                </>
              ) : null
            }
          </Form.Item>
        </>
      )}
    </FormDrawer>
  )
}

const Count = ({ name, label, unit = '人' }: { name: string; label: string; unit?: string }) => (
  <Field name={name} label={label} required missing="请填写">
    <InputNumber min={0} max={5000} precision={0} suffix={unit} />
  </Field>
)

function Check({ values }: { values: Partial<Values> }) {
  const {
    membersEntitled: entitled,
    membersAttended: attended,
    representativesAttended: representatives = 0,
  } = values
  const votes = (values.votesSatisfied ?? 0) + (values.votesBasically ?? 0) + (values.votesDissatisfied ?? 0)
  if (!entitled || attended === undefined || attended === null) return null
  const reached = attended <= entitled && attendanceReached({ entitled, attended })
  const voters = attended + representatives
  return (
    <div className="ye-check" aria-live="polite">
      <StateTag tone={reached ? 'done' : 'late'}>
        {reached
          ? `实到 ${attended}/${entitled}，超过三分之二`
          : `实到 ${attended}/${entitled}，没有超过三分之二，须另行召开`}
      </StateTag>
      {votes > 0 ? (
        <StateTag tone={votes > voters ? 'late' : 'done'}>
          {votes > voters
            ? `票数合计 ${votes}，多于到会的 ${voters} 人`
            : `收回 ${votes} 票，到会 ${voters} 人，满意率 ${Math.round(((values.votesSatisfied ?? 0) * 100) / votes)}%`}
        </StateTag>
      ) : null}
    </div>
  )
}

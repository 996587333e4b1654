/** Entering points: a rule, the people it concerns, one evidence. A member enters for himself. */
import { enterSlips, getEntrySheet, previewSlip } from '@xinghe/contract/slips'
import { localDate } from '@xinghe/contract/values'
import type { Subject } from '@xinghe/contract/words'
import { useEffect, useState } from 'react'
import { useAct, useAnswer } from '../app/call.ts'
import { useMe } from '../app/me.ts'
import { To } from '../app/To.tsx'
import { useView } from '../app/use-view.ts'
import { ActButton, type EvidenceFile, Filters, Loaded, PageHead, Section } from '../ui/index.ts'
import { type Deed, DeedForm } from './DeedForm.tsx'
import { fits, type Sheet } from './entry.ts'
import { People } from './People.tsx'
import { signed, stalePoints } from './words.tsx'
import './points.css'

export default function EnterPage() {
  const me = useMe()
  const [view, setView] = useView({ village: '', subject: 'MEMBER', bookId: '', year: 0 })
  const alone = me?.post.post === 'MEMBER'
  const year = view.year || Number(me?.today.slice(0, 4) ?? 0)
  const subject = (alone ? 'MEMBER' : view.subject) as Subject
  const answer = useAnswer(
    getEntrySheet,
    { query: { subject, year, ...(view.village && { villageId: view.village }) } },
    { when: me !== undefined, keep: true },
  )
  return (
    <>
      <PageHead
        title={alone ? '申报积分' : '登记积分'}
        sentence={
          alone
            ? '做了一件事，选对应的细则，附上照片，提交支部确认。'
            : '一件事一张单：选细则，勾选相关的人，附一份佐证，提交支部确认。'
        }
        acts={
          <To to="/points/slips" view={{ view: 'mine' }}>
            我登记的申报单
          </To>
        }
      />
      {alone ? null : (
        <Filters
          view={{ subject, village: answer.data?.village.id ?? '' }}
          onView={(patch) => setView({ ...patch, bookId: '' })}
          items={[
            {
              key: 'subject',
              label: '对象',
              kind: 'pick',
              options: [
                { value: 'MEMBER', label: '党员' },
                { value: 'ORG', label: '党组织' },
              ],
            },
            ...((answer.data?.villages.length ?? 0) > 1
              ? [
                  {
                    key: 'village',
                    label: '嘎查村',
                    all: '选择嘎查村',
                    options: answer.data?.villages.map(({ id, name }) => ({ value: id, label: name })) ?? [],
                  },
                ]
              : []),
          ]}
        />
      )}
      <Loaded answer={answer}>
        {(sheet) => (
          <Entry
            key={`${sheet.village.id} ${subject}`}
            sheet={sheet}
            alone={alone}
            first={view.bookId}
            today={me?.today ?? ''}
            year={year}
          />
        )}
      </Loaded>
    </>
  )
}

interface EntryProps {
  sheet: Sheet
  alone: boolean
  first: string
  today: string
  year: number
}
const blank = (today: string): Deed => ({
  factOn: today,
  reason: '',
  ordinal: 1,
  amount: null,
  slot: null,
  rule: undefined,
})

function Entry({ sheet, alone, first, today, year }: EntryProps) {
  const only = sheet.books.length === 1 ? sheet.books[0]?.id : undefined
  const [deed, setDeed] = useState(() => blank(today))
  const [ticked, setTicked] = useState<readonly string[]>(() => [only ?? first].filter(Boolean))
  const [files, setFiles] = useState<EvidenceFile[]>([])
  const enter = useAct(enterSlips, {
    stale: stalePoints,
    done: ({ ids, late }) => `已提交 ${ids.length} 张申报单${late ? '，其中有补记，计入下一季度' : ''}`,
  })
  const { rule, slot } = deed
  const able = rule ? sheet.books.filter((book) => fits(rule, book)) : []
  const lineOf = (bookId: string) => ({
    bookId,
    ruleCode: rule?.code ?? '',
    ordinal: deed.ordinal,
    ...(rule && rule.star === null && slot !== null && { slot }),
    ...(deed.amount !== null && { amount: deed.amount as never }),
  })
  const settled = rule && (rule.star !== null || slot !== null) && deed.factOn
  const asked = useLater(
    settled ? { factOn: localDate(deed.factOn), lines: able.map((book) => lineOf(book.id)) } : undefined,
  )
  const preview = useAnswer(
    previewSlip,
    { body: asked ?? { factOn: localDate(today), lines: [] } },
    { when: Boolean(asked?.lines.length), keep: true },
  )
  const countOf = new Map(asked ? preview.data?.lines.map((line) => [line.bookId, line]) : [])
  const chosen = able.filter((book) => ticked.includes(book.id))
  const blocked = chosen.filter((book) => countOf.get(book.id)?.problem)
  const counted = chosen.reduce((sum, book) => sum + (countOf.get(book.id)?.counted ?? 0), 0)

  const why =
    sheet.openQuarters.length === 0
      ? `${year}年各季度均已结账，不能再登记`
      : !rule
        ? '请先选择细则'
        : rule.star === null && slot === null
          ? '请选择记入哪一颗星'
          : !deed.factOn
            ? '请选择发生日期'
            : !deed.reason.trim()
              ? '请填写事由'
              : chosen.length === 0
                ? alone
                  ? '这条细则不适用于您的类别'
                  : '请勾选相关的人'
                : blocked.length > 0
                  ? `${blocked
                      .map((book) => book.name)
                      .slice(0, 3)
                      .join('、')}：${countOf.get(blocked[0]?.id ?? '')?.problem}`
                  : rule.evidenceNeeded && files.length === 0
                    ? `这条细则须附佐证：${rule.evidenceNote}`
                    : undefined
  const send = async () => {
    await enter.run({
      body: {
        slips: [
          {
            factOn: localDate(deed.factOn),
            reason: deed.reason.trim(),
            lines: chosen.map((book) => lineOf(book.id)),
            fileIds: files.map((file) => file.id),
          },
        ],
      },
    })
    setDeed((was) => ({ ...blank(today), factOn: was.factOn }))
    setTicked(only ? [only] : [])
    setFiles([])
  }
  return (
    <div className={alone || sheet.books.length === 1 ? 'pt-entry pt-entry-one' : 'pt-entry'}>
      <Section title={alone ? undefined : '一、什么事'}>
        <DeedForm
          sheet={sheet}
          deed={deed}
          onDeed={setDeed}
          files={files}
          onFiles={setFiles}
          today={today}
          year={year}
        />
        {preview.data?.late && asked ? (
          <p className="pt-note">
            {deed.factOn.slice(5, 7).replace(/^0/, '')}月所在的季度已结账，将作为补记计入第
            {preview.data.quarter}季度。
          </p>
        ) : null}
      </Section>
      {alone || sheet.books.length === 1 ? null : (
        <Section
          title="二、涉及谁"
          sentence={
            rule
              ? `可勾选 ${able.length} ${sheet.books.length > 0 ? '人' : ''}`
              : '选好细则后，列出适用的人和计入的分值'
          }
          flush
        >
          <People sheet={sheet} able={able} countOf={countOf} ticked={ticked} onTick={setTicked} />
        </Section>
      )}
      <div className="pt-submit">
        <span>
          {chosen.length === 1 && blocked.length === 1 ? (
            <span className="pt-problem">{countOf.get(chosen[0]?.id ?? '')?.problem}</span>
          ) : chosen.length > 0 && preview.data ? (
            <>
              {alone ? '' : `${chosen.length} 人，`}按上限计入 <b className="xh-num">{signed(counted)}</b> 分
              {rule && counted !== chosen.length * (deed.amount ?? rule.amount) ? (
                <small>（其余已到上限，如实登记但不重复计分）</small>
              ) : null}
            </>
          ) : (
            <span className="xh-quiet">
              提交后由党支部确认{rule && rule.checker !== 'BRANCH' ? '、苏木镇核查' : ''}，再计入手册
            </span>
          )}
        </span>
        <ActButton main size="large" why={why} act={send}>
          提交支部确认
        </ActButton>
      </div>
    </div>
  )
}

/** The value, half a second after it last changed. */
function useLater<T>(value: T): T {
  const text = JSON.stringify(value)
  const [later, setLater] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), 400)
    return () => clearTimeout(timer)
  }, [text])
  return (later === undefined ? undefined : JSON.parse(later)) as T
}

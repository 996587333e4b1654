import { useQueryClient } from '@tanstack/react-query'
import { getMe, type Me } from '@xinghe/contract/identity'
import type { AnswerOf } from '@xinghe/contract/route'
import { enterSlips, previewSlip } from '@xinghe/contract/slips'
import { localDate } from '@xinghe/contract/values'
import { useEffect, useState } from 'react'
import { keyOf, useAnswer } from '../app/call.ts'
import { newKey } from '../app/http.ts'
import { say } from '../app/say.ts'
import { type Draft, useDraft } from '../device/draft.ts'
import { type HeldFile, heldName } from '../device/letter.ts'
import { handIn } from '../device/outbox.ts'
import { ActButton, Section } from '../ui/index.ts'
import { type Deed, DeedForm } from './DeedForm.tsx'
import { fits, type Sheet } from './entry.ts'
import { People } from './People.tsx'
import { signed, stalePoints } from './words.tsx'

export interface EntryProps {
  sheet: Sheet
  alone: boolean
  first: string
  me: Me
  year: number
  draftKey: string
}
/** What is kept of a deed half written: the rule by its name, because the scheme may have another version by then. */
interface Written extends Omit<Deed, 'rule'> {
  rule: { versionId: string; code: string } | null
  ticked: readonly string[]
  files: readonly HeldFile[]
}
const blank = (today: string, ticked: readonly string[]): Written => ({
  factOn: today,
  reason: '',
  ordinal: 1,
  amount: null,
  slot: null,
  rule: null,
  ticked,
  files: [],
})
const isBlank = (written: Written): boolean =>
  written.rule === null && written.reason === '' && written.files.length === 0

/** Entering one deed: as far as it was written last time, kept while it is written, handed in through the outbox. */
export function DeedEntry(props: EntryProps) {
  const { sheet, first, me, draftKey } = props
  const [only, ...others] = sheet.books
  const ticked = [only && others.length === 0 ? only.id : first].filter(Boolean)
  const empty = blank(me.today, ticked)
  const draft = useDraft(draftKey, empty, isBlank)
  return draft ? <Writing {...props} draft={draft} empty={empty} /> : null
}

function Writing({
  sheet,
  alone,
  me,
  year,
  draftKey,
  draft,
  empty,
}: EntryProps & { draft: Draft<Written>; empty: Written }) {
  const client = useQueryClient()
  const { today } = me
  const { ticked, files, ...written } = draft.value
  const deed: Deed = {
    ...written,
    rule: sheet.rules.find(
      ({ versionId, code }) => versionId === written.rule?.versionId && code === written.rule.code,
    ),
  }
  const set = (patch: Partial<Written>) => draft.set({ ...draft.value, ...patch })
  const setDeed = ({ rule, ...rest }: Deed) =>
    set({ ...rest, rule: rule ? { versionId: rule.versionId, code: rule.code } : null })
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
    const title = deed.reason.trim()
    const answer = await handIn({
      key: newKey(),
      personId: me.person.id,
      postId: me.post.id,
      from: `${me.person.name} · ${me.post.unitName} ${me.post.label}`,
      at: new Date().toISOString(),
      title,
      path: enterSlips.path,
      body: {
        slips: [
          {
            factOn: deed.factOn,
            reason: title,
            lines: chosen.map((book) => lineOf(book.id)),
            fileIds: files.map(({ id }) => heldName(id)),
          },
        ],
      },
      files: [...files],
      sent: {},
      draft: { key: draftKey, value: draft.value },
    })
    draft.clear({ ...empty, factOn: deed.factOn })
    if (answer === 'waiting') return say.done('网络不通，已存入待发送，网络恢复后自动送出')
    const { ids, late } = answer as AnswerOf<typeof enterSlips>
    say.done(`已提交 ${ids.length} 张申报单${late ? '，其中有补记，计入下一季度' : ''}`)
    await Promise.all(
      [...stalePoints, getMe].map((one) => client.invalidateQueries({ queryKey: keyOf(one) })),
    )
  }
  return (
    <div className={alone || sheet.books.length === 1 ? 'pt-entry pt-entry-one' : 'pt-entry'}>
      <Section title={alone ? undefined : '一、什么事'}>
        {draft.found && !isBlank(draft.value) ? (
          <p className="pt-note">
            已接着上次没有提交的内容填写。
            <ActButton quiet size="small" act={() => draft.clear(empty)}>
              清空重填
            </ActButton>
          </p>
        ) : null}
        <DeedForm
          sheet={sheet}
          deed={deed}
          onDeed={setDeed}
          files={files}
          onFiles={(next) => set({ files: next })}
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
          <People
            sheet={sheet}
            able={able}
            countOf={countOf}
            ticked={ticked}
            onTick={(next) => set({ ticked: next })}
          />
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

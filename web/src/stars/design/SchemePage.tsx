/** One scheme: the editor of the township, the review of the organisation department, and what everybody else reads. */
import { useNavigate } from '@tanstack/react-router'
import type { AnswerOf } from '@xinghe/contract/route'
import { type Missing, missingIn } from '@xinghe/contract/scheme-check'
import {
  approveScheme,
  fillScheme,
  getScheme,
  listSchemes,
  publishScheme,
  returnScheme,
  reviseScheme,
  type SchemeDocument,
  saveScheme,
  schemeDocument,
  submitScheme,
} from '@xinghe/contract/schemes'
import { type MemberCategory, subjects } from '@xinghe/contract/words'
import { useEffect, useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { memberCategories } from '../../app/categories.ts'
import { useCan } from '../../app/me.ts'
import { pathTo } from '../../app/paths.ts'
import { To } from '../../app/To.tsx'
import { usePathParams } from '../../app/use-view.ts'
import { ActButton, Alert, FormDrawer, Loaded, PageHead, Section, Timeline } from '../../ui/index.ts'
import './design.css'
import { addStar, type Part, partOfRule } from './draft.ts'
import { SourceFields, sourceOf } from './NewScheme.tsx'
import { PartEditor } from './PartEditor.tsx'
import { PlanCard } from './PlanCard.tsx'
import { StarMap } from './StarMap.tsx'
import { SchemeTag } from './states.tsx'

type Scheme = AnswerOf<typeof getScheme>
const stale = [getScheme, listSchemes]

export default function SchemePage() {
  const { id } = usePathParams<'id'>()
  const answer = useAnswer(getScheme, { params: { id } })
  return <Loaded answer={answer}>{(scheme) => <Editor key={scheme.id} scheme={scheme} />}</Loaded>
}

function Editor({ scheme }: { scheme: Scheme }) {
  const navigate = useNavigate()
  const can = useCan()
  const [draft, setDraft] = useState<SchemeDocument>()
  const [part, setPart] = useState<Part | undefined>(
    scheme.document.stars[0] ? `star:${scheme.document.stars[0].code}` : undefined,
  )
  const [category, setCategory] = useState<MemberCategory>('ORDINARY')
  const [filling, setFilling] = useState(false)
  const params = { id: scheme.id }
  const save = useAct(saveScheme, { stale, done: '已保存' })
  const fill = useAct(fillScheme, { stale, done: '已套用' })
  const submit = useAct(submitScheme, { stale, done: '已提交组织部审核' })
  const approve = useAct(approveScheme, { stale, done: '已批准，由苏木镇发布' })
  const back = useAct(returnScheme, { stale, done: '已退回苏木镇' })
  const publish = useAct(publishScheme, { stale, done: '已发布' })
  const revise = useAct(reviseScheme, { stale, done: '已建立新版草稿' })

  const may = (act: Scheme['can'][number]) => scheme.can.includes(act)
  const editable = may('save')
  const document = draft ?? scheme.document
  const missing = editable || may('approve') ? missingIn(document, memberCategories) : []
  const dirty = draft !== undefined
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [dirty])

  /** What is typed, saved or not, over the last year; beside the draft, so that none of it is lost. */
  const tryOut = () => {
    const { topSharePercent: _, starBonusCap: __, ...plan } = document.plan
    const path = pathTo(
      '/stars/what-if',
      {},
      { subject: scheme.subject, townshipId: scheme.townshipId, ...plan },
    )
    if (dirty) window.open(path, '_blank', 'noopener')
    else void navigate({ href: path } as never)
  }
  const keep = async () => {
    if (!draft) return
    // Spaces at the ends go, as the server would have it.
    await save.run({ params, body: { document: schemeDocument.parse(draft) } })
    setDraft(undefined)
  }
  const onDocument = editable ? setDraft : undefined
  const jump = ({ at, category: whose }: Missing) => {
    const rule = at.startsWith('rule:') ? document.rules.find((one) => one.code === at.slice(5)) : undefined
    const star = document.stars.find((one) => `star:${one.code}` === (rule ? partOfRule(rule) : at))
    const shown = star?.category ?? whose
    if (shown) setCategory(shown)
    if (rule) setPart(partOfRule(rule))
    else if (at.startsWith('star:')) setPart(at as Part)
    window.document
      .getElementById(at === 'plan' ? 'plan' : star ? 'part' : 'map')
      ?.scrollIntoView({ behavior: 'smooth', block: 'start' })
  }
  const lacking = missing[0] ? `还有 ${missing.length} 处没有补全：${missing[0].zh}` : undefined
  return (
    <>
      <PageHead
        back={<To to="/stars/schemes">返回设星方案</To>}
        title={document.title}
        beside={<SchemeTag state={scheme.state} />}
        sentence={`${scheme.townshipName} · ${scheme.year}年 · ${subjects[scheme.subject]} · 第${scheme.version}版${scheme.effectiveQuarter > 1 ? ` · 第${scheme.effectiveQuarter}季度起生效` : ''}${scheme.books > 1 ? ` · ${scheme.books} 册手册执行` : ''}`}
        acts={
          <>
            <ActButton
              act={() => void navigate({ to: pathTo('/stars/schemes/:id/comparison', params) as never })}
            >
              对比
            </ActButton>
            {can('schemes.what_if') ? <ActButton act={tryOut}>试算往年</ActButton> : null}
            {editable ? <ActButton act={() => setFilling(true)}>重新套用</ActButton> : null}
            {editable ? (
              <ActButton act={keep} why={dirty ? undefined : '没有未保存的修改'}>
                保存
              </ActButton>
            ) : null}
            {may('submit') ? (
              <ActButton
                main
                why={lacking}
                confirm="提交后由组织部审核，审核期间不能修改。"
                act={async () => {
                  await keep()
                  await submit.run({ params })
                }}
              >
                提交组织部审核
              </ActButton>
            ) : null}
            {may('return') ? (
              <ActButton
                danger
                ask={{ label: '退回原因', placeholder: '写明哪里要改、怎样改', max: 300 }}
                act={(reason) => back.run({ params, body: { reason } })}
              >
                退回修改
              </ActButton>
            ) : null}
            {may('approve') ? (
              <ActButton main confirm="批准后由苏木镇发布。" act={() => approve.run({ params, body: {} })}>
                批准
              </ActButton>
            ) : null}
            {may('publish') ? (
              <ActButton
                main
                confirm={`发布后${scheme.version === 1 ? '为各嘎查村和党员建立积分手册并布置报星' : '新版按季度生效'}，记第一笔积分后方案即锁定。`}
                act={() => publish.run({ params })}
              >
                发布
              </ActButton>
            ) : null}
            {may('revise') ? (
              <ActButton
                confirm="将在本版基础上起草新版；已记的积分仍按本版，新版批准发布后生效。"
                act={async () => {
                  const { id } = await revise.run({ params })
                  void navigate({ to: pathTo('/stars/schemes/:id', { id }) as never })
                }}
              >
                起草新版
              </ActButton>
            ) : null}
          </>
        }
      />
      {scheme.state === 'RETURNED' && scheme.returnReason ? (
        <Alert
          style={{ marginBottom: 16 }}
          type="warning"
          showIcon
          title={`${scheme.reviewedByName ?? '组织部'}退回：${scheme.returnReason}`}
        />
      ) : null}
      <div id="map">
        <Section
          title="十颗星"
          sentence={
            editable
              ? '共性星 5 颗、职责星 3 颗，自选星库不少于 2 颗；每颗星的基础分合计 10 分。点开一颗星编辑它的细则。'
              : '点开一颗星，看它的要求和细则。'
          }
        >
          <StarMap
            document={document}
            category={category}
            onCategory={setCategory}
            part={part}
            onPart={setPart}
            onAdd={
              onDocument
                ? (kind, slot) => {
                    const made = addStar(
                      document,
                      kind,
                      slot,
                      kind === 'DUTY' && scheme.subject === 'MEMBER' ? category : null,
                    )
                    onDocument(made.document)
                    setPart(made.part)
                  }
                : undefined
            }
          />
        </Section>
      </div>
      {editable || may('approve') ? (
        <Section
          title={
            missing.length > 0
              ? `还缺 ${missing.length} 处`
              : editable
                ? '已经齐全，可以提交'
                : '完整性检查：没有缺项'
          }
          sentence={missing.length > 0 ? '补全后才能提交；点一条直接到那里。' : undefined}
        >
          {missing.length > 0 ? (
            <ul className="xh-lacks">
              {missing.slice(0, 30).map((one) => (
                <li key={one.at + one.zh}>
                  <button type="button" onClick={() => jump(one)}>
                    {one.zh}
                  </button>
                </li>
              ))}
            </ul>
          ) : (
            <span className="xh-quiet">十颗星、细则和分值都合乎要求。</span>
          )}
        </Section>
      ) : null}
      <div id="part">
        {part ? (
          <PartEditor
            document={document}
            part={part}
            missing={missing}
            onDocument={onDocument}
            onGone={() => setPart(undefined)}
          />
        ) : null}
      </div>
      <div id="plan">
        <PlanCard document={document} onDocument={onDocument} fixedScope={scheme.version > 1} />
      </div>
      {scheme.timeline.length > 0 ? (
        <Section title="办理经过">
          <Timeline
            items={scheme.timeline.map((one) => ({
              at: one.at,
              who: [one.name, one.post].filter(Boolean).join(' '),
              what: one.action,
              why: one.note,
              tone: one.action === '退回' ? ('late' as const) : ('idle' as const),
            }))}
          />
        </Section>
      ) : null}
      <FormDrawer
        open={filling}
        onClose={() => setFilling(false)}
        title="重新套用"
        submit="套用"
        sentence="将用所选方案的十颗星、细则和等次替换现有内容，方案名称和适用范围不变。"
        initial={{ kind: 'EXAMPLE' as const, exampleType: 'PASTORAL' as const }}
        onSubmit={async (values: Parameters<typeof sourceOf>[0]) => {
          await fill.run({ params, body: { from: sourceOf(values) } })
          setDraft(undefined)
          setPart(undefined)
        }}
      >
        <SourceFields subject={scheme.subject} />
      </FormDrawer>
    </>
  )
}

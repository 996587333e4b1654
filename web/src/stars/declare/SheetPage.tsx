/** One village's sheet: the village fills it and records the meeting, the township confirms or returns it. */
import {
  confirmSheets,
  getDeclaration,
  hasQuorum,
  listDeclarations,
  publishSheets,
  returnSheet,
  type Sheet,
  saveSheets,
  submitSheets,
} from '@xinghe/contract/declarations'
import { formatDay } from '@xinghe/contract/values'
import { subjects } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAct, useAnswer } from '../../app/call.ts'
import { useMe } from '../../app/me.ts'
import { To } from '../../app/To.tsx'
import { usePathParams } from '../../app/use-view.ts'
import {
  ActButton,
  Alert,
  DayInput,
  Field,
  FormDrawer,
  Loaded,
  PageHead,
  Section,
  Timeline,
} from '../../ui/index.ts'
import { LineForm } from './LineForm.tsx'
import { isWhole, lineOf, type TypedLine, typedOf } from './line.ts'
import { MemberLines } from './MemberLines.tsx'
import { ResolutionCard } from './ResolutionCard.tsx'
import { ReturnDrawer } from './ReturnDrawer.tsx'
import { SheetTag } from './states.tsx'

export const staleSheets = [getDeclaration, listDeclarations]

export default function SheetPage() {
  const { id } = usePathParams<'id'>()
  const answer = useAnswer(getDeclaration, { params: { id } })
  return <Loaded answer={answer}>{(sheet) => <OneSheet key={sheet.id} sheet={sheet} />}</Loaded>
}

function OneSheet({ sheet }: { sheet: Sheet }) {
  const me = useMe()
  const [typed, setTyped] = useState<Record<string, TypedLine>>({})
  const [drawer, setDrawer] = useState<'return' | 'publish'>()
  const [marked, setMarked] = useState<string[]>([])
  const save = useAct(saveSheets, { stale: staleSheets, done: '已保存' })
  const submit = useAct(submitSheets, { stale: staleSheets, done: '已提交苏木镇' })
  const confirm = useAct(confirmSheets, { stale: staleSheets, done: '已确认，自选星已写入手册' })
  const back = useAct(returnSheet, { stale: staleSheets, done: '已退回嘎查村' })
  const publish = useAct(publishSheets, { stale: staleSheets, done: '已登记公布' })
  const may = (act: Sheet['can'][number]) => sheet.can.includes(act)
  const editable = may('fill')
  const nameOf = (bookId: string) => sheet.lines.find((line) => line.bookId === bookId)?.name ?? ''
  const changed = Object.entries(typed)
  const unfinished = changed.find(([, line]) => !isWhole(line))
  const keep = async (bookIds = Object.keys(typed)) => {
    const lines = bookIds.flatMap((bookId) => (typed[bookId] ? [lineOf(bookId, typed[bookId])] : []))
    if (lines.length === 0) return
    await save.run({ body: { sheets: [{ sheetId: sheet.id, lines }] } })
    setTyped((before) => Object.fromEntries(Object.entries(before).filter(([id]) => !bookIds.includes(id))))
  }
  const gaps = sheet.lines.filter(
    (line) =>
      !line.notNeeded && !line.declared && !(typed[line.bookId] && isWhole(typed[line.bookId] as TypedLine)),
  )
  const why = unfinished
    ? `${nameOf(unfinished[0])}还没有选好目标星级和两颗自选星`
    : gaps.length > 0
      ? `还有 ${gaps.length} 份没有报星（${gaps
          .slice(0, 3)
          .map((line) => line.name)
          .join('、')}${gaps.length > 3 ? '等' : ''}）`
      : !sheet.resolution
        ? '还没有登记会议决议'
        : !hasQuorum(sheet.resolution)
          ? '会议实到人数没有超过应到的半数'
          : undefined
  const only = sheet.subject === 'ORG' ? sheet.lines[0] : undefined
  const set = (bookId: string, line: TypedLine) => setTyped((before) => ({ ...before, [bookId]: line }))
  return (
    <>
      <PageHead
        back={<To to="/stars/declarations">返回定标报星</To>}
        title={`${sheet.villageName}${subjects[sheet.subject]}报星`}
        beside={<SheetTag sheet={sheet} />}
        sentence={`${sheet.townshipName} · ${sheet.year}年 · ${formatDay(sheet.dueOn)}前提交 · 已报 ${sheet.filled}/${sheet.needed}${sheet.exempt ? ` · 免评 ${sheet.exempt}` : ''}`}
        acts={
          <>
            {editable ? (
              <ActButton
                act={() => keep()}
                why={
                  unfinished
                    ? `${nameOf(unfinished[0])}还没有选好目标星级和两颗自选星`
                    : changed.length === 0
                      ? '没有未保存的修改'
                      : undefined
                }
              >
                保存{changed.length ? ` ${changed.length} 份` : ''}
              </ActButton>
            ) : null}
            {may('submit') ? (
              <ActButton
                main
                why={why}
                confirm={`将提交 ${sheet.needed} 份报星，由苏木镇确认；确认前不能修改。`}
                act={async () => {
                  await keep()
                  await submit.run({ body: { ids: [sheet.id] } })
                }}
              >
                提交苏木镇
              </ActButton>
            ) : null}
            {may('return') || may('reopen') ? (
              <ActButton danger act={() => setDrawer('return')}>
                退回修改
              </ActButton>
            ) : null}
            {may('confirm') ? (
              <ActButton
                main
                confirm={`将确认 ${sheet.filled} 份报星，自选星写入手册；记了积分后不能再改。`}
                act={() => confirm.run({ body: { ids: [sheet.id] } })}
              >
                确认报星
              </ActButton>
            ) : null}
            {may('publish') ? (
              <ActButton main act={() => setDrawer('publish')}>
                登记村内公布
              </ActButton>
            ) : null}
          </>
        }
      />
      {sheet.state === 'RETURNED' && sheet.returnReason ? (
        <Alert
          style={{ marginBottom: 16 }}
          type="warning"
          showIcon
          title={`苏木镇退回：${sheet.returnReason}`}
        />
      ) : null}
      {sheet.closed ? (
        <Alert
          style={{ marginBottom: 16 }}
          type="error"
          showIcon
          title={`报星已于${formatDay(sheet.closesOn)}截止，没有提交的不再受理，自选星按零分计`}
        />
      ) : null}
      {only ? (
        <Section
          title="党组织报星"
          sentence={only.declared?.mark ? `苏木镇注明：${only.declared.mark}` : undefined}
        >
          <LineForm
            sheet={sheet}
            category={null}
            line={typed[only.bookId] ?? typedOf(only)}
            onLine={editable ? (line) => set(only.bookId, line) : undefined}
          />
        </Section>
      ) : (
        <MemberLines
          sheet={sheet}
          onSave={(bookId) => keep([bookId])}
          typed={typed}
          onLine={editable ? set : undefined}
          marked={marked}
          onMark={may('return') ? setMarked : undefined}
        />
      )}
      <ResolutionCard
        sheet={sheet}
        today={me?.today ?? ''}
        editable={editable}
        onSave={(resolution) =>
          save.run({ body: { sheets: [{ sheetId: sheet.id, resolution: resolution as never }] } })
        }
      />
      {sheet.timeline.length > 0 ? (
        <Section title="办理经过">
          <Timeline
            items={sheet.timeline.map((one) => ({
              at: one.at,
              who: [one.name, one.post].filter(Boolean).join(' '),
              what: one.action,
              why: one.note,
            }))}
          />
        </Section>
      ) : null}
      <ReturnDrawer
        open={drawer === 'return'}
        onClose={() => setDrawer(undefined)}
        sheet={sheet}
        marked={marked}
        onReturn={(body) => back.run({ params: { id: sheet.id }, body })}
      />
      <FormDrawer
        open={drawer === 'publish'}
        onClose={() => setDrawer(undefined)}
        title="登记村内公布"
        submit="登记"
        sentence="确认后的报星结果在村内公开栏公布，登记公布日期。"
        initial={{ on: me?.today }}
        onSubmit={({ on }: { on: string }) => publish.run({ body: { ids: [sheet.id], on } })}
      >
        <Field name="on" label="公布日期" required>
          <DayInput latest={me?.today ?? ''} />
        </Field>
      </FormDrawer>
    </>
  )
}

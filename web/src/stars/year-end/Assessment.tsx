/** The assessment group's part: every star confirmed, cut or added with reason; the year-end score beside. */

import { formatDay, formatPoints } from '@xinghe/contract/values'
import { reviewGrades } from '@xinghe/contract/words'
import { assess, type SheetBook, type YearEndSheet } from '@xinghe/contract/year-end'
import { useState } from 'react'
import { useAct } from '../../app/call.ts'
import { memberCategories } from '../../app/categories.ts'
import {
  ActButton,
  type Column,
  DataTable,
  Input,
  PointsInput,
  RowCard,
  Section,
  SideSheet,
  StarBand,
  StateTag,
  useSheet,
} from '../../ui/index.ts'
import { bodyOf, type Draft, faultOf, noDraft, typedOf } from './draft.ts'
import { StarLines } from './StarLines.tsx'
import { bothReadings, levelText, staleYearEnd } from './words.tsx'

export function Assessment({ sheet }: { sheet: YearEndSheet }) {
  const [draft, setDraft] = useState<Draft>(noDraft)
  const [note, setNote] = useState(sheet.assessmentNote ?? '')
  const send = useAct(assess, { stale: staleYearEnd, done: '已核定，增减的积分已记入账册' })
  const may = sheet.can.includes('assess')
  const onDraft = may ? setDraft : undefined
  const lightAt = sheet.plan?.lightAt ?? 1000
  const moves = sheet.books.reduce((sum, book) => sum + typedOf(draft, book.bookId).length, 0)
  const hand = async () => {
    await send.run({ body: bodyOf(draft, sheet.sheetId, note) })
    setDraft(noDraft)
  }
  const act = may ? (
    <ActButton
      main
      why={faultOf(draft, sheet.books, sheet.plan?.yearEndWeight ?? 0)}
      confirm={`将核定 ${sheet.books.length} 册${moves > 0 ? `，其中 ${moves} 颗星有增减，连同理由记入账册，记入后只能再增减、不能删改` : '，各星积分全部确认、没有增减'}。`}
      act={hand}
    >
      {sheet.state === 'ASSESSED' ? '再次核定' : '核定'}
    </ActButton>
  ) : null
  const sentence = sheet.assessedOn
    ? `${sheet.assessedByName ?? ''} ${formatDay(sheet.assessedOn)}核定`
    : may
      ? '听汇报、查资料、走访后逐星核实：不改的就是确认，要增减的写明理由。点星名看积分和佐证。'
      : '由苏木镇考核组逐星核实积分。'
  const [only] = sheet.books
  return (
    <Section title="考核组核定" sentence={sentence} extra={act}>
      {sheet.subject === 'ORG' && only ? (
        <>
          <Outcome book={only} />
          <StarLines book={only} lightAt={lightAt} draft={draft} onDraft={onDraft} />
          <Score book={only} draft={draft} onDraft={onDraft} weight={sheet.plan?.yearEndWeight ?? 0} />
        </>
      ) : (
        <Members sheet={sheet} draft={draft} onDraft={onDraft} lightAt={lightAt} />
      )}
      {may ? (
        <div className="ye-note">
          <div>核定说明</div>
          <Input.TextArea
            aria-label="核定说明"
            autoSize={{ minRows: 2 }}
            maxLength={1000}
            value={note}
            onChange={({ target }) => setNote(target.value)}
            placeholder="选填：考核方式、走访情况"
          />
        </div>
      ) : sheet.assessmentNote ? (
        <p className="ye-text">核定说明：{sheet.assessmentNote}</p>
      ) : null}
    </Section>
  )
}

function Outcome({ book }: { book: SheetBook }) {
  return (
    <div className="ye-outcome">
      <StarBand size="head" lit={book.lit} colours={book.colours} />
      <div>
        <b>{book.notRated ? '不予评星' : `测算${levelText(book.suggested)}`}</b>{' '}
        <span className="xh-quiet">{bothReadings(book)}</span>
        {book.notRated ? <StateTag tone="late">{book.notRated}</StateTag> : null}
      </div>
    </div>
  )
}

interface Typing {
  draft: Draft
  onDraft: ((draft: Draft) => void) | undefined
}
function Score({ book, draft, onDraft, weight }: Typing & { book: SheetBook; weight: number }) {
  return (
    <div className="ye-score">
      <span>年终得分（百分制）</span>
      {onDraft ? (
        <PointsInput
          aria-label={`${book.name}年终得分`}
          min={0}
          max={10000}
          value={draft.scores[book.bookId] ?? book.yearEndScore}
          onChange={(score) => onDraft({ ...draft, scores: { ...draft.scores, [book.bookId]: score } })}
        />
      ) : (
        <b>{book.yearEndScore === null ? '未评' : formatPoints(book.yearEndScore)}</b>
      )}
      <span className="xh-quiet">{weight > 0 ? `方案规定占总分 ${weight}%` : '供会议参考，不计入积分'}</span>
    </div>
  )
}

function Members({ sheet, draft, onDraft, lightAt }: Typing & { sheet: YearEndSheet; lightAt: number }) {
  const side = useSheet(sheet.books, (book) => book.bookId)
  const moved = (book: SheetBook) => typedOf(draft, book.bookId).length
  const result = (book: SheetBook) =>
    book.notRated ? <StateTag tone="late">{book.notRated}</StateTag> : levelText(book.suggested)
  const columns: Column<SheetBook>[] = [
    { key: 'name', title: '党员', always: true, width: 120 },
    {
      key: 'category',
      title: '类别',
      width: 110,
      value: (book) => (book.category ? memberCategories[book.category] : null),
    },
    {
      key: 'grade',
      title: '民主评议',
      width: 100,
      value: (book) => (book.reviewGrade ? reviewGrades[book.reviewGrade] : null),
    },
    {
      key: 'band',
      title: '十星',
      width: 190,
      render: (book) => <StarBand lit={book.lit} colours={book.colours} />,
    },
    { key: 'total', title: '总积分', kind: 'points', width: 90 },
    {
      key: 'suggested',
      title: '测算星级',
      width: 160,
      render: result,
      value: (book) => levelText(book.suggested),
    },
    {
      key: 'score',
      title: '年终得分',
      kind: 'points',
      width: 100,
      value: (book) => draft.scores[book.bookId] ?? book.yearEndScore,
    },
    {
      key: 'changes',
      title: '增减',
      width: 130,
      value: (book) =>
        moved(book)
          ? `待记入 ${moved(book)} 颗`
          : book.changes.length
            ? `已记入 ${book.changes.length} 笔`
            : null,
    },
  ]
  const open = side.row
  return (
    <>
      <DataTable
        name={`${sheet.villageName}党员核定`}
        columns={columns}
        rows={sheet.books}
        rowKey={(book) => book.bookId}
        sheet={side}
        paging={false}
        sticky={false}
        card={(book) => (
          <RowCard
            title={book.name}
            beside={result(book)}
            lines={[
              ['十星', <StarBand key="band" lit={book.lit} colours={book.colours} />],
              ['总积分', formatPoints(book.total)],
              ['民主评议', book.reviewGrade ? reviewGrades[book.reviewGrade] : '—'],
              ...(moved(book) ? [['增减', `待记入 ${moved(book)} 颗`] as const] : []),
            ]}
          />
        )}
        empty={{ title: '没有参评的党员' }}
      />
      <SideSheet {...side.side} width={760} title={open?.name ?? ''}>
        {open ? (
          <>
            <Outcome book={open} />
            <StarLines book={open} lightAt={lightAt} draft={draft} onDraft={onDraft} />
            <Score book={open} draft={draft} onDraft={onDraft} weight={sheet.plan?.yearEndWeight ?? 0} />
          </>
        ) : null}
      </SideSheet>
    </>
  )
}

/** The book: a cover, a page for each star with ruled lines, the year sheet, what is still under way. */

import { useNavigate } from '@tanstack/react-router'
import { movedWords } from '@xinghe/contract/lists/points'
import { type Book as BookData, printBook } from '@xinghe/contract/points'
import { formatPoints } from '@xinghe/contract/values'
import { levelName, starKinds } from '@xinghe/contract/words'
import { type ReactNode, useState } from 'react'
import { urlOf } from '../app/call.ts'
import { memberCategories } from '../app/categories.ts'
import { pathTo } from '../app/paths.ts'
import { useView } from '../app/use-view.ts'
import { WhySheet } from '../stars/results/index.ts'
import {
  ActButton,
  Book,
  BookCover,
  type BookLeaf,
  PageHead,
  PrintButton,
  StateTag,
  usePhone,
} from '../ui/index.ts'
import { EntrySheet } from './EntrySheet.tsx'
import { MergeForm, Moved } from './Moved.tsx'
import { SlipSheet } from './SlipSheet.tsx'
import { StarLeaf } from './StarLeaf.tsx'
import { UnderWayLeaf } from './UnderWayLeaf.tsx'
import { Vetoes, VetoForm } from './Vetoes.tsx'
import { factsOf } from './words.tsx'
import { YearSheet } from './YearSheet.tsx'
import './points.css'

export function BookView({ book, back }: { book: BookData; back?: ReactNode }) {
  const phone = usePhone()
  const navigate = useNavigate()
  const [view, setView] = useView({ page: '' })
  const [why, setWhy] = useState<number>()
  const [entry, setEntry] = useState<string>()
  const [slip, setSlip] = useState<string>()
  const [veto, setVeto] = useState(false)
  const [merging, setMerging] = useState(false)
  const standing = book.exempt ? '本年度不参加评星' : book.vetoed ? '一票否决' : levelName(book.suggested)
  const asked = book.stars.find((star) => star.slot === why)
  const cover = (
    <BookCover
      title={book.subject === 'ORG' ? '党组织积分手册' : '党员积分手册'}
      name={book.name}
      band={{
        lit: book.lit,
        colours: book.colours,
        facts: factsOf(book),
        ...(phone ? { size: 20 } : {}),
        onWhy: (at) => book.stars.some(({ slot }) => slot === at + 1) && setWhy(at + 1),
      }}
      lines={[
        ['苏木镇', book.townshipName],
        [book.subject === 'ORG' ? '嘎查村' : '所在支部', book.villageName],
        ...(book.category ? [['类别', memberCategories[book.category]] as const] : []),
        ['年度', `${book.year}年度`],
        ['编号', book.bookNo],
        ['积分', `${formatPoints(book.total)} 分`],
        ['目前', standing],
      ]}
    />
  )
  const leaves: BookLeaf[] = [
    { key: 'cover', tab: '封面', content: cover },
    ...book.stars.map((star) => ({
      key: `star${star.slot}`,
      tab: star.name.replace(/星$/, ''),
      name: `${starKinds[star.kind]} ${star.name}`,
      content: (
        <StarLeaf
          book={book}
          star={star}
          onEntry={setEntry}
          onSlip={setSlip}
          onWhy={() => setWhy(star.slot)}
        />
      ),
    })),
    { key: 'year', tab: '年度汇总', content: <YearSheet book={book} onWhy={setWhy} /> },
    ...(book.underWay.length > 0
      ? [
          {
            key: 'underway',
            tab: `办理中 ${book.underWay.length}`,
            content: <UnderWayLeaf book={book} onOpen={setSlip} />,
          },
        ]
      : []),
  ]
  return (
    <>
      <PageHead
        back={back}
        title={book.name}
        beside={
          book.vetoed ? (
            <StateTag tone="late">一票否决</StateTag>
          ) : book.moved ? (
            <StateTag tone="idle">{movedWords[book.moved]}</StateTag>
          ) : book.exempt ? (
            <StateTag tone="idle">免评</StateTag>
          ) : undefined
        }
        sentence={
          <>
            {book.year}年度积分 {formatPoints(book.total)} 分，点亮 {book.litCount} 颗星。
            {book.versionTitle ? `依据：${book.versionTitle}。` : '设星方案尚未发布。'}
          </>
        }
        acts={
          <>
            <PrintButton href={urlOf(printBook, { params: { id: book.id } })}>打印手册</PrintButton>
            <PrintButton href={urlOf(printBook, { params: { id: book.id }, query: { fill: 'BLANK' } })}>
              空白册
            </PrintButton>
            {book.can.includes('merge') ? (
              <ActButton act={() => setMerging(true)}>合并重复册</ActButton>
            ) : null}
            {book.can.includes('veto') ? (
              <ActButton
                act={() => setVeto(true)}
                why={book.vetoRules.length === 0 ? '方案中没有一票否决事项' : undefined}
              >
                登记一票否决
              </ActButton>
            ) : null}
            {book.can.includes('enter') ? (
              <ActButton
                main
                act={() =>
                  void navigate({
                    href: pathTo(
                      '/points/enter',
                      {},
                      { bookId: book.id, village: book.villageId, subject: book.subject },
                    ),
                  } as never)
                }
              >
                登记积分
              </ActButton>
            ) : null}
          </>
        }
      />
      <Moved book={book} />
      <MergeForm book={book} open={merging} onClose={() => setMerging(false)} />
      {book.exemption ? (
        <p className="pt-note">
          经批准本年度不参加评星：{book.exemption.reason}
          {book.exemption.by ? `（${book.exemption.by}）` : ''}
        </p>
      ) : null}
      <Vetoes book={book} />
      <Book
        name={`${book.name}的积分手册`}
        leaves={leaves}
        open={view.page || 'cover'}
        onOpen={(page) => setView({ page: page === 'cover' ? '' : page })}
      />
      <p className="pt-code">账册校验码 {book.headCode}：由每一笔记录依次算出，账目有任何改动都会对不上。</p>
      <EntrySheet
        entry={book.entryRows.find((one) => one.id === entry)}
        onClose={() => setEntry(undefined)}
        onSlip={(id) => {
          setEntry(undefined)
          setSlip(id)
        }}
      />
      <SlipSheet id={slip} onClose={() => setSlip(undefined)} />
      <WhySheet
        star={asked && { bookId: book.id, slot: asked.slot, title: `${book.name} · ${asked.name}` }}
        onClose={() => setWhy(undefined)}
      />
      <VetoForm book={book} open={veto} onClose={() => setVeto(false)} />
    </>
  )
}

/** 一村一册、一人一册: the books of my area, by place; by points only where that ranks nobody, or the county ranks. */

import { useNavigate } from '@tanstack/react-router'
import { booksList, movedWords } from '@xinghe/contract/lists/points'
import { type BookRow, listBooks } from '@xinghe/contract/points'
import { printEmptyBook } from '@xinghe/contract/prints'
import { levelName, type MemberCategory, orgClasses, type Subject } from '@xinghe/contract/words'
import { useState } from 'react'
import { urlOf, useAnswer } from '../app/call.ts'
import { memberCategories } from '../app/categories.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { useCan, useMe } from '../app/me.ts'
import { useView } from '../app/use-view.ts'
import { PrintBatch } from '../prints/index.ts'
import { WhySheet } from '../stars/results/index.ts'
import {
  ActButton,
  DataTable,
  Filters,
  PageHead,
  PrintButton,
  RowCard,
  StarBand,
  StateTag,
} from '../ui/index.ts'
import { factsOf } from './words.tsx'

const plain = {
  year: 0,
  subject: 'MEMBER',
  townshipId: '',
  villageId: '',
  category: '',
  lit: '',
  sort: '',
  search: '',
  page: 1,
  size: 50,
}

export default function BooksPage() {
  const me = useMe()
  const can = useCan()
  const navigate = useNavigate()
  const [view, setView] = useView(plain)
  const [asked, setAsked] = useState<{ bookId: string; slot: number; title: string }>()
  const thisYear = Number(me?.today.slice(0, 4) ?? 0)
  const year = view.year || thisYear
  const subject = view.subject as Subject
  const query = {
    year,
    subject,
    ...(view.townshipId && { townshipId: view.townshipId }),
    ...(view.villageId && { villageId: view.villageId }),
    ...(view.category && subject === 'MEMBER' && { category: view.category as MemberCategory }),
    ...(view.lit && { lit: Number(view.lit) }),
    ...(view.search && { search: view.search }),
    ...(view.sort && { sort: view.sort as 'POINTS' }),
  }
  const exports = useExport(booksList, query as never)
  const answer = useAnswer(
    listBooks,
    { query: { ...query, page: view.page, size: view.size } },
    { when: me !== undefined, keep: true },
  )
  const places = answer.data?.places ?? []
  const townships = [...new Map(places.map((place) => [place.townshipId, place.townshipName])).entries()]
  const villages = places.filter((place) => !view.townshipId || place.townshipId === view.townshipId)
  const byLit = answer.data?.byLit ?? []
  const band = (row: BookRow) =>
    row.hasScheme ? (
      <StarBand
        size={14}
        lit={row.lit}
        colours={row.colours}
        facts={factsOf(row)}
        count
        onWhy={(at) => {
          const star = row.stars.find(({ slot }) => slot === at + 1)
          if (star) setAsked({ bookId: row.id, slot: star.slot, title: `${row.name} · ${star.name}` })
        }}
      />
    ) : (
      <span className="xh-quiet">方案未发布</span>
    )
  const state = (row: BookRow) =>
    row.moved ? (
      <StateTag tone="idle">{movedWords[row.moved]}</StateTag>
    ) : row.exempt ? (
      <StateTag tone="idle">免评</StateTag>
    ) : row.vetoed ? (
      <StateTag tone="late">一票否决</StateTag>
    ) : (
      <>
        {levelName(row.suggested)}
        {row.class ? <small className="xh-quiet"> {orgClasses[row.class]}</small> : null}
      </>
    )
  const columns = columnsOf(booksList, query as never, {
    name: { always: true, fixed: 'start' },
    stars: { always: true, render: band },
    level: { render: state, help: '按现有积分计算的星级，年终由苏木镇党委综合评定' },
  })
  return (
    <>
      <PageHead
        title="积分手册"
        sentence="一村一册、一人一册：每一分从哪件事来、经谁登记确认，点亮了哪颗星，还差多少。"
        acts={
          <>
            <PrintBatch
              things={['BOOKS', 'SUMMARIES', 'WHY']}
              year={year}
              subject={subject}
              townshipId={view.townshipId}
              villageId={view.villageId}
            />
            <PrintButton href={urlOf(printEmptyBook, { query: { subject } })}>空白手册</PrintButton>
            {can('slips.enter') ? (
              <ActButton main act={() => void navigate({ href: '/points/enter' } as never)}>
                登记积分
              </ActButton>
            ) : null}
          </>
        }
      />
      <Filters
        view={{ ...view, year }}
        onView={(patch) =>
          setView({ ...patch, ...('townshipId' in patch ? { villageId: '' } : {}), page: 1 })
        }
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
          {
            key: 'year',
            label: '年度',
            kind: 'pick',
            options: [thisYear - 1, thisYear].map((one) => ({ value: one, label: `${one}年` })),
          },
          ...(townships.length > 1
            ? [
                {
                  key: 'townshipId',
                  label: '苏木镇',
                  options: townships.map(([value, label]) => ({ value, label })),
                },
              ]
            : []),
          ...(places.length > 1
            ? [
                {
                  key: 'villageId',
                  label: '嘎查村',
                  options: villages.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
          ...(subject === 'MEMBER'
            ? [
                {
                  key: 'category',
                  label: '类别',
                  options: Object.entries(memberCategories).map(([value, label]) => ({ value, label })),
                },
              ]
            : []),
          {
            key: 'lit',
            label: '点亮颗数',
            options: byLit
              .map((books, stars) => ({ value: String(stars), label: `${stars} 颗（${books}）` }))
              .reverse(),
          },
          ...(answer.data?.orders.includes('POINTS')
            ? [
                {
                  key: 'sort',
                  label: '排列',
                  all: '按村和编号',
                  options: [{ value: 'POINTS', label: '按积分从高到低' }],
                },
              ]
            : []),
          { key: 'search', label: '姓名或编号', kind: 'search', width: 160 },
        ]}
      />
      <DataTable
        name={`${year}年${subject === 'ORG' ? '党组织' : '党员'}积分手册`}
        exports={exports}
        answer={answer}
        rows={answer.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => void navigate({ to: `/points/books/${row.id}` as never })}
        paging={{
          page: view.page,
          size: view.size,
          total: answer.data?.total ?? 0,
          onPage: (page: number, size: number) => setView({ page, size }),
        }}
        empty={{ title: '没有手册', hint: '设星方案发布后，手册自动建立；或放宽筛选条件。' }}
        card={(row) => (
          <RowCard
            title={row.name}
            beside={
              <span className="xh-num">
                {row.moved ? movedWords[row.moved] : row.exempt ? '免评' : levelName(row.suggested)}
              </span>
            }
            lines={[
              [
                subject === 'MEMBER' ? '嘎查村' : '苏木镇',
                subject === 'MEMBER' ? row.villageName : row.townshipName,
              ],
            ]}
            foot={band(row)}
          />
        )}
      />
      <WhySheet star={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}

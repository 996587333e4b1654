import { useNavigate } from '@tanstack/react-router'
import { peopleList } from '@xinghe/contract/lists/org'
import { listPeople, type PersonRow } from '@xinghe/contract/org'
import { type Post, posts } from '@xinghe/contract/rights'
import type { MemberCategory } from '@xinghe/contract/words'
import { useState } from 'react'
import { useAnswer } from '../app/call.ts'
import { memberCategories } from '../app/categories.ts'
import { columnsOf, useExport } from '../app/exports.tsx'
import { pathTo } from '../app/paths.ts'
import { useView } from '../app/use-view.ts'
import { DataTable, Filters, PageHead, RowCard, StateTag } from '../ui/index.ts'
import { AccountSlips } from './AccountSlips.tsx'
import { FindByNumber } from './FindByNumber.tsx'
import { UnitPicker } from './UnitPicker.tsx'
import { choices } from './unit-forms.tsx'

const held = (row: PersonRow) => row.posts.map((one) => posts[one.post]).join('、')
const kindOf = (row: PersonRow) => (row.category ? memberCategories[row.category] : '—')
const probation = (row: PersonRow) =>
  row.status === 'PROBATIONARY' ? <StateTag tone="soon">预备</StateTag> : null

export default function PeoplePage() {
  const navigate = useNavigate()
  const [view, setView] = useView({
    q: '',
    unitId: '',
    category: '',
    post: '',
    who: 'all',
    page: 1,
    size: 50,
  })
  // Typed again, the same number opens the sheet again.
  const [sought, setSought] = useState({ number: '', times: 0 })
  const query = {
    who: view.who as 'all',
    ...(view.q && { q: view.q }),
    ...(view.unitId && { unitId: view.unitId }),
    ...(view.category && { category: view.category as MemberCategory }),
    ...(view.post && { post: view.post as Post }),
  }
  const people = useAnswer(
    listPeople,
    { query: { ...query, page: view.page, size: view.size } },
    { keep: true },
  )
  const exports = useExport(peopleList, query)
  const columns = columnsOf(peopleList, query, {
    name: { always: true, fixed: 'start', render: (row) => <b>{row.name}</b> },
    category: {
      render: (row) => (
        <>
          {kindOf(row)} {probation(row)}
        </>
      ),
    },
  })
  return (
    <>
      <PageHead
        title="党员与干部"
        sentence="辖区内的党员名册和任职人员。可按姓名、拼音或首字母查找。"
        acts={
          <>
            <AccountSlips />
            <FindByNumber key={sought.times} start={sought.number} />
          </>
        }
      />
      <Filters
        view={view}
        onView={(patch) => {
          // A whole number must not stand in the address.
          const isNumber = /\d{7}/.test(patch.q ?? '')
          if (isNumber) setSought({ number: patch.q ?? '', times: sought.times + 1 })
          setView({ ...patch, ...(isNumber && { q: '' }), page: 1 })
        }}
        items={[
          { key: 'q', label: '姓名、拼音或首字母', kind: 'search', width: 200 },
          {
            key: 'who',
            label: '范围',
            kind: 'pick',
            options: choices({ all: '全部', members: '在册党员', left: '已移出' }),
          },
          { key: 'category', label: '类别', options: choices(memberCategories) },
          { key: 'post', label: '职务', options: choices(posts).filter((one) => one.value !== 'MEMBER') },
        ]}
      >
        <UnitPicker
          value={view.unitId}
          onChange={(unitId) => setView({ unitId: unitId ?? '', page: 1 })}
          placeholder="全部单位"
        />
      </Filters>
      <DataTable
        name="党员名册"
        exports={exports}
        answer={people}
        rows={people.data?.rows}
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => void navigate({ href: pathTo('/org/people/:id', { id: row.id }) } as never)}
        paging={{
          page: view.page,
          size: view.size,
          total: people.data?.total ?? 0,
          onPage: (page, size) => setView({ page, size }),
        }}
        card={(row) => (
          <RowCard
            title={row.name}
            beside={probation(row)}
            lines={[
              ['单位', row.unitName],
              ...(row.category ? ([['类别', kindOf(row)]] as const) : []),
              ...(row.posts.length ? ([['职务', held(row)]] as const) : []),
            ]}
          />
        )}
        empty={{ title: '没有找到', hint: '可换用拼音或首字母，或清除筛选条件。' }}
      />
    </>
  )
}

/** One box for people and units; the beginning of the pinyin or the initials is enough for people. */
import { listPeople } from '@xinghe/contract/org'
import { memberCategories } from '@xinghe/contract/words'
import { useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { useView } from '../app/use-view.ts'
import { Empty, Filters, Loaded, PageHead, Section } from '../ui/index.ts'
import { useUnits } from './units.ts'
import './org.css'

export default function SearchPage() {
  const [view, setView] = useView({ q: '' })
  const q = view.q.trim()
  const people = useAnswer(listPeople, { query: { q, size: 20 } }, { when: q !== '', keep: true })
  const { units } = useUnits()
  const found = q
    ? units.filter((one) => one.name.includes(q) || one.partyOrgName?.includes(q)).slice(0, 30)
    : []
  return (
    <>
      <PageHead title="搜索" sentence="按姓名、拼音、首字母找人，按名称找单位。" />
      <Filters
        view={view}
        onView={setView}
        items={[{ key: 'q', label: '姓名、拼音或单位名称', kind: 'search', width: 280 }]}
      />
      {q === '' ? (
        <Empty title="请输入要找的内容" hint="例如：乌云、wyqmg、某某嘎查。" />
      ) : (
        <>
          {found.length > 0 ? (
            <Section title="单位">
              <ul className="xh-units">
                {found.map((one) => (
                  <li key={one.id}>
                    <To to="/org/units" view={{ unit: one.id }}>
                      {one.name}
                    </To>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
          <Loaded answer={people}>
            {({ rows, total }) =>
              rows.length > 0 ? (
                <Section
                  title={`人员 ${total} 名`}
                  extra={
                    total > rows.length ? (
                      <To to="/org/people" view={{ q }}>
                        全部查看
                      </To>
                    ) : null
                  }
                >
                  <ul className="xh-posts">
                    {rows.map((one) => (
                      <li key={one.id}>
                        <To to="/org/people/:id" params={{ id: one.id }}>
                          {one.name}
                        </To>
                        <small>
                          {one.unitName}
                          {one.category ? ` · ${memberCategories[one.category]}` : ''}
                        </small>
                      </li>
                    ))}
                  </ul>
                </Section>
              ) : found.length === 0 ? (
                <Empty
                  title={`没有找到“${q}”`}
                  hint="请核对名称，或换用拼音、首字母；不在您管辖范围内的不会列出。"
                />
              ) : null
            }
          </Loaded>
        </>
      )}
    </>
  )
}

/** One box for people, units and notices; the beginning of the pinyin or the initials is enough for people. */
import { listNotices } from '@xinghe/contract/notices'
import { listPeople } from '@xinghe/contract/org'
import { useAnswer } from '../app/call.ts'
import { memberCategories } from '../app/categories.ts'
import { useCan } from '../app/me.ts'
import { To } from '../app/To.tsx'
import { useView } from '../app/use-view.ts'
import { Empty, Filters, Loaded, PageHead, Section } from '../ui/index.ts'
import { useUnits } from './units.ts'
import './org.css'

export default function SearchPage() {
  const [view, setView] = useView({ q: '' })
  const q = view.q.trim()
  const can = useCan()
  const people = useAnswer(listPeople, { query: { q, size: 20 } }, { when: q !== '', keep: true })
  // A notice is asked for by its number; what has no digit is a name.
  const numbered = can('notices.read') && /\d/.test(q)
  const notices = useAnswer(listNotices, { query: { q, size: 10 } }, { when: numbered, keep: true })
  const posted = numbered ? (notices.data?.rows ?? []) : []
  const { units } = useUnits({ when: can('org.read') })
  const found = q
    ? units.filter((one) => one.name.includes(q) || one.partyOrgName?.includes(q)).slice(0, 30)
    : []
  return (
    <>
      <PageHead title="搜索" sentence="按姓名、拼音、首字母找人，按名称找单位，按编号找公示。" />
      <Filters
        view={view}
        onView={setView}
        items={[{ key: 'q', label: '姓名、拼音、单位名称或公示编号', kind: 'search', width: 280 }]}
      />
      {q === '' ? (
        <Empty title="请输入要找的内容" hint="例如：乌云、wyqmg、某某嘎查、GS-0001。" />
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
          {posted.length > 0 ? (
            <Section
              title={`公示 ${notices.data?.total} 份`}
              extra={
                (notices.data?.total ?? 0) > posted.length ? (
                  <To to="/notices" view={{ q }}>
                    全部查看
                  </To>
                ) : null
              }
            >
              <ul className="xh-posts">
                {posted.map((one) => (
                  <li key={one.id}>
                    <To to="/notices/:id" params={{ id: one.id }}>
                      {one.title}
                    </To>
                    <small className="xh-num">{one.number}</small>
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
              ) : found.length === 0 && !notices.isFetching && posted.length === 0 ? (
                <Empty
                  title={`没有找到“${q}”`}
                  hint="请核对名称或编号，或换用拼音、首字母；不在您管辖范围内的不会列出。"
                />
              ) : null
            }
          </Loaded>
        </>
      )}
    </>
  )
}

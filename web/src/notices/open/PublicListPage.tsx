/** What runs in a county today. For everybody, without signing in. */
import { listPublicNotices, listPublicRegions } from '@xinghe/contract/notices'
import { formatDay } from '@xinghe/contract/values'
import { useAnswer } from '../../app/call.ts'
import { To } from '../../app/To.tsx'
import { useView } from '../../app/use-view.ts'
import { Empty, Filters, Loaded } from '../../ui/index.ts'
import '../notices.css'

export default function PublicListPage() {
  const [{ region }] = useView({ region: 0 })
  const counties = useAnswer(listPublicRegions)
  const several = (counties.data?.length ?? 0) > 1
  return (
    <div className="nt-open">
      {region ? (
        <Running region={region} several={several} />
      ) : (
        <Loaded answer={counties}>
          {(all) =>
            all.length === 1 && all[0] ? (
              <Running region={all[0].id} several={false} />
            ) : (
              <Counties all={all} />
            )
          }
        </Loaded>
      )}
    </div>
  )
}

/** Without a county in the address nobody's is shown by chance. */
function Counties({ all }: { all: readonly { id: number; name: string }[] }) {
  return (
    <>
      <h1>正在进行的公示</h1>
      <p className="nt-gap">请选择所在的旗县区。</p>
      <ul className="nt-open-list">
        {all.map(({ id, name }) => (
          <li key={id}>
            <To to="/n" view={{ region: id }}>
              <b>{name}</b>
            </To>
          </li>
        ))}
      </ul>
      <nav className="nt-foot" aria-label="其他">
        <To to="/o">查询已提出的异议</To>
      </nav>
    </>
  )
}

function Running({ region, several }: { region: number; several: boolean }) {
  const [view, setView] = useView({ township: '' })
  const answer = useAnswer(listPublicNotices, { query: { region } })
  return (
    <Loaded answer={answer}>
      {({ regionName, rows }) => {
        const townships = [...new Set(rows.map(({ townshipName }) => townshipName))].sort()
        const shown = rows.filter(({ townshipName }) => !view.township || townshipName === view.township)
        return (
          <>
            <h1>{regionName}正在进行的公示</h1>
            <p className="nt-gap">
              共 {rows.length} 份，先期满的排在前面。点开可以看全文，有异议可以在里面提出。
            </p>
            {townships.length > 1 ? (
              <Filters
                view={view}
                onView={setView}
                items={[
                  {
                    key: 'township',
                    label: '苏木镇',
                    options: townships.map((name) => ({ value: name, label: name })),
                  },
                ]}
              />
            ) : null}
            {shown.length === 0 ? (
              <Empty title="今天没有正在进行的公示" hint="公示期满的不再列出；凭公示上的编号仍可打开。" />
            ) : (
              <ul className="nt-open-list">
                {shown.map((row) => (
                  <li key={row.publicCode}>
                    <To to="/n/:code" params={{ code: row.publicCode }}>
                      <b>{row.title}</b>
                      <span className="xh-quiet">
                        {row.townshipName}
                        {row.unitName === row.townshipName ? '' : ` ${row.unitName}`} ·{' '}
                        {formatDay(row.endsOn)}期满，
                        {row.daysLeft === 0 ? '今天是最后一天' : `还有 ${row.daysLeft} 个工作日`}
                      </span>
                    </To>
                  </li>
                ))}
              </ul>
            )}
            <nav className="nt-foot" aria-label="其他">
              <To to="/o">查询已提出的异议</To>
              {several ? <To to="/n">其他旗县区的公示</To> : null}
            </nav>
          </>
        )
      }}
    </Loaded>
  )
}

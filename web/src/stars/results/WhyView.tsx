/** Everything a star was computed from: the sum, the entries with their evidence, the rules, what is missing. */
import { adjustName } from '@xinghe/contract/points'
import { entryStatuses, getWhy, type Why as WhyData } from '@xinghe/contract/results'
import { formatPoints } from '@xinghe/contract/values'
import { conversions, ruleKinds, starColours, starKinds } from '@xinghe/contract/words'
import { useAnswer } from '../../app/call.ts'
import {
  type Column,
  DataTable,
  DateText,
  Empty,
  Facts,
  Files,
  Loaded,
  Points,
  RowCard,
  Section,
  StarBand,
  StateTag,
} from '../../ui/index.ts'
import './why.css'

type Entry = WhyData['entries'][number]
const kindName = (kind: string) => ruleKinds[kind as keyof typeof ruleKinds] ?? ''

const columns: Column<Entry>[] = [
  { key: 'factOn', title: '日期', kind: 'day', width: 128, always: true },
  {
    key: 'reason',
    title: '事由',
    always: true,
    render: (entry) => (
      <div
        className={entry.status === 'REVERSED' ? 'why-struck' : entry.status === 'REVERSAL' ? 'why-red' : ''}
      >
        {entry.reason}
        <div className="xh-quiet">
          {entry.ruleCode} {entry.content} · {entry.versionTitle}
        </div>
      </div>
    ),
  },
  { key: 'claimed', title: '申报', kind: 'points', width: 64 },
  {
    key: 'counted',
    title: '计入',
    kind: 'points',
    width: 64,
    sum: true,
    help: '按每期、每年和每星的上限计入的分值',
  },
  {
    key: 'evidence',
    title: '佐证',
    width: 120,
    render: (entry) => (entry.evidence.length > 0 ? <Files files={entry.evidence} /> : null),
    value: (entry) => entry.evidence.length,
  },
  {
    key: 'enteredBy',
    title: '登记 · 确认 · 核查',
    width: 190,
    render: (entry) => (
      <span>
        {[entry.enteredBy, entry.confirmedBy, entry.checkedBy].filter(Boolean).join(' · ')}
        {entry.status === 'STANDS' ? null : (
          <div>
            <StateTag tone={entry.status === 'RECOUNT' ? 'waiting' : 'late'}>
              {entryStatuses[entry.status]}
            </StateTag>
          </div>
        )}
      </span>
    ),
  },
]

function Missing({ why }: { why: WhyData }) {
  if (why.veto)
    return (
      <p className="why-verdict why-red">
        本年度有一票否决事项（{why.veto.reason}，<DateText value={why.veto.happenedOn} />
        ），不予评星。
      </p>
    )
  if (!why.lit)
    return (
      <p className="why-verdict">
        尚未点亮：现有 <b>{formatPoints(why.points)}</b> 分，满 {formatPoints(why.lightAt)} 分点亮，还差{' '}
        <b>{formatPoints(why.missing)}</b> 分。
      </p>
    )
  return (
    <p className="why-verdict">
      已点亮{why.colour in starColours ? `，为${starColours[why.colour as 'G']}` : ''}：本星{' '}
      <b>{formatPoints(why.points)}</b> 分（满 {formatPoints(why.lightAt)} 分点亮）。
      {why.nextColours.length
        ? `${why.nextColours.map(({ missing, colour }) => `再得 ${formatPoints(missing)} 分可达${starColours[colour]}`).join('，')}。`
        : ''}
    </p>
  )
}

function Sum({ why }: { why: WhyData }) {
  const adjusted = why.entries.filter((entry) => entry.kind === 'ADJUST')
  return (
    <table className="why-sum">
      <thead>
        <tr>
          <th scope="col">细则</th>
          <th scope="col">类型</th>
          <th scope="col">申报</th>
          <th scope="col">计入</th>
          <th scope="col">还可得</th>
        </tr>
      </thead>
      <tbody>
        {why.rules.map((rule) => (
          <tr key={rule.code}>
            <td>
              {rule.code} {rule.content}
              {rule.cap !== null ? (
                <span className="xh-quiet">（年度上限 {formatPoints(rule.cap)} 分）</span>
              ) : null}
            </td>
            <td>{kindName(rule.kind)}</td>
            <td>
              <Points value={rule.claimed} />
            </td>
            <td>
              {rule.counted === rule.claimed ? (
                <Points value={rule.counted} />
              ) : (
                <StateTag tone="soon">{`${formatPoints(rule.counted)} 按上限`}</StateTag>
              )}
            </td>
            <td>
              <Points value={rule.open} />
            </td>
          </tr>
        ))}
        {adjusted.map((entry) => (
          <tr key={entry.id}>
            <td>{entry.reason}</td>
            <td>{adjustName(entry.ruleCode)}</td>
            <td>
              <Points value={entry.claimed} />
            </td>
            <td>
              <Points value={entry.counted} sign />
            </td>
            <td />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            本星积分
          </th>
          <td>
            <Points value={why.points} />
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  )
}

export function WhyView({ bookId, slot }: { bookId: string; slot: number }) {
  const answer = useAnswer(getWhy, { params: { bookId, slot } })
  return (
    <Loaded answer={answer}>
      {(why) => (
        <div className="why">
          <div className="why-band">
            <StarBand
              size="head"
              lit={[...why.colours].map((one) => (one === '-' ? '0' : '1')).join('')}
              colours={why.colours}
              facts={Array.from({ length: 10 }, (_, at) => {
                const star = why.stars.find((one) => one.slot === at + 1)
                return { name: star?.name ?? '本类别不设此星', points: star?.points, lightAt: why.lightAt }
              })}
            />
            <Missing why={why} />
          </div>
          <Facts
            items={[
              {
                label: '对象',
                value: `${why.name}（${why.townshipName}${why.subject === 'MEMBER' ? why.villageName : ''}）`,
              },
              { label: '年度 · 册号', value: `${why.year}年 · ${why.bookNo}` },
              { label: '本星', value: `第${why.slot}颗 ${why.star.name}（${starKinds[why.star.kind]}）` },
              { label: '标准', value: why.star.requirement },
              {
                label: '依据',
                value: `${why.plan.title}${why.plan.docNo ? `（${why.plan.docNo}）` : ''} 第${why.plan.version}版，${conversions[why.plan.conversion]}，每星加分上限 ${formatPoints(why.plan.bonusCap)} 分`,
              },
              { label: '账册校验码', value: why.headCode },
            ]}
          />
          <Section title="积分怎样算出" flush>
            <Sum why={why} />
          </Section>
          <Section title={`积分明细（${why.entries.length}条）`} flush>
            <DataTable
              columns={columns}
              rows={why.entries}
              rowKey={(entry) => entry.id}
              paging={false}
              sticky={false}
              empty={{ title: '本星还没有积分', hint: '发生符合细则的事项后，由本人或党务工作者登记。' }}
              card={(entry) => (
                <RowCard
                  title={
                    <span className={entry.status === 'REVERSED' ? 'why-struck' : ''}>{entry.reason}</span>
                  }
                  beside={<Points value={entry.counted} sign />}
                  lines={[
                    ['细则', `${entry.ruleCode} ${entry.content}`],
                    ['日期', <DateText key="on" value={entry.factOn} />],
                    [
                      '经手',
                      [entry.enteredBy, entry.confirmedBy, entry.checkedBy].filter(Boolean).join(' · '),
                    ],
                  ]}
                />
              )}
            />
          </Section>
          {why.waiting.length > 0 ? (
            <Section title="尚在办理，未计入">
              <ul className="why-waiting">
                {why.waiting.map((one) => (
                  <li key={`${one.slipId}${one.ruleCode}`}>
                    {one.ruleCode} {one.reason} <Points value={one.amount} sign />
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
          {why.rules.length === 0 && why.entries.length === 0 ? (
            <Empty small title="方案没有为本星设细则" />
          ) : null}
        </div>
      )}
    </Loaded>
  )
}

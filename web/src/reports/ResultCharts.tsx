/** Results of the year against the year before: levels, classes, colours, stars by name, what committees changed. */

import { levelName, orgClasses, starColours, starKinds } from '@xinghe/contract/words'
import { getYearResults, type YearResults } from '@xinghe/contract/year-charts'
import { useMemo } from 'react'
import { useAnswer } from '../app/call.ts'
import { To } from '../app/To.tsx'
import { ChartCard, type ChartSpec, Loaded } from '../ui/index.ts'
import { chartInks, starInks } from '../ui/tokens.ts'
import { type Area, type Behind, countWord, differencesPath, resultsPath } from './area.ts'

interface Props {
  area: Area
  onBehind: (behind: Behind) => void
}
/** Which years have results: only they stand in the charts. */
interface Years {
  now: boolean
  before: boolean
}
const seriesOf = (
  area: Area,
  rows: readonly { count: number; last: number }[],
  { now, before }: Years,
  colours?: readonly string[],
): ChartSpec['series'] => [
  ...(now
    ? [
        {
          name: `${area.year}年`,
          values: rows.map(({ count }) => count),
          colour: chartInks.now,
          ...(colours && { colours }),
        },
      ]
    : []),
  ...(before
    ? [{ name: `${area.year - 1}年`, values: rows.map(({ last }) => last), colour: chartInks.before }]
    : []),
]

export function ResultCharts({ area, onBehind }: Props) {
  const { unitId, year, subject } = area
  const answer = useAnswer(getYearResults, { query: { unitId, year, subject } }, { keep: true })
  return <Loaded answer={answer}>{(data) => <Cards data={data} area={area} onBehind={onBehind} />}</Loaded>
}

function Cards({ data, area, onBehind }: Props & { data: YearResults }) {
  const unit = countWord(area.subject)
  const { rated } = data
  const had = rated.last > 0
  const none = rated.count === 0
  const still = none
    ? `${area.year}年度还没有评定结果${had ? `，图中为${area.year - 1}年度` : ''}。`
    : undefined
  const specs = useMemo(() => {
    const years = { now: !none, before: had }
    const yearAt = (series: number) => (none ? area.year - 1 : area.year - series)
    const levels: ChartSpec = {
      head: '星级',
      unit,
      categories: data.levels.map(({ level }) => levelName(level)),
      series: seriesOf(area, data.levels, years),
      open: (at, series) =>
        resultsPath(area, { level: String(data.levels[at]?.level ?? 'none') }, yearAt(series)),
      sums: true,
    }
    const classes: ChartSpec = {
      head: '类别',
      unit,
      categories: data.classes.map((one) => orgClasses[one.class]),
      series: seriesOf(area, data.classes, years),
      open: (at, series) => resultsPath(area, { class: data.classes[at]?.class }, yearAt(series)),
      sums: true,
    }
    const colours: ChartSpec = {
      head: '颜色',
      unit: '颗',
      categories: data.colours.map((one) => starColours[one.colour]),
      series: seriesOf(
        area,
        data.colours,
        years,
        data.colours.map((one) => starInks[one.colour].fill),
      ),
      open: (at, series) => resultsPath(area, { colour: data.colours[at]?.colour }, yearAt(series)),
      sums: true,
    }
    const twice = (name: string) => data.stars.filter((star) => star.name === name).length > 1
    const stars: ChartSpec = {
      head: '星',
      unit,
      categories: data.stars.map(({ name, kind }) =>
        twice(name) ? `${name}（${starKinds[kind].slice(0, 2)}）` : name,
      ),
      series: [
        ...(none
          ? []
          : [
              { name: '获得', values: data.stars.map(({ won }) => won), colour: chartInks.done, pile: 'now' },
              {
                name: '未获得',
                values: data.stars.map((star) => star.rated - star.won),
                colour: chartInks.todo,
                pile: 'now',
              },
            ]),
        ...(had
          ? [
              {
                name: `${area.year - 1}年获得`,
                values: data.stars.map(({ lastWon }) => lastWon),
                colour: chartInks.before,
              },
            ]
          : []),
      ],
      open: (at, series) => {
        const star = data.stars[at]
        if (!star || none || series > 1) return undefined
        return () =>
          onBehind({ of: 'star', kind: star.kind, star: star.name, won: series === 0 ? 'yes' : 'no' })
      },
    }
    const changed: ChartSpec = {
      head: data.changed.length > 1 ? '单位' : '范围',
      unit,
      categories: data.changed.map(({ name }) => name),
      series: [
        { name: '高于计算', values: data.changed.map(({ up }) => up), colour: chartInks.under, pile: 'now' },
        {
          name: '低于计算',
          values: data.changed.map(({ down }) => down),
          colour: chartInks.late,
          pile: 'now',
        },
      ],
      open: (at) => differencesPath(area, area.townshipId || (data.changed[at]?.unitId ?? '')),
      sums: true,
    }
    return { levels, classes, colours, stars, changed }
  }, [data, area, had, none, unit, onBehind])

  const empty = none && !had ? still : undefined
  const versus = still ?? (had ? undefined : `没有${area.year - 1}年度的结果可比。`)
  const people = area.subject === 'ORG' ? '党组织' : '党员'
  const moved = data.changed.reduce((total, { up, down }) => total + up + down, 0)
  return (
    <div className="xh-charts">
      <ChartCard
        title="星级"
        sentence={
          versus ?? `${area.year}年 ${rated.count} ${unit}，${area.year - 1}年 ${rated.last} ${unit}。`
        }
        spec={specs.levels}
        empty={empty}
      />
      {area.subject === 'ORG' ? (
        <ChartCard
          title="类别"
          sentence={
            none
              ? still
              : `一类 ${data.classes[0]?.count} 个、二类 ${data.classes[1]?.count} 个、三类 ${data.classes[2]?.count} 个。`
          }
          spec={specs.classes}
          empty={empty}
        />
      ) : null}
      <ChartCard
        title="颜色"
        sentence={
          none
            ? still
            : data.colours
                .map(({ colour, subjects }) => `${subjects} ${unit}有${starColours[colour]}`)
                .join('，')
                .concat('。')
        }
        spec={specs.colours}
        empty={empty}
      />
      <ChartCard
        title="评定与计算不同"
        sentence={
          none || moved === 0 ? undefined : `党委评定的星级与按积分计算不同的 ${moved} ${unit}，原因见下。`
        }
        spec={specs.changed}
        empty={
          none
            ? `${area.year}年度还没有评定结果。`
            : moved === 0
              ? `${people}的评定结果都与计算一致。`
              : undefined
        }
      >
        {data.changes.length > 0 ? <Changes data={data} area={area} moved={moved} /> : null}
      </ChartCard>
      <ChartCard
        wide
        title="各星获得情况"
        sentence={none ? still : `每颗星有多少${people}参评、多少获得；点一段看名单。`}
        spec={specs.stars}
        empty={empty}
      />
    </div>
  )
}

/** Which, from what to what, and why: the first few, in tree order. */
function Changes({ data, area, moved }: { data: YearResults; area: Area; moved: number }) {
  const few = data.changes.slice(0, 6)
  return (
    <>
      <ul className="reports-changes">
        {few.map((one) => (
          <li key={one.bookId}>
            <To to="/points/books/:id" params={{ id: one.bookId }}>
              {one.name}
            </To>
            <span className="xh-quiet">
              {one.townshipName}
              {area.subject === 'MEMBER' ? one.villageName : ''}
            </span>
            <b>
              {levelName(one.computed)} → {levelName(one.final)}
            </b>
            <p>{one.reason}</p>
          </li>
        ))}
      </ul>
      {moved > few.length ? <To to={differencesPath(area, area.townshipId)}>看全部 {moved} 条</To> : null}
    </>
  )
}

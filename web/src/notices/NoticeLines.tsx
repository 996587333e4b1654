import type { NoticeKind, NoticeLine, PublicLine } from '@xinghe/contract/notices'
import { formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses, type Subject } from '@xinghe/contract/words'
import { useState } from 'react'
import { type Column, DataTable, Input, Points, RowCard, StarBand } from '../ui/index.ts'

const bandOf = ({ colours, lit }: PublicLine) =>
  (colours ?? '').replaceAll('N', '1').padEnd(10, '-') || (lit ?? '').replaceAll('0', '-')
const Band = ({ line }: { line: PublicLine }) =>
  line.lit ? <StarBand stars={bandOf(line)} /> : <span className="xh-quiet">—</span>

/** '加4分，减0.5分' */
const movesOf = ({ plus, minus }: PublicLine): string =>
  [plus ? `加 ${formatPoints(plus)} 分` : '', minus ? `减 ${formatPoints(minus)} 分` : '']
    .filter(Boolean)
    .join('，') || '无变动'

function columnsFor(
  kind: NoticeKind,
  subject: Subject | null,
  places: boolean,
  remarks: boolean,
): Column<PublicLine>[] {
  const name: Column<PublicLine> = {
    key: 'subjectName',
    title: kind === 'QUARTER' ? '对象' : subject === 'MEMBER' ? '姓名' : '党组织',
    width: subject === 'MEMBER' ? 120 : 200,
    always: true,
  }
  const first: Column<PublicLine>[] = [
    { key: 'seq', title: '序号', width: 56, align: 'center', value: (line) => line.seq, always: true },
    name,
    ...(places ? [{ key: 'unitName', title: '所在单位', width: 130 }] : []),
  ]
  if (kind === 'QUARTER')
    return [
      ...first,
      { key: 'plus', title: '加分', kind: 'points', width: 90 },
      { key: 'minus', title: '减分', kind: 'points', width: 90 },
      {
        key: 'quarter',
        title: '本季积分',
        kind: 'points',
        width: 100,
        value: ({ plus, minus }) => (plus === null ? null : plus - (minus ?? 0)),
      },
      { key: 'total', title: '全年累计', kind: 'points', width: 100 },
    ]
  return [
    ...first,
    { key: 'total', title: '总积分', kind: 'points', width: 80 },
    { key: 'level', title: '星级', width: 80, value: ({ level }) => levelName(level) },
    { key: 'lit', title: '十星', width: 150, render: (line) => <Band line={line} />, value: () => '' },
    ...(subject === 'MEMBER'
      ? []
      : [
          {
            key: 'class',
            title: '类别',
            width: 80,
            value: (line: PublicLine) => (line.class ? orgClasses[line.class] : null),
          },
        ]),
    ...(remarks ? [{ key: 'remark', title: '说明', width: 140 }] : []),
  ]
}

export interface NoticeLinesProps<Line extends PublicLine> {
  notice: { kind: NoticeKind; subject: Subject | null; lines: readonly Line[] }
  onOpen?: (line: Line) => void
}
/** The table of a notice; on the phone a card a line. */
export function NoticeLines<Line extends PublicLine | NoticeLine>({
  notice: { kind, subject, lines },
  onOpen,
}: NoticeLinesProps<Line>) {
  const [q, setQ] = useState('')
  const words = q.trim()
  const found = lines.filter((line) => line.subjectName.includes(words) || line.unitName.includes(words))
  const places = new Set(lines.map(({ unitName }) => unitName)).size > 1 && subject !== 'ORG'
  const columns = columnsFor(
    kind,
    subject,
    places,
    lines.some(({ remark }) => remark),
  ) as Column<Line>[]
  const cardLines = (line: Line): [string, React.ReactNode][] =>
    kind === 'QUARTER'
      ? [
          ['本季', movesOf(line)],
          ['全年累计', <Points key="total" value={line.total} unit />],
        ]
      : [
          ['总积分', <Points key="total" value={line.total} unit />],
          ['十星', <Band key="band" line={line} />],
          ...(places ? [['单位', line.unitName] as [string, string]] : []),
          ...(line.remark ? [['说明', line.remark] as [string, string]] : []),
        ]
  return (
    <>
      {lines.length > 20 ? (
        <Input
          allowClear
          className="nt-find"
          aria-label="在公示中查找"
          placeholder="输入姓名或单位查找"
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      ) : null}
      <DataTable
        columns={columns}
        rows={found}
        rowKey={(line) => String(line.seq)}
        {...(lines.length > 50 ? {} : { paging: false as const })}
        sticky={false}
        {...(onOpen ? { onOpen } : {})}
        card={(line) => (
          <RowCard
            title={`${line.seq}. ${line.subjectName}`}
            beside={
              kind === 'QUARTER' ? null : (
                <b className="xh-num">
                  {levelName(line.level)}
                  {line.class ? ` · ${orgClasses[line.class]}` : ''}
                </b>
              )
            }
            lines={cardLines(line)}
          />
        )}
      />
    </>
  )
}

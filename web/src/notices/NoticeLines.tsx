import { type NoticeKind, type NoticeLine, noticeKinds, type PublicLine } from '@xinghe/contract/notices'
import { formatPoints } from '@xinghe/contract/values'
import { levelName, orgClasses, type Subject } from '@xinghe/contract/words'
import { type Column, DataTable, Points, RowCard, StarBand } from '../ui/index.ts'

const bandOf = ({ colours, lit }: PublicLine) =>
  (colours ?? '').replaceAll('N', '1').padEnd(10, '-') || (lit ?? '').replaceAll('0', '-')
const Band = ({ line }: { line: PublicLine }) =>
  line.lit ? <StarBand stars={bandOf(line)} /> : <span className="xh-quiet">—</span>

/** '加4分，减0.5分' */
const movesOf = ({ plus, minus }: PublicLine): string =>
  [plus ? `加 ${formatPoints(plus)} 分` : '', minus ? `减 ${formatPoints(minus)} 分` : '']
    .filter(Boolean)
    .join('，') || '无变动'

function columnsFor(kind: NoticeKind, subject: Subject | null, places: boolean): Column<PublicLine>[] {
  const name: Column<PublicLine> = {
    key: 'subjectName',
    title: kind === 'QUARTER' ? '对象' : subject === 'MEMBER' ? '姓名' : '党组织',
    width: 220,
    always: true,
  }
  const first: Column<PublicLine>[] = [
    { key: 'seq', title: '序号', width: 64, align: 'center', value: (line) => line.seq, always: true },
    name,
    ...(places ? [{ key: 'unitName', title: '所在单位', width: 160 }] : []),
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
    { key: 'total', title: '总积分', kind: 'points', width: 100 },
    { key: 'level', title: '星级', width: 100, value: ({ level }) => levelName(level) },
    { key: 'lit', title: '十星', width: 180, render: (line) => <Band line={line} />, value: () => '' },
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
    { key: 'remark', title: '说明', width: 160 },
  ]
}

export interface NoticeLinesProps<Line extends PublicLine> {
  notice: { kind: NoticeKind; subject: Subject | null; lines: readonly Line[] }
  onOpen?: (line: Line) => void
  /** On the public page: one plain list, nothing to choose. */
  plain?: boolean
}
/** The table of a notice; on the phone a card a line. */
export function NoticeLines<Line extends PublicLine | NoticeLine>({
  notice: { kind, subject, lines },
  onOpen,
  plain = false,
}: NoticeLinesProps<Line>) {
  const places = new Set(lines.map(({ unitName }) => unitName)).size > 1 && subject !== 'ORG'
  const columns = columnsFor(kind, subject, places) as Column<Line>[]
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
    <DataTable
      {...(plain ? {} : { name: noticeKinds[kind], exports: true })}
      columns={columns}
      rows={lines}
      rowKey={(line) => String(line.seq)}
      paging={plain ? false : lines.length > 50 ? undefined : false}
      sticky={!plain}
      {...(onOpen ? { onOpen } : {})}
      card={(line) => (
        <RowCard
          title={`${line.seq}. ${line.subjectName}`}
          beside={
            kind === 'QUARTER' ? null : (
              <b>
                {levelName(line.level)}
                {line.class ? ` · ${orgClasses[line.class]}` : ''}
              </b>
            )
          }
          lines={cardLines(line)}
        />
      )}
    />
  )
}

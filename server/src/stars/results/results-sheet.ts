import type { CategoryNames } from '@xinghe/contract/categories'
import type { listResults } from '@xinghe/contract/results'
import type { AnswerIn } from '@xinghe/contract/route'
import { formatPoints } from '@xinghe/contract/values'
import { levelName, type MemberCategory, orgClasses } from '@xinghe/contract/words'

const columns = (subject: 'ORG' | 'MEMBER') => [
  { title: '序号', width: 6, kind: 'number' as const },
  { title: '苏木镇', width: 16 },
  { title: '嘎查村', width: 18 },
  { title: subject === 'ORG' ? '党组织' : '姓名', width: 26 },
  { title: subject === 'ORG' ? '册号' : '类别', width: 16 },
  { title: '总积分', width: 10, kind: 'number' as const },
  { title: '计算星级', width: 10 },
  { title: '评定星级', width: 10 },
  { title: '类别', width: 8 },
  { title: '金星', width: 6, kind: 'number' as const },
  { title: '银星', width: 6, kind: 'number' as const },
  { title: '红星', width: 6, kind: 'number' as const },
  { title: '调整原因', width: 30 },
]
const count = (colours: string | null, colour: string) =>
  [...(colours ?? '')].filter((one) => one === colour).length

export const resultsSheet = (
  year: number,
  subject: 'ORG' | 'MEMBER',
  rows: AnswerIn<typeof listResults>['rows'],
  names: CategoryNames,
) => ({
  name: subject === 'ORG' ? '党组织结果' : '党员结果',
  title: `${year}年度${subject === 'ORG' ? '嘎查村党组织' : '农牧民党员'}星级评定结果`,
  columns: columns(subject),
  rows: rows.map((row, at) => [
    at + 1,
    row.townshipName,
    row.villageName,
    row.name,
    subject === 'ORG' ? row.bookNo : (names.MEMBER[row.category as MemberCategory] ?? ''),
    Number(formatPoints(row.total ?? 0)),
    levelName(row.suggestedLevel),
    levelName(row.finalLevel),
    row.class ? orgClasses[row.class] : '',
    count(row.colours, 'G'),
    count(row.colours, 'S'),
    count(row.colours, 'R'),
    row.levelReason,
  ]),
})

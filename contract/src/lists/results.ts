/** The results of a year. */
import {
  listPastResults,
  listResults,
  type PastRow,
  type ResultRow,
  summariseResults,
  type YearRow,
} from '../results.ts'
import type { AnswerOf } from '../route.ts'
import { formatDay } from '../values.ts'
import { levelName, type MemberCategory, orgClasses } from '../words.ts'
import { listOf, starsText } from './list.ts'

export const levelChanges = { UP: '升星', DOWN: '降星', SAME: '保持' } as const
/** '连续3年十星级', '比上年升星' … as one quiet line. */
export const yearsWord = ({ running, change, level }: Pick<YearRow, 'running' | 'change' | 'level'>) =>
  running > 1 ? `连续${running}年${levelName(level)}` : change ? `比上年${levelChanges[change]}` : ''

const levelOf = (row: ResultRow): string =>
  [
    row.vetoed ? '不予评星' : levelName(row.finalLevel),
    row.finalLevel !== row.suggestedLevel && !row.vetoed ? `（计算为${levelName(row.suggestedLevel)}）` : '',
    row.standing ? '' : '（拟定，未备案）',
  ].join('')
const count = (row: ResultRow, colour: string) =>
  [...(row.colours ?? '')].filter((one) => one === colour).length
const whom = (subject: 'ORG' | 'MEMBER') => (subject === 'ORG' ? '嘎查村党组织' : '农牧民党员')

export const resultsList = listOf<typeof listResults, ResultRow>('results', listResults, {
  title: ({ year, subject }) => `${year}年度${whom(subject)}星级评定结果`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  about: (row) => ({ bookId: row.bookId }),
  columns: ({ subject }) => [
    { key: 'name', title: subject === 'ORG' ? '党组织' : '姓名', width: 190 },
    { key: 'townshipName', title: '苏木镇', width: 120 },
    { key: 'villageName', title: '嘎查村', width: 130, when: subject === 'MEMBER' },
    {
      key: 'category',
      title: '类别',
      width: 110,
      when: subject === 'MEMBER',
      value: (row, names) => names.MEMBER[row.category as MemberCategory] ?? '',
    },
    { key: 'stars', title: '十星', width: 210, value: (row) => starsText(row.lit, row.colours) },
    { key: 'total', title: '总积分', kind: 'points', width: 90 },
    { key: 'finalLevel', title: '星级', width: 130, value: levelOf },
    {
      key: 'class',
      title: '类别',
      width: 80,
      when: subject === 'ORG',
      value: (row) => (row.class ? orgClasses[row.class] : ''),
    },
    {
      key: 'years',
      title: '历年',
      width: 130,
      value: (row) => yearsWord({ ...row, level: row.finalLevel }),
    },
    { key: 'levelReason', title: '调整原因', width: 220, hidden: true },
    {
      key: 'suggestedLevel',
      title: '计算星级',
      width: 110,
      hidden: true,
      value: (row) => levelName(row.suggestedLevel),
    },
    {
      key: 'gold',
      title: '金星',
      kind: 'number',
      width: 80,
      hidden: true,
      sum: true,
      value: (row) => count(row, 'G'),
    },
    {
      key: 'silver',
      title: '银星',
      kind: 'number',
      width: 80,
      hidden: true,
      sum: true,
      value: (row) => count(row, 'S'),
    },
    {
      key: 'red',
      title: '红星',
      kind: 'number',
      width: 80,
      hidden: true,
      sum: true,
      value: (row) => count(row, 'R'),
    },
    { key: 'bookNo', title: '编号', width: 170, hidden: true },
  ],
})

type Township = AnswerOf<typeof summariseResults>['byTownship'][number]
export const resultTownshipsList = listOf<typeof summariseResults, Township>(
  'result-townships',
  summariseResults,
  {
    title: ({ year, subject }) => `${year}年度各苏木镇${whom(subject)}评定结果`,
    rows: (answer) => answer.byTownship,
    columns: ({ subject }) => [
      { key: 'name', title: '苏木镇', width: 160 },
      ...(
        [
          ['total', '参评'],
          ['ten', '十星级'],
          ['nine', '九星级'],
          ['eight', '八星级'],
          ['below', '七星级及以下'],
        ] as const
      ).map(([key, title]) => ({ key, title, kind: 'number' as const, width: 110, sum: true })),
      ...(
        [
          ['one', '一类'],
          ['two', '二类'],
          ['three', '三类'],
        ] as const
      ).map(([key, title]) => ({
        key,
        title,
        kind: 'number' as const,
        width: 90,
        sum: true,
        when: subject === 'ORG',
      })),
    ],
  },
)

/** '组通〔2025〕3号，2025年1月15日公布' */
export const publicWord = ({ docNo, noticedOn }: Pick<PastRow, 'docNo' | 'noticedOn'>): string =>
  [docNo, noticedOn && `${formatDay(noticedOn)}公布`].filter(Boolean).join('，')
export const pastResultsList = listOf<typeof listPastResults, PastRow>('past-results', listPastResults, {
  title: ({ year, subject }) => `${year}年度${whom(subject)}星级（往年录入）`,
  rows: (answer) => answer.rows,
  total: (answer) => answer.total,
  about: ({ personId }) => (personId === null ? undefined : { personId }),
  columns: ({ subject }) => [
    { key: 'name', title: subject === 'ORG' ? '党组织' : '姓名', width: 190 },
    { key: 'townshipName', title: '苏木镇', width: 120 },
    { key: 'villageName', title: '嘎查村', width: 130 },
    { key: 'level', title: '星级', width: 110, value: (row) => levelName(row.level) },
    {
      key: 'class',
      title: '类别',
      width: 80,
      when: subject === 'ORG',
      value: (row) => (row.class ? orgClasses[row.class] : ''),
    },
    { key: 'docNo', title: '公布依据', width: 260, value: publicWord },
    { key: 'importedBy', title: '录入人', width: 110 },
    { key: 'importedAt', title: '录入时间', kind: 'day', width: 128, hidden: true },
  ],
})

/** 年终评星: townships, the board of one, a determination, and where committees decided otherwise. */
import { z } from 'zod'
import type { AnswerOf } from '../route.ts'
import { formatDay } from '../values.ts'
import { levelName, orgClasses, subjects } from '../words.ts'
import {
  type BoardRow,
  type DeterminationHead,
  type DeterminationRow,
  determinationStates,
  getDetermination,
  getYearEndBoard,
  listDifferences,
  listYearEnd,
  ratingStates,
  sheetStates,
} from '../year-end.ts'
import { lightWords, listOf, starsText } from './list.ts'

type Township = AnswerOf<typeof listYearEnd>['townships'][number]
export const assessedOf = (one: DeterminationHead | null): string =>
  one ? `${one.assessed}/${one.sheets}` : '未启动'
const stateOf = (one: DeterminationHead | null) => (one ? determinationStates[one.state] : '未启动')
export const differencesOf = (row: Township): number =>
  (row.org?.differences ?? 0) + (row.member?.differences ?? 0)

export const yearEndList = listOf<typeof listYearEnd, Township>('year-end', listYearEnd, {
  title: ({ year }) => `${year}年度年终评定进展`,
  rows: (answer) => answer.townships,
  columns: () => [
    { key: 'name', title: '苏木镇', width: 160 },
    { key: 'villages', title: '嘎查村', kind: 'number', width: 90, sum: true },
    { key: 'orgAssessed', title: '党组织已核定', width: 130, value: (row) => assessedOf(row.org) },
    { key: 'org', title: '党组织评定', width: 160, value: (row) => stateOf(row.org) },
    { key: 'memberAssessed', title: '党员已核定', width: 130, value: (row) => assessedOf(row.member) },
    { key: 'member', title: '党员评定', width: 160, value: (row) => stateOf(row.member) },
    {
      key: 'differences',
      title: '与测算不一致',
      kind: 'number',
      width: 130,
      value: differencesOf,
      sum: true,
    },
    {
      key: 'objections',
      title: '未答复异议',
      kind: 'number',
      width: 120,
      value: (row) => (row.org?.openObjections ?? 0) + (row.member?.openObjections ?? 0),
      sum: true,
    },
  ],
})

/** '自评 1月5日，测评 1月9日' */
export const daysOf = (cell: BoardRow['org']): string =>
  cell
    ? (
        [
          ['自评', cell.selfOn],
          ['测评', cell.reviewOn],
          ['核定', cell.assessedOn],
        ] as const
      )
        .flatMap(([word, on]) => (on ? [`${word} ${formatDay(on).slice(5)}`] : []))
        .join('，')
    : ''

export const boardList = listOf<typeof getYearEndBoard, BoardRow>('year-end-board', getYearEndBoard, {
  title: ({ year }) => `${year}年度年终评定`,
  rows: (answer) => answer.rows,
  columns: () => [
    { key: 'villageName', title: '嘎查村', width: 110 },
    {
      key: 'org',
      title: '党组织',
      width: 110,
      value: ({ org }) => (org ? sheetStates[org.state] : '无方案'),
    },
    {
      key: 'member',
      title: '党员',
      width: 110,
      value: ({ member }) => (member ? sheetStates[member.state] : '无方案'),
    },
    {
      key: 'light',
      title: '时限',
      width: 105,
      value: ({ org }) => (org?.light ? lightWords({ daysLeft: null, dueOn: org.dueOn }) : null),
    },
    {
      key: 'band',
      title: '十星',
      width: 180,
      value: ({ result }) => starsText(result?.lit, result?.colours),
    },
    { key: 'total', title: '总积分', kind: 'points', width: 80, value: ({ result }) => result?.total },
    { key: 'level', title: '逐星', kind: 'number', width: 75, value: ({ result }) => result?.level },
    {
      key: 'floorLevel',
      title: '总分折合',
      kind: 'number',
      width: 105,
      value: ({ result }) => result?.floorLevel,
    },
    {
      key: 'suggested',
      title: '测算星级',
      width: 90,
      value: ({ result }) => (result ? levelName(result.suggested) : null),
    },
    {
      key: 'final',
      title: '评定星级',
      width: 90,
      value: ({ result }) => (result?.decided ? levelName(result.finalLevel) : '未评定'),
    },
    {
      key: 'class',
      title: '类别',
      width: 70,
      value: ({ result }) => (result?.class ? orgClasses[result.class] : null),
    },
    { key: 'orgDays', title: '办理日期', width: 300, value: (row) => daysOf(row.org) },
    {
      key: 'rated',
      title: '党员参评/免评',
      width: 120,
      value: ({ member }) => (member ? `${member.rated}/${member.exempt}` : null),
    },
  ],
})

export const isOver = (state: DeterminationHead['state']): boolean =>
  state === 'NOTICE_CLOSED' || state === 'FILED' || state === 'RETURNED'
/** Only what was decided otherwise than computed, and who is not rated. */
const only = { only: z.enum(['different']).optional() }
export const determinationList = listOf<typeof getDetermination, DeterminationRow, typeof only>(
  'determination',
  getDetermination,
  {
    also: only,
    title: () => '年终评定星级表',
    rows: (answer, asked) =>
      answer.rows
        .filter((row) => !asked.only || row.notRated || (row.decided && row.finalLevel !== row.suggested))
        // A result whose notice has ended keeps its state until the county confirms.
        .map((row) => ({ ...row, over: row.state === 'PUBLIC_NOTICE' && isOver(answer.state) })),
    about: (row) => ({ bookId: row.bookId }),
    columns: () => [
      { key: 'name', title: '对象', width: 150 },
      { key: 'villageName', title: '嘎查村', width: 110 },
      {
        key: 'category',
        title: '类别',
        width: 110,
        hidden: true,
        value: (row, names) => (row.category ? names.MEMBER[row.category] : null),
      },
      { key: 'band', title: '十星', width: 180, value: (row) => starsText(row.lit, row.colours) },
      { key: 'total', title: '总积分', kind: 'points', width: 80 },
      { key: 'level', title: '逐星', kind: 'number', width: 75 },
      { key: 'floorLevel', title: '总分折合', kind: 'number', width: 105 },
      { key: 'yearEndScore', title: '年终得分', kind: 'points', width: 90, hidden: true },
      { key: 'suggested', title: '测算星级', width: 90, value: (row) => levelName(row.suggested) },
      {
        key: 'final',
        title: '评定星级',
        width: 90,
        value: (row) => (row.decided ? levelName(row.finalLevel) : '未评定'),
      },
      {
        key: 'class',
        title: '类别',
        width: 70,
        value: (row) => (row.class ? orgClasses[row.class] : null),
      },
      { key: 'reason', title: '不一致的理由', width: 170, value: (row) => row.notRated ?? row.levelReason },
      {
        key: 'state',
        title: '状态',
        width: 130,
        value: (row) => ((row as { over?: boolean }).over ? '公示期满' : ratingStates[row.state]),
      },
    ],
  },
)

type Difference = AnswerOf<typeof listDifferences>['rows'][number]
export const differencesList = listOf<typeof listDifferences, Difference>('differences', listDifferences, {
  title: ({ year }) => `${year}年度评定差异报告`,
  rows: (answer) => answer.rows,
  about: (row) => ({ bookId: row.bookId }),
  columns: () => [
    { key: 'townshipName', title: '苏木镇', width: 120 },
    {
      key: 'name',
      title: '对象',
      width: 160,
      value: (row) => (row.subject === 'ORG' ? row.name : `${row.name}（${row.villageName}）`),
    },
    { key: 'subject', title: '类型', width: 75, value: (row) => subjects[row.subject] },
    { key: 'band', title: '十星', width: 180, value: (row) => starsText(row.lit, row.colours) },
    { key: 'total', title: '总积分', kind: 'points', width: 80 },
    { key: 'suggested', title: '测算星级', width: 90, value: (row) => levelName(row.suggested) },
    { key: 'final', title: '评定星级', width: 90, value: (row) => levelName(row.finalLevel) },
    {
      key: 'class',
      title: '类别',
      width: 70,
      hidden: true,
      value: (row) => (row.class ? orgClasses[row.class] : null),
    },
    { key: 'levelReason', title: '理由', width: 230 },
    {
      key: 'meeting',
      title: '会议',
      width: 150,
      value: (row) => (row.metOn ? `${formatDay(row.metOn)}会议` : null),
    },
  ],
})

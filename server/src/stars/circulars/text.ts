/** The words of a circular: the usual text to begin with, and what paragraphs, figures and sums become on paper. */
import { figuresMark } from '@xinghe/contract/circulars'
import { formatPoints } from '@xinghe/contract/values'
import { levelName, type OrgClass, orgClasses, type Subject } from '@xinghe/contract/words'
import type { CircularData, OfficialParagraph } from '../../print/index.ts'
import { sentence } from '../results/sentence.rules.ts'

export interface AnnexRow {
  township: string
  village: string
  name: string
  total: number | null
  level: number | null
  class: OrgClass | null
}
export interface Issuing {
  year: number
  subject: Subject
  /** 旗, 县 or 区: what the county committee is called. */
  county: string
  countyName: string
  /** The township's own circular. */
  township?: { name: string; committee: string }
}

export const subjectName = (subject: Subject): string => (subject === 'ORG' ? '嘎查村党组织' : '农牧民党员')
export const annexTitle = ({ year, subject }: { year: number; subject: Subject }): string =>
  `${year}年度${subjectName(subject)}星级评定结果`

/** 依据: the order of a real circular: on what ground, the result, what follows from it. The figures stand for themselves. */
export function usualText(of: Issuing) {
  const { year, subject, county, countyName, township } = of
  const office = `${county}委组织部`
  const issuer = township?.committee ?? `中共${countyName}委组织部`
  const below = township ? '各嘎查村党组织' : county === '区' ? '各街道党工委' : '各苏木镇党委'
  const steps =
    subject === 'ORG'
      ? '党组织自评、群众测评、考核组考核、党委会议综合评定和公示'
      : '本人自评、支部评议、考核组考核、党委会议综合评定和公示'
  const demands =
    subject === 'ORG'
      ? [
          `（一）用好评定结果。${below}要把星级作为评先评优、绩效报酬和培养使用的重要依据，按规定落实到位。`,
          '（二）持续巩固提升。八星级及以上的党组织要保持标准，发挥示范作用；七星级及以下的要对照没有点亮的星，逐项制定措施，限期整改。',
          '（三）主动接受监督。评定结果要在党务公开栏公布，按期更换牌匾，接受党员群众监督。',
        ]
      : [
          `（一）用好评定结果。${below}要把星级作为民主评议党员、评先评优的重要依据，按规定落实到位。`,
          '（二）做好教育帮带。对星级靠后的党员要谈心谈话，帮助找准差距，明确努力方向。',
        ]
  return {
    title: `关于${annexTitle(of)}的通报`,
    addressees: below,
    body: [
      `根据“532”星级管理办法，经${steps}，并报${office}备案确认，${year}年度${subjectName(subject)}星级评定工作已经完成。现将结果通报如下。`,
      '一、评定结果',
      figuresMark,
      '二、有关要求',
      ...demands,
    ].join('\n'),
    copies: township ? office : `${county}委办公室，${county}纪委监委`,
    issuer,
    office: `${issuer}办公室`,
  }
}

/** The computed sentence, and whose results follow later. */
export const figuresOf = (
  of: { year: number; subject: Subject },
  rows: readonly AnnexRow[],
  leftOut: readonly string[],
): string =>
  sentence(
    of,
    rows.map((row) => ({ ...row, count: 1 })),
  ) +
  (leftOut.length > 0 ? `${leftOut.join('、')}的评定结果尚未备案确认，待确认后另行通报。` : '') +
  '具体名单见附件。'

/** Under the annex: 合计103个：十星级15个、…；一类75个、二类28个。 */
export function sumsOf(subject: Subject, rows: readonly AnnexRow[]): string {
  const unit = subject === 'ORG' ? '个' : '名'
  const levels = Map.groupBy(rows, (row) => row.level)
  const byLevel = [...levels]
    .sort(([a], [b]) => (b ?? -1) - (a ?? -1))
    .map(([level, own]) => `${levelName(level)}${own.length}${unit}`)
  const byClass = (['I', 'II', 'III'] as const)
    .map((one) => ({ name: orgClasses[one], count: rows.filter((row) => row.class === one).length }))
    .filter(({ count }) => subject === 'ORG' && count > 0)
    .map(({ name, count }) => `${name}${count}${unit}`)
  return `合计${rows.length}${unit}：${[byLevel.join('、'), ...(byClass.length > 0 ? [byClass.join('、')] : [])].join('；')}。`
}

const first = /^[一二三四五六七八九十]+、/
const second = /^（[一二三四五六七八九十]+）/
/** 依据: GB/T 9704-2012, 7.3.3. What stands before the first full stop of a headed paragraph is its heading. */
export function paragraphOf(line: string): OfficialParagraph {
  const kind = first.test(line) ? 'FIRST' : second.test(line) ? 'SECOND' : 'TEXT'
  const stop = line.indexOf('。') + 1
  return kind === 'TEXT' || stop === 0
    ? { kind, head: line, rest: '' }
    : { kind, head: line.slice(0, stop), rest: line.slice(stop) }
}

export const linesOf = (body: string): string[] =>
  body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
export const holdsFigures = (body: string): boolean => linesOf(body).includes(figuresMark)
export const paragraphsOf = (body: string, figures: string): OfficialParagraph[] =>
  linesOf(body).map((line) => paragraphOf(line === figuresMark ? figures : line))

/** 序号 | 苏木镇 | 党组织 | 总积分 | 星级 | 类别; of members 序号 | 苏木镇 | 嘎查村 | 姓名 | 星级. */
export const annexTable = (subject: Subject, rows: readonly AnnexRow[]): CircularData['annex']['table'] =>
  subject === 'ORG'
    ? {
        columns: [
          { title: '序号', width: 13 },
          { title: '苏木镇', width: 36, left: true },
          { title: '党组织', width: null, left: true },
          { title: '总积分', width: 18 },
          { title: '星级', width: 20 },
          { title: '类别', width: 16 },
        ],
        rows: rows.map((row, i) => [
          String(i + 1),
          row.township,
          row.name,
          row.total === null ? '' : formatPoints(row.total),
          levelName(row.level),
          row.class ? orgClasses[row.class] : '',
        ]),
      }
    : {
        columns: [
          { title: '序号', width: 14 },
          { title: '苏木镇', width: 38, left: true },
          { title: '嘎查村', width: 40, left: true },
          { title: '姓名', width: null, left: true },
          { title: '星级', width: 22 },
        ],
        rows: rows.map((row, i) => [
          String(i + 1),
          row.township,
          row.village,
          row.name,
          levelName(row.level),
        ]),
      }

/** No 第 and no leading zero. */
export const numberOf = (of: {
  doc_word: string | null
  doc_year: number | null
  doc_seq: number | null
}): string | null =>
  of.doc_word && of.doc_year && of.doc_seq ? `${of.doc_word}〔${of.doc_year}〕${of.doc_seq}号` : null

import type { ErrorCode } from '@xinghe/contract/all-errors'
import { levelName, type OrgClass } from '@xinghe/contract/words'
import { judgePastResults, keepPastResults, type PastResult, pastKey } from '../../stars/index.ts'
import type { CellFault, ImportKind, RowPlan } from '../kind.ts'
import { yearIn } from './star.rules.ts'
import { isFault, subjectsOfRows, textOf, whoseColumns } from './whose.ts'

const cellOf: Partial<Record<ErrorCode, string>> = {
  'results.not_past': 'year',
  'results.rated_here': 'year',
  'results.class_of_member': 'class',
  'results.not_made_public': 'docNo',
  'results.notice_day': 'noticedOn',
}
const levels = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((level) => ({
  word: levelName(level),
  code: String(level),
  synonyms: [
    String(level),
    `${level}星`,
    `${level}星级`,
    levelName(level).replace(/级$/, ''),
    ...(level === 0 ? ['零星', '无星', '零星级'] : []),
  ],
}))
const notRated = {
  word: levelName(null),
  code: 'none',
  synonyms: ['未评', '未评星', '不评星', '不予评定', '不评', '一票否决'],
}
const classes = [
  { word: '一类', code: 'I', synonyms: ['1', '1类', '一', 'Ⅰ', 'Ⅰ类', 'I类', '一类嘎查村', '一类党组织'] },
  { word: '二类', code: 'II', synonyms: ['2', '2类', '二', 'Ⅱ', 'Ⅱ类', 'II类', '二类嘎查村', '二类党组织'] },
  {
    word: '三类',
    code: 'III',
    synonyms: ['3', '3类', '三', 'Ⅲ', 'Ⅲ类', 'III类', '三类嘎查村', '三类党组织'],
  },
]

/** 往年评定结果: levels of the years before this program. */
export const pastResults: ImportKind<PastResult> = {
  name: '往年评定结果',
  sentence:
    '把启用前各年度已经公布的星级录入，历年升降由此算起。须先有单位和党员；每一行写明公布的文号或日期，系统中已有积分册的年度不能录入。',
  action: 'imports.make',
  needsYear: true,
  columns: async () => [
    {
      key: 'year',
      title: '年度',
      synonyms: ['评定年度', '年份', '评星年度'],
      form: 'text',
      help: '不填时用导入时所选的年度。',
      example: '2024',
    },
    ...whoseColumns,
    {
      key: 'level',
      title: '星级',
      synonyms: ['评定星级', '评定结果', '星级评定', '等级', '结果'],
      form: 'choice',
      required: true,
      choices: [...levels, notRated],
      help: '也可以写成“10”“十星”。',
      example: '八星级',
    },
    {
      key: 'class',
      title: '类别',
      synonyms: ['分类', '嘎查村类别', '党组织类别', '分类定级'],
      form: 'choice',
      choices: classes,
      help: '只有党组织填写。',
      example: '',
    },
    {
      key: 'docNo',
      title: '公布文号',
      synonyms: ['文号', '文件号', '通报文号', '发文字号', '依据'],
      form: 'text',
      help: '公布结果的文件；和公布日期至少填一项。',
      example: '组通〔2025〕3号',
    },
    {
      key: 'noticedOn',
      title: '公布日期',
      synonyms: ['公示日期', '通报日期', '发文日期', '公布时间'],
      form: 'day',
      help: '结果公布的日期；和公布文号至少填一项。',
      example: '2025-01-15',
    },
  ],
  plan: async (tx, by, rows, memory, options) => {
    const whose = await subjectsOfRows(tx, by, rows, memory)
    const seen = (memory.get('past results seen') ?? new Map()) as Map<string, number>
    memory.set('past results seen', seen)
    const read = rows.map((row, index): PastResult | CellFault => {
      const at = whose[index] as (typeof whose)[number]
      if (isFault(at)) return at
      const text = textOf(row, 'year')
      const year = text === null ? options.year : yearIn(text)
      if (year === undefined)
        return { key: 'year', message: text === null ? '请填写年度' : `“${text}”不是年度，请写成 2024` }
      const docNo = textOf(row, 'docNo')
      if ((docNo ?? '').length > 60) return { key: 'docNo', message: '不超过60字，请只写文号' }
      const result: PastResult = {
        year,
        subject: at.subject,
        villageId: at.village.id,
        personId: at.personId,
        name: at.name,
        level: textOf(row, 'level') === 'none' ? null : Number(textOf(row, 'level')),
        class: textOf(row, 'class') as OrgClass | null,
        docNo,
        noticedOn: textOf(row, 'noticedOn'),
      }
      const before = seen.get(pastKey(result))
      if (before !== undefined && before !== row.row)
        return { key: null, message: `与第${before}行是同一年度的同一对象，请只留一行` }
      seen.set(pastKey(result), row.row)
      return result
    })
    const judged = await judgePastResults(
      tx,
      by,
      read.filter((one): one is PastResult => !isFault(one)),
    )
    let next = 0
    return rows.map(({ row }, index): RowPlan<PastResult> => {
      const one = read[index] as PastResult | CellFault
      if (isFault(one)) return { row, becomes: 'FAULT', faults: [one] }
      const judgement = judged[next++] as (typeof judged)[number]
      if (judgement.is === 'THERE') return { row, becomes: 'SAME' }
      if (judgement.is === 'NEW') return { row, becomes: 'CREATE', planned: one }
      if (judgement.is === 'CHANGE') return { row, becomes: 'CHANGE', planned: one, note: judgement.note }
      const { code, zh } = judgement.refusal
      return { row, becomes: 'FAULT', faults: [{ key: cellOf[code] ?? null, message: zh }] }
    })
  },
  write: async (tx, by, plans) => {
    await keepPastResults(tx, by, plans)
  },
}

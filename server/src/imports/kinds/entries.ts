import type { ErrorCode } from '@xinghe/contract/all-errors'
import { refuseField } from '../../platform/refusal.ts'
import { type ImportedLine, importEntries, judgeImported, starsOfBooks } from '../../points/index.ts'
import type { CellFault, ImportKind, ImportOptions, RowPlan } from '../kind.ts'
import { slotIn, starName } from './star.rules.ts'
import { booksOfRows, isFault, numberOf, textOf, whoseColumns } from './whose.ts'

/** The cell at which each refusal of the ledger is shown; what is not named is about the whole row. */
const cellOf: Partial<Record<ErrorCode, string>> = {
  'slips.rule_not_for_book': 'rule',
  'slips.veto_rule': 'rule',
  'slips.elective_not_chosen': 'rule',
  'slips.star_needed': 'star',
  'slips.wrong_amount': 'points',
  'slips.future_day': 'day',
  'slips.other_year': 'day',
  'entries.other_star': 'star',
  'entries.checker_needed': 'checker',
  'entries.quarter_closed': 'day',
  'entries.opening_covers': 'day',
  'entries.imported_before': 'points',
  'entries.book_moved': 'village',
}
/** The year that the sheet is about. */
export function yearOfSheet({ year }: ImportOptions): number {
  if (year === undefined) throw refuseField('year', '请选择年度')
  return year
}
const longest = { reason: 300, checker: 40 }
const seenKey = 'imported entries seen'

/** 以往季度积分: what stands in paper books of a year that is running here. */
export const entries: ImportKind<ImportedLine> = {
  name: '以往季度积分',
  sentence:
    '把纸质积分手册中本年度各季度的记录导入积分册。须先有单位、党员和已发布的设星方案；已结账的季度不能导入，一票否决事项请逐件登记。',
  action: 'imports.make',
  needsYear: true,
  columns: async () => [
    ...whoseColumns,
    {
      key: 'day',
      title: '日期',
      synonyms: ['发生日期', '时间', '记录日期', '年月日'],
      form: 'day',
      required: true,
      help: '事情发生的日期，须在所选年度之内；按日期计入相应季度。',
      example: '2026-03-05',
    },
    {
      key: 'rule',
      title: '细则编号',
      synonyms: ['细则', '编号', '评分细则', '评分项', '条款'],
      form: 'text',
      required: true,
      help: '设星方案中细则的编号，如 1.1、加1、扣2；本列请设为文本格式，1.10 才不会变成 1.1。',
      example: '1.1',
    },
    {
      key: 'reason',
      title: '事由',
      synonyms: ['事项', '内容', '加减分事由', '积分事由', '主要事项'],
      form: 'text',
      required: true,
      help: '不超过300字。同一天同一条细则有两件事的，事由请写得有区别。',
      example: '参加支部党课',
    },
    {
      key: 'points',
      title: '加减分',
      synonyms: ['分值', '积分', '得分', '加分', '分数'],
      form: 'points',
      help: '扣分写负数；不填时按细则规定的分值。',
      example: '1',
    },
    {
      key: 'star',
      title: '星',
      synonyms: ['星级', '记入星', '所属星', '星名', '第几星'],
      form: 'text',
      help: '只有加分项、扣分项等可记入任何一颗星的细则才填，写第几星或星名。',
      example: '',
    },
    {
      key: 'checker',
      title: '审核人',
      synonyms: ['审核', '审核人签字', '确认人', '签字', '核实人'],
      form: 'name',
      help: '纸质手册上审核这一笔的人；细则要求佐证的必须填写。',
      example: '吴海山',
    },
  ],
  plan: async (tx, by, rows, memory, options) => {
    const year = yearOfSheet(options)
    const whose = await booksOfRows(tx, by, rows, memory, year)
    const stars = await starsOfBooks(tx, by.regionId, [
      ...new Set(whose.flatMap((one) => (isFault(one) ? [] : one.bookId))),
    ])
    const read = rows.map((row, index): ImportedLine | CellFault => {
      const at = whose[index] as (typeof whose)[number]
      if (isFault(at)) return at
      for (const key of ['reason', 'checker'] as const)
        if ((textOf(row, key) ?? '').length > longest[key])
          return { key, message: `不超过${longest[key]}字，请写得短一些` }
      const star = textOf(row, 'star')
      const slot =
        star === null
          ? undefined
          : (slotIn(star) ?? stars.get(at.bookId)?.find((one) => starName(one.name) === starName(star))?.slot)
      if (star !== null && slot === undefined)
        return { key: 'star', message: `没有“${star}”这颗星；请写第几星，或写这本积分册上的星名` }
      return {
        bookId: at.bookId,
        ruleCode: textOf(row, 'rule') ?? '',
        slot,
        amount: numberOf(row, 'points') ?? undefined,
        factOn: textOf(row, 'day') ?? '',
        reason: textOf(row, 'reason') ?? '',
        confirmedBy: textOf(row, 'checker'),
      }
    })
    const lines = read.filter((one): one is ImportedLine => !isFault(one))
    const seen = (memory.get(seenKey) ?? new Map()) as Map<string, number>
    memory.set(seenKey, seen)
    const judged = await judgeImported(tx, by, lines, { seen, hold: false })
    let next = 0
    return rows.map(({ row }, index): RowPlan<ImportedLine> => {
      const one = read[index] as ImportedLine | CellFault
      if (isFault(one)) return { row, becomes: 'FAULT', faults: [one] }
      const judgement = judged[next++] as (typeof judged)[number]
      if (judgement.is === 'THERE') return { row, becomes: 'SAME' }
      if (judgement.is === 'REFUSED') {
        const { code, zh } = judgement.refusal
        return { row, becomes: 'FAULT', faults: [{ key: cellOf[code] ?? null, message: zh }] }
      }
      return {
        row,
        becomes: 'CREATE',
        planned: { ...one, sourceId: judgement.entry.sourceId },
      }
    })
  },
  write: async (tx, by, plans, memory) => {
    await importEntries(tx, by, plans, memory.get(seenKey) as Map<string, number> | undefined)
  },
}

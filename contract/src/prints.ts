/** Print by the hundred: one file of all books, notices, plaques … of a village, a township or the county. */
import { z } from 'zod'
import { zDownload } from './download.ts'
import { zBegun } from './errands.ts'
import { type ErrorTable, route } from './route.ts'
import { zId, zQuarter, zYear } from './values.ts'
import { subjectKeys } from './words.ts'

export const printErrors = {
  'prints.nothing': { status: 409, zh: '这个范围内没有可打印的{what}，请换一个范围或年度' },
  'prints.stopped': {
    status: 503,
    zh: '打印程序中途停止，没有打印成功，请再试一次；仍不成功请联系管理员',
  },
  'prints.missing_glyph': {
    status: 422,
    zh: '{name}中的“{text}”有本机字体没有的字，整批没有打印；请管理员把含有这个字的字体文件放进数据目录下的字体文件夹，重新启动后再打印',
  },
} as const satisfies ErrorTable

/** BLANK: to be written by hand; whose it is stands in it, nothing that was counted. */
export const fills = { FILLED: '按系统记载填好', BLANK: '空白（手工填写）' } as const
export type Fill = keyof typeof fills
const fillKeys = Object.keys(fills) as [Fill, ...Fill[]]
export const zFill = z.enum(fillKeys).default('FILLED')

/** What is printed by the hundred. */
export const printThings = {
  BOOKS: '积分手册',
  SUMMARIES: '积分汇总表',
  QUARTER_NOTICES: '季度积分公示',
  YEAR_NOTICES: '评定公示',
  OBJECTIONS: '异议反映表',
  MINUTES: '综合评定会议纪要',
  WHY: '星级依据说明',
  PLAQUES: '星级牌匾',
  DOOR_PLATES: '党员标识牌',
} as const
export type PrintThing = keyof typeof printThings
const thingKeys = Object.keys(printThings) as [PrintThing, ...PrintThing[]]

/** Usual sizes in millimetres, the largest first; what the workshop makes when none is named comes first. */
export const plaqueSizes = ['600x400', '500x350', '400x300'] as const
export const doorPlateSizes = ['200x120', '150x100', '120x80'] as const
export const plateSizes = [...plaqueSizes, ...doorPlateSizes] as const
export const zPlateSize = z.enum(plateSizes)
export type PlateSize = z.output<typeof zPlateSize>
/** '400x300' → [400, 300]. */
export const sizeInMm = (size: PlateSize): readonly [number, number] => {
  const [width = 0, height = 0] = size.split('x').map(Number)
  return [width, height]
}

export const printAsked = z.object({
  what: z.enum(thingKeys),
  year: zYear,
  /** All of a village, a township or the county. */
  unitId: zId,
  /** Of books, notices of the year and why sheets. */
  subject: z.enum(subjectKeys).default('MEMBER'),
  /** Of summaries and quarterly notices; left out: all, with the summary of the year. */
  quarter: zQuarter.optional(),
  /** Of books, summaries and objection slips. */
  fill: zFill,
  /** Of plaques and door plates. */
  size: zPlateSize.optional(),
})
export type PrintAsked = z.output<typeof printAsked>

export const beginPrints = route({
  method: 'POST',
  path: '/api/prints',
  access: 'exports.make',
  summary: 'Print many of one kind into one PDF, in the background',
  body: printAsked,
  answer: zBegun,
  errors: ['prints.nothing', 'errands.too_many'],
})
export const printEmptyBook = route({
  method: 'GET',
  path: '/api/prints/empty-book',
  access: 'books.read',
  summary: 'A point book with nothing but lines in it, for the printing shop',
  query: z.object({ subject: z.enum(subjectKeys).default('MEMBER') }),
  answer: zDownload,
})
export const printSummary = route({
  method: 'GET',
  path: '/api/prints/summaries/:villageId',
  access: 'books.read',
  summary: 'The members of a village with the points of a quarter, or of the year (A4 across)',
  params: z.object({ villageId: zId }),
  query: z.object({ year: zYear, quarter: zQuarter.optional(), fill: zFill }),
  answer: zDownload,
})

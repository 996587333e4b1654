/** Point books (积分手册): one per village organisation and per member and year, read from the ledger. */
import { z } from 'zod'
import { zDownload } from './download.ts'
import { fileInfo } from './files.ts'
import { zFill } from './prints.ts'
import { quarterErrors, quarterStateKeys } from './quarters.ts'
import { type ErrorTable, route } from './route.ts'
import { slipErrors, slipRow } from './slips.ts'
import { zDay, zId, zPoints, zText, zYear } from './values.ts'
import {
  memberCategoryKeys,
  orgClassKeys,
  ruleKindKeys,
  rulePeriodKeys,
  starKindKeys,
  subjectKeys,
} from './words.ts'

export const pointsErrors = {
  'books.no_book': { status: 404, zh: '您本年度还没有积分手册，请联系所在党支部' },
  'vetoes.wrong_rule': { status: 422, zh: '“{rule}”不是该方案的一票否决事项，请重新选择' },
  'books.slips_under_way': {
    status: 409,
    zh: '“{name}”还有{count}件积分没有办结，请先确认、核查或撤回后再办理',
  },
  'books.unlike': { status: 422, zh: '只能合并同一年度的两本党员积分册，请重新选择' },
  'books.moved': { status: 409, zh: '“{name}”的积分册{number}已经转出或并入其他册，不能再合并' },
  'books.rated': { status: 409, zh: '“{name}”本年度已进入年终评定，不能合并；请待结果备案后处理' },
  ...slipErrors,
  ...quarterErrors,
} as const satisfies ErrorTable

/** What a row of the ledger is. */
export const entryStatuses = {
  STANDING: '有效',
  REVERSED: '已冲正',
  REVERSAL: '冲正',
  RECOUNT: '重新计入',
} as const
export type EntryStatus = keyof typeof entryStatuses
export const entryStatusKeys = Object.keys(entryStatuses) as [EntryStatus, ...EntryStatus[]]
export const entryKindKeys = [...ruleKindKeys, 'ADJUST'] as const
export const entryKindNames = {
  BASE: '基础分',
  BONUS: '加分',
  DEDUCT: '扣分',
  VETO: '一票否决',
  ADJUST: '年终核定',
} as const

/** Rule code of an opening balance, which is no rule of a scheme; also after it was carried to another book. */
export const openingCode = '期初'
/** What an entry outside the rules is. */
export const adjustName = (ruleCode: string): string =>
  ruleCode === openingCode ? '期初积分' : '年终考核核定'
/** Where a row of the ledger comes from. */
export const entrySources = {
  SLIP_LINE: '积分申报单',
  IMPORTED: '纸质手册导入',
  OPENING: '期初积分导入',
  CARRIED: '其他积分册转入',
  YEAR_END: '年终核定',
  REVERSAL: '冲正',
  RECOUNT: '重新计入',
} as const
export type EntrySource = keyof typeof entrySources
export const entrySourceKeys = Object.keys(entrySources) as [EntrySource, ...EntrySource[]]

export const bookStar = z.object({
  slot: z.int(),
  kind: z.enum(starKindKeys),
  name: z.string(),
  points: zPoints,
  missing: zPoints,
})
export const bookRow = z.object({
  id: zId,
  year: z.int(),
  subject: z.enum(subjectKeys),
  bookNo: z.string(),
  name: z.string(),
  category: z.enum(memberCategoryKeys).nullable(),
  villageId: zId,
  villageName: z.string(),
  townshipName: z.string(),
  exempt: z.boolean(),
  /** Its standing went into another book: with the member to another branch, or of a person entered twice. */
  moved: z.enum(['TRANSFER', 'MERGE']).nullable(),
  vetoed: z.boolean(),
  hasScheme: z.boolean(),
  total: zPoints,
  /** Ten characters 1/0 and G S R N -, in slot order. */
  lit: z.string(),
  colours: z.string(),
  litCount: z.int(),
  suggested: z.int().nullable(),
  class: z.enum(orgClassKeys).nullable(),
  lightAt: zPoints,
  stars: z.array(bookStar),
})
export type BookRow = z.output<typeof bookRow>

export const bookEntry = z.object({
  id: zId,
  seq: z.int(),
  slot: z.int(),
  star: z.string(),
  ruleCode: z.string(),
  ruleText: z.string(),
  kind: z.enum(entryKindKeys),
  source: z.enum(entrySourceKeys),
  status: z.enum(entryStatusKeys),
  claimed: zPoints,
  counted: zPoints,
  factOn: z.string(),
  quarter: z.int(),
  late: z.boolean(),
  reason: z.string(),
  enteredBy: z.string(),
  confirmedBy: z.string().nullable(),
  checkedBy: z.string().nullable(),
  postedAt: z.string(),
  /** On the entry taken back: when, by whom, why. */
  reversed: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  slipId: zId.nullable(),
  evidence: z.array(fileInfo),
  /** By me, now. */
  canReverse: z.boolean(),
})
export type BookEntry = z.output<typeof bookEntry>
export const bookRule = z.object({
  code: z.string(),
  kind: z.enum(ruleKindKeys),
  content: z.string(),
  amount: zPoints,
  cap: zPoints.nullable(),
  period: z.enum(rulePeriodKeys),
  periodCap: zPoints.nullable(),
  claimed: zPoints,
  counted: zPoints,
})
export const vetoRow = z.object({
  id: zId,
  ruleCode: z.string(),
  rule: z.string(),
  reason: z.string(),
  happenedOn: z.string(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  lifted: z.object({ reason: z.string(), at: z.string() }).nullable(),
  evidence: z.array(fileInfo),
})
export const book = bookRow.extend({
  versionTitle: z.string().nullable(),
  conversion: z.string().nullable(),
  openedOn: z.string(),
  headCode: z.string(),
  stars: z.array(
    bookStar.extend({
      code: z.string(),
      requirement: z.string(),
      lit: z.boolean(),
      colour: z.string(),
      quarters: z.array(zPoints).length(4),
      rules: z.array(bookRule),
    }),
  ),
  quarters: z.array(
    z.object({ quarter: z.int(), state: z.enum(quarterStateKeys).nullable(), points: zPoints }),
  ),
  entryRows: z.array(bookEntry),
  underWay: z.array(slipRow),
  vetoes: z.array(vetoRow),
  vetoRules: z.array(z.object({ code: z.string(), content: z.string() })),
  exemption: z
    .object({ reason: z.string(), decidedOn: z.string().nullable(), by: z.string().nullable() })
    .nullable(),
  /** Where it went and since when; the id only where the reader may see that book. */
  movedTo: z
    .object({ reason: z.string(), on: z.string(), bookId: zId.nullable(), bookNo: z.string().nullable() })
    .nullable(),
  can: z.array(z.enum(['enter', 'reverse', 'veto', 'merge'])),
})
export type Book = z.output<typeof book>

export const bookOrders = ['PLACE', 'POINTS'] as const
export const listBooks = route({
  method: 'GET',
  path: '/api/books',
  access: 'books.read',
  summary: 'Point books of my subtree with their ten stars, by place or, where the county ranks, by points',
  query: z.object({
    year: zYear,
    subject: z.enum(subjectKeys).default('MEMBER'),
    townshipId: zId.optional(),
    villageId: zId.optional(),
    category: z.enum(memberCategoryKeys).optional(),
    lit: z.coerce.number().int().min(0).max(10).optional(),
    search: z.string().trim().max(40).optional(),
    /** By points only of organisations, and of members where the county ranks them: else by place, and `orders` says so. */
    sort: z.enum(bookOrders).default('PLACE'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    rows: z.array(bookRow),
    total: z.int(),
    /** Number of books by stars lit, 0–10, before the filter by stars. */
    byLit: z.array(z.int()).length(11),
    /** The orders in which these books may be asked for. 减负: members are not ranked unless a county turns it on. */
    orders: z.array(z.enum(bookOrders)),
    /** Villages to filter by; none where they are too many to choose from. */
    places: z.array(z.object({ id: zId, name: z.string(), townshipId: zId, townshipName: z.string() })),
  }),
})
export const getBook = route({
  method: 'GET',
  path: '/api/books/:id',
  access: 'books.read',
  summary: 'One book: stars, quarters, entries, what is under way',
  params: z.object({ id: zId }),
  answer: book,
})
export const getMyBook = route({
  method: 'GET',
  path: '/api/my-book',
  access: 'books.read',
  summary: 'My own book; without a year the newest',
  query: z.object({ year: zYear.optional() }),
  answer: book,
  errors: ['books.no_book'],
})
export const printBook = route({
  method: 'GET',
  path: '/api/books/:id/pdf',
  access: 'books.read',
  summary: 'The book on paper (A5), filled or blank',
  params: z.object({ id: zId }),
  query: z.object({ fill: zFill }),
  answer: zDownload,
})
export const recordVeto = route({
  method: 'POST',
  path: '/api/vetoes',
  access: 'vetoes.record',
  summary: 'Record an event that excludes from rating this year',
  body: z.object({
    bookId: zId,
    ruleCode: z.string().trim().min(1).max(40),
    reason: zText(500),
    happenedOn: zDay,
    fileIds: z.array(zId).max(20).default([]),
  }),
  answer: z.object({ id: zId }),
  errors: ['vetoes.wrong_rule', 'slips.future_day', 'slips.other_year', 'slips.no_scheme'],
})
export const liftVeto = route({
  method: 'POST',
  path: '/api/vetoes/:id/lift',
  access: 'vetoes.record',
  summary: 'Lift a veto, with reason',
  params: z.object({ id: zId }),
  body: z.object({ reason: zText(500) }),
  answer: z.object({ ok: z.literal(true) }),
})

export const mergeBooks = route({
  method: 'POST',
  path: '/api/points/books/:id/merge',
  access: 'books.merge',
  summary: 'One person was entered twice: move the standing of this book into another',
  params: z.object({ id: zId }),
  body: z.object({ intoId: zId, reason: zText(200) }),
  answer: z.object({ carried: z.int(), same: z.int() }),
  errors: ['books.unlike', 'books.moved', 'books.rated', 'books.slips_under_way', 'entries.no_quarter_open'],
})

/**
 * Paper and back: sheets that carry a code, are filled by hand, typed in on a screen laid out like them, by two people
 * where the county asks for it, and posted once. 依据: in 103 villages with old members the paper stays (domain A3).
 */
import { z } from 'zod'
import { zDownload } from './download.ts'
import type { Lifecycle } from './lifecycle.ts'
import { paperKindKeys } from './paper-lines.ts'
import { type ErrorTable, route } from './route.ts'
import { timelineEntry } from './schemes.ts'
import { slipRow } from './slips.ts'
import { zId, zQuarter, zText, zYear } from './values.ts'
import { subjectKeys } from './words.ts'

export const paperErrors = {
  'papers.code_wrong': {
    status: 422,
    zh: '编号输错了：最后一位校验不符，请对照纸面右上角再输入一次',
  },
  'papers.no_books': { status: 422, zh: '所选范围内没有可打印的积分册：须已发布设星方案，且本年度参加评星' },
  'papers.too_many_sheets': {
    status: 422,
    zh: '一次最多打印{most}张，现为{count}张，请按嘎查村分次打印',
  },
  'papers.same_keyer': { status: 403, zh: '第一遍由您录入，第二遍须由另一人对照纸面录入' },
  'papers.two_keyed': { status: 409, zh: '{names}已在录入这张表，不再需要第三人录入' },
  'papers.total_differs': {
    status: 422,
    zh: '逐行相加与纸面合计不一致，请对照纸面核对各行和合计',
  },
  'papers.second_needed': {
    status: 409,
    zh: '本旗县要求两人分别录入：请另一人再录一遍，核对一致后入账',
  },
  'papers.not_settled': { status: 422, zh: '还有{count}处两遍不一致，请对照纸面逐处确定' },
  'papers.nothing_to_post': { status: 422, zh: '没有要登记的行；这张表不用了，请作废并写明原因' },
  'papers.other_version': {
    status: 409,
    zh: '打印后{name}换了设星方案，纸面上的细则已不适用，请作废后重新打印',
  },
  'papers.year_end_not_open': {
    status: 409,
    zh: '{village}的年终评定还没有到考核组核定这一步，到这一步后再入账',
  },
  'papers.points_moved': {
    status: 409,
    zh: '打印后“{name}”的{star}积分有变动（纸面{printed}，现为{now}），请作废后重新打印打分表',
  },
} as const satisfies ErrorTable

export const paperStates = {
  PRINTED: '待录入',
  KEYED: '已录一遍',
  DIFFERENT: '两遍不一致',
  COMPARED: '核对一致',
  POSTED: '已入账',
  VOID: '已作废',
} as const
export type PaperState = keyof typeof paperStates
export const paperStateKeys = Object.keys(paperStates) as [PaperState, ...PaperState[]]
/** `key` is a keying that is finished; `agree` and `differ` what two of them come to. */
export const paperActs = {
  key: '录入',
  agree: '核对',
  differ: '核对',
  settle: '确定',
  post: '入账',
  void: '作废',
} as const
export type PaperAct = keyof typeof paperActs
export const paperActKeys = Object.keys(paperActs) as [PaperAct, ...PaperAct[]]
export const paperLifecycle: Lifecycle<PaperState, PaperAct> = {
  PRINTED: { key: 'KEYED', void: 'VOID' },
  KEYED: { key: 'KEYED', agree: 'COMPARED', differ: 'DIFFERENT', post: 'POSTED', void: 'VOID' },
  DIFFERENT: { settle: 'COMPARED', void: 'VOID' },
  COMPARED: { settle: 'COMPARED', post: 'POSTED', void: 'VOID' },
  POSTED: {},
  VOID: {},
}

/** Lines of a sheet: one page of A4 holds twelve, which is enough for a member's quarter; a village takes two. */
export const usualLines = { RECORD: 12, VILLAGE_RECORD: 24 } as const
/** 依据: own choice. The members of one township; more is printed in parts. */
export const mostSheets = 600

const cell = z.string().max(300, '不超过300字')
export const zKeyedLine = z.object({
  no: z.int().min(1).max(200),
  cells: z.record(z.string().max(12), cell),
})
const zKeyed = z.object({
  lines: z.array(zKeyedLine).max(200),
  /** 纸面合计, as typed. */
  total: z.string().trim().max(12),
})
const zSettled = z.object({ no: z.int().min(0).max(200), key: z.string().max(40), value: cell })

export const paperRow = z.object({
  id: zId,
  code: z.string(),
  kind: z.enum(paperKindKeys),
  subject: z.enum(subjectKeys),
  villageId: zId,
  villageName: z.string(),
  townshipName: z.string(),
  /** Of a record page: whose. */
  bookName: z.string().nullable(),
  year: z.int(),
  quarter: z.int().nullable(),
  lines: z.int(),
  state: z.enum(paperStateKeys),
  printedAt: z.string(),
  printedBy: z.string(),
  keyers: z.array(z.object({ name: z.string(), done: z.boolean() })),
  postedAt: z.string().nullable(),
  postedBy: z.string().nullable(),
  voided: z.object({ reason: z.string(), by: z.string() }).nullable(),
  can: z.array(z.enum(paperActKeys)),
  /** Why what is open to my post is not open to me, and who can. */
  cannot: z.string().nullable(),
})
export type PaperRow = z.output<typeof paperRow>

export const listPaperSheets = route({
  method: 'GET',
  path: '/api/papers/sheets',
  access: 'papers.read',
  summary: 'Sheets of my area by state',
  query: z.object({
    year: zYear.optional(),
    quarter: zQuarter.optional(),
    kind: z.enum(paperKindKeys).optional(),
    state: z.enum(paperStateKeys).optional(),
    villageId: zId.optional(),
    search: z.string().trim().max(40).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    rows: z.array(paperRow),
    total: z.int(),
    byState: z.array(z.object({ state: z.enum(paperStateKeys), count: z.int() })),
    doubleEntry: z.boolean(),
  }),
})
export const printPaperSheets = route({
  method: 'POST',
  path: '/api/papers/sheets',
  access: 'papers.read',
  summary:
    'Make sheets with codes: of these books, of these villages, or of my whole area; many are printed as long work',
  body: z.object({
    kind: z.enum(paperKindKeys),
    subject: z.enum(subjectKeys).default('MEMBER'),
    year: z.int().min(2000).max(2100),
    /** Null for score sheets. */
    quarter: z.int().min(1).max(4).nullable(),
    /** None: my whole area. */
    villageIds: z.array(zId).max(500),
    /** Record pages only. */
    bookIds: z.array(zId).max(mostSheets).default([]),
    lines: z.int().min(6, '至少6行').max(48, '最多48行').optional(),
  }),
  answer: z.object({ ids: z.array(zId), errandId: zId.nullable() }),
  errors: ['papers.no_books', 'papers.too_many_sheets', 'errands.too_many'],
})
export const reprintPaperSheets = route({
  method: 'POST',
  path: '/api/papers/sheets/reprint',
  access: 'papers.read',
  summary: 'Print sheets that were made before, in one file',
  body: z.object({ ids: z.array(zId).min(1).max(mostSheets) }),
  answer: z.object({ errandId: zId }),
  errors: ['errands.too_many'],
})
export const getPaperPdf = route({
  method: 'GET',
  path: '/api/papers/sheets/:id/pdf',
  access: 'papers.read',
  summary: 'One sheet on paper',
  params: z.object({ id: zId }),
  answer: zDownload,
})
export const findPaperSheet = route({
  method: 'GET',
  path: '/api/papers/find',
  access: 'papers.read',
  summary: 'The sheet of a code, typed or scanned',
  query: z.object({ code: z.string().trim().min(1, '请输入编号').max(40) }),
  answer: z.object({ id: zId }),
  errors: ['papers.code_wrong'],
})

const keying = zKeyed.extend({
  name: z.string(),
  savedAt: z.string(),
  done: z.boolean(),
})
export const getPaperSheet = route({
  method: 'GET',
  path: '/api/papers/sheets/:id',
  access: 'papers.read',
  summary: 'One sheet with what is needed to type it, to compare, to post, or to see what came of it',
  params: z.object({ id: zId }),
  answer: paperRow.extend({
    doubleEntry: z.boolean(),
    weighs: z.boolean(),
    rules: z.array(
      z.object({
        code: z.string(),
        content: z.string(),
        amount: z.int(),
        starCode: z.string().nullable(),
        star: z.string().nullable(),
        evidenceNeeded: z.boolean(),
      }),
    ),
    rows: z.array(
      z.object({
        no: z.int(),
        bookId: zId,
        name: z.string(),
        bookNo: z.string(),
        slot: z.int().nullable(),
        stars: z.array(z.object({ slot: z.int(), code: z.string(), name: z.string(), points: z.int() })),
      }),
    ),
    /** What I typed; with one keyer, what was typed. */
    mine: keying.nullable(),
    /** Both, once both are finished. */
    both: z.array(keying),
    differences: z.array(z.object({ no: z.int(), key: z.string(), first: z.string(), second: z.string() })),
    settled: z.array(zSettled.extend({ by: z.string(), at: z.string() })),
    /** What would be, or was, posted. */
    final: zKeyed.nullable(),
    slips: z.array(slipRow),
    yearEndSheetId: zId.nullable(),
    timeline: z.array(timelineEntry),
  }),
})
export type PaperSheetAnswer = z.output<(typeof getPaperSheet)['answer']>

const one = z.object({ id: zId })
const moved = z.object({ state: z.enum(paperStateKeys), savedAt: z.string().nullable() })
export const saveKeying = route({
  method: 'PUT',
  path: '/api/papers/sheets/:id/keying',
  access: 'papers.read',
  summary: 'Keep what I have typed so far; done: it is finished and checked',
  params: one,
  body: zKeyed.extend({
    done: z.boolean().default(false),
    /** When what I go on from was saved; null when nothing was. */
    savedAt: z.string().max(40).nullable().default(null),
  }),
  answer: moved,
  errors: ['papers.same_keyer', 'papers.two_keyed', 'papers.total_differs'],
})
export const dropKeying = route({
  method: 'POST',
  path: '/api/papers/sheets/:id/drop',
  access: 'papers.read',
  summary: 'Unfinished keyings of a sheet are given up, so that somebody else may type it',
  params: one,
  body: z.object({ reason: zText(200) }),
  answer: z.object({ ok: z.literal(true) }),
})
export const settlePaperSheet = route({
  method: 'POST',
  path: '/api/papers/sheets/:id/settle',
  access: 'papers.read',
  summary: 'What the paper says where two people read it differently',
  params: one,
  body: z.object({ cells: z.array(zSettled).max(2000) }),
  answer: moved,
  errors: ['papers.not_settled', 'papers.total_differs'],
})
export const postPaperSheet = route({
  method: 'POST',
  path: '/api/papers/sheets/:id/post',
  access: 'papers.read',
  summary: 'All lines become slips, or the scores go to the assessment: all or nothing, once',
  params: one,
  body: z.object({ fileIds: z.array(zId).max(9).default([]) }),
  answer: z.object({ slips: z.int(), lines: z.int(), late: z.int() }),
  errors: [
    'papers.second_needed',
    'papers.nothing_to_post',
    'papers.total_differs',
    'papers.other_version',
    'papers.year_end_not_open',
    'papers.points_moved',
    'year_end.own_village',
    'slips.no_scheme',
    'slips.rule_not_for_book',
    'slips.elective_not_chosen',
    'slips.star_needed',
    'slips.wrong_amount',
    'slips.evidence_needed',
    'slips.future_day',
    'slips.other_year',
    'slips.exempt',
    'slips.same_deed',
    'slips.no_quarter_open',
    'slips.no_confirmer',
  ],
})
export const voidPaperSheets = route({
  method: 'POST',
  path: '/api/papers/sheets/void',
  access: 'papers.read',
  summary: 'Lost, spoilt or needless sheets, with the reason; their codes are refused from then on',
  body: z.object({ ids: z.array(zId).min(1).max(mostSheets), reason: zText(200) }),
  answer: z.object({ done: z.int() }),
})

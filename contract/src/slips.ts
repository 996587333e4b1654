/** Points slips (积分申报单): one fact, its evidence and the books it concerns, from entry to the ledger. */
import { z } from 'zod'
import { fileInfo } from './files.ts'
import type { Lifecycle } from './lifecycle.ts'
import { postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId, zPoints, zQuarter, zText, zYear } from './values.ts'
import { checkerKeys, ruleKindKeys, rulePeriodKeys, starKindKeys, subjectKeys } from './words.ts'

export const slipErrors = {
  'slips.no_scheme': { status: 422, zh: '“{name}”还没有已发布的设星方案，不能登记积分；请先发布方案' },
  'slips.rule_not_for_book': { status: 422, zh: '细则“{rule}”不适用于“{name}”：其方案或类别中没有这一条' },
  'slips.elective_not_chosen': { status: 422, zh: '“{name}”没有选报“{star}”，不能在此星下登记' },
  'slips.star_needed': { status: 422, zh: '细则“{rule}”可记入任何一颗星，请选择记入哪一颗' },
  'slips.veto_rule': { status: 422, zh: '“{rule}”属于一票否决事项，请用“登记一票否决”办理，不计积分' },
  'slips.wrong_amount': {
    status: 422,
    zh: '细则“{rule}”每次{max}分，登记的分值须在此范围内；多次发生的请分次登记',
  },
  'slips.evidence_needed': { status: 422, zh: '细则“{rule}”须附佐证（{note}），请先上传再提交' },
  'slips.future_day': { status: 422, zh: '发生日期不能晚于今天' },
  'slips.other_year': { status: 422, zh: '发生日期须在手册所属的{year}年之内' },
  'slips.exempt': { status: 422, zh: '{name}本年度已批准不参加评星，不登记积分' },
  'slips.same_deed': {
    status: 409,
    zh: '同一天同一条细则已登记过，同一件事不重复计分{names}；当天确有多次的，请填写第几次',
  },
  'slips.no_quarter_open': {
    status: 409,
    zh: '{year}年第{quarter}季度及以后各季度均已结账，不能再登记；确需补记，请苏木镇党委书记解锁季度',
  },
  'slips.no_confirmer': {
    status: 409,
    zh: '登记人不能确认自己登记的积分，而{village}目前没有另一名可确认的支部委员；请改由党务工作者登记，或请组织部先任命党务工作者',
  },
  'slips.all_struck': { status: 422, zh: '一张申报单不能全部划去；整张不认定的，请用“不予认定”' },
  'slips.sample_too_small': {
    status: 422,
    zh: '抽查不足：{of}张中至少查看{needed}张（{percent}%），目前查看了{seen}张',
  },
  'slips.must_be_checked': {
    status: 422,
    zh: '其中{count}张的细则规定逐条核查，不能以抽查代替，请查看后核查',
  },
  'slips.not_the_entrant': { status: 403, zh: '只有登记人可以修改、提交或撤回这张申报单' },
  'entries.no_quarter_open': {
    status: 409,
    zh: '{year}年这一季度及以后的季度都已结账，不能冲正：季度未封账的请苏木镇党委书记先解锁；已进入年终评定的由考核组增减分并写明理由',
  },
  'entries.not_from_slip': {
    status: 409,
    zh: '此笔不是日常积分，不能在这里冲正；年终核定的改动请在综合评定中办理',
  },
  // Points from paper books.
  'entries.book_moved': {
    status: 409,
    zh: '“{name}”的这本积分册已经转出或并入其他册，请按现在所在的嘎查村填写',
  },
  'entries.quarter_closed': {
    status: 409,
    zh: '{year}年第{quarter}季度已结账，不能再导入；确需补记，请苏木镇党委书记解锁季度',
  },
  'entries.checker_needed': {
    status: 422,
    zh: '细则“{rule}”须附佐证；佐证留在纸质手册中的，请填写当时的审核人',
  },
  'entries.other_star': { status: 422, zh: '细则“{rule}”记入“{star}”，与填写的星不同；请改正，或把“星”留空' },
  'entries.deed_stands': {
    status: 409,
    zh: '“{name}”这一天这条细则在系统中已有登记，同一件事不重复计分；确是另一件事的，请在“登记积分”中补记',
  },
  'entries.imported_before': {
    status: 409,
    zh: '“{name}”这件事已导入过，当时记{points}分；分值有误的，请先在手册中冲正那一笔，再导入',
  },
  'entries.opening_covers': {
    status: 409,
    zh: '“{name}”这颗星已有截至{day}的期初积分，这一天的积分已包含在内，不能再导入',
  },
  'openings.no_star': { status: 422, zh: '“{name}”没有第{slot}颗星，请留空' },
  'openings.out_of_bounds': {
    status: 422,
    zh: '“{star}”的期初积分须在0至{most}分之间（满分加每星加分上限）',
  },
  'openings.quarter_closed': {
    status: 409,
    zh: '{year}年第{quarter}季度已结账，期初积分不能再导入或改动',
  },
  'openings.entries_before': {
    status: 409,
    zh: '“{star}”在{day}及以前已有{count}笔积分，再记期初积分会重复计算；请只导入其中一种',
  },
  'openings.nothing': { status: 422, zh: '没有填写任何一颗星的积分' },
} as const satisfies ErrorTable

export const slipStates = {
  DRAFT: '草稿',
  SUBMITTED: '待支部确认',
  CONFIRMED: '待苏木镇核查',
  EFFECTIVE: '已入账',
  RETURNED: '已退回',
  REJECTED: '不予认定',
  WITHDRAWN: '已撤回',
} as const
export type SlipState = keyof typeof slipStates
export const slipStateKeys = Object.keys(slipStates) as [SlipState, ...SlipState[]]

/** `settle` is the confirmation of a slip whose rules need no check by the township: it takes effect at once. */
export const slipActs = {
  submit: '提交',
  withdraw: '撤回',
  confirm: '确认',
  settle: '确认入账',
  check: '核查入账',
  return: '退回补充',
  reject: '不予认定',
} as const
export type SlipAct = keyof typeof slipActs
export const slipActKeys = Object.keys(slipActs) as [SlipAct, ...SlipAct[]]
export const slipLifecycle: Lifecycle<SlipState, SlipAct> = {
  DRAFT: { submit: 'SUBMITTED', withdraw: 'WITHDRAWN' },
  SUBMITTED: {
    confirm: 'CONFIRMED',
    settle: 'EFFECTIVE',
    return: 'RETURNED',
    reject: 'REJECTED',
    withdraw: 'WITHDRAWN',
  },
  CONFIRMED: { check: 'EFFECTIVE', return: 'RETURNED', reject: 'REJECTED' },
  RETURNED: { submit: 'SUBMITTED', withdraw: 'WITHDRAWN' },
  EFFECTIVE: {},
  REJECTED: {},
  WITHDRAWN: {},
}
/** Waiting for somebody: a quarter does not close over them. */
export const waitingSlipStates = ['SUBMITTED', 'CONFIRMED', 'RETURNED'] as const satisfies SlipState[]

const zSlot = z.int().min(1).max(10)
export const newLine = z.object({
  bookId: zId,
  ruleCode: z.string().trim().min(1).max(40),
  /** Which star; left out when the rule belongs to one. */
  slot: zSlot.optional(),
  /** Hundredths, negative for deductions; left out: the rule's own amount. */
  amount: zPoints.optional(),
  /** Which time on that day, when the deed really happened more than once. */
  ordinal: z.int().min(1).max(31).default(1),
})
export type NewLine = z.input<typeof newLine>
export const newSlip = z.object({
  factOn: zDay,
  reason: zText(300),
  lines: z.array(newLine).min(1).max(2000),
  fileIds: z.array(zId).max(20).default([]),
})
export type NewSlip = z.input<typeof newSlip>

const entryErrors = [
  'slips.no_scheme',
  'slips.rule_not_for_book',
  'slips.elective_not_chosen',
  'slips.star_needed',
  'slips.veto_rule',
  'slips.wrong_amount',
  'slips.evidence_needed',
  'slips.future_day',
  'slips.other_year',
  'slips.exempt',
  'slips.same_deed',
  'slips.no_quarter_open',
  'slips.no_confirmer',
] as const

export const slipLine = z.object({
  id: zId,
  bookId: zId,
  bookName: z.string(),
  bookNo: z.string(),
  slot: z.int(),
  star: z.string(),
  ruleCode: z.string(),
  ruleText: z.string(),
  ruleKind: z.enum(ruleKindKeys),
  amount: zPoints,
  ordinal: z.int(),
  struck: z.object({ reason: z.string(), by: z.string() }).nullable(),
  /** What the ledger counted, once effective. */
  counted: zPoints.nullable(),
})
export type SlipLine = z.output<typeof slipLine>
export const slipRow = z.object({
  id: zId,
  state: z.enum(slipStateKeys),
  subject: z.enum(subjectKeys),
  villageId: zId,
  villageName: z.string(),
  townshipName: z.string(),
  year: z.int(),
  quarter: z.int(),
  late: z.boolean(),
  factOn: z.string(),
  reason: z.string(),
  checker: z.enum(checkerKeys),
  /** Who confirms in the branch, or in its place. */
  confirmer: z.enum(postKeys),
  enteredBy: z.string(),
  enteredAt: z.string(),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  checkedBy: z.string().nullable(),
  checkedAt: z.string().nullable(),
  returnReason: z.string().nullable(),
  /** The paper sheet from which it was typed. */
  paper: z.object({ id: zId, code: z.string() }).nullable(),
  lines: z.array(slipLine),
  evidence: z.array(fileInfo),
  can: z.array(z.enum(slipActKeys)),
  /** Why an act that is open to my post is not open to me, and who can. */
  cannot: z.string().nullable(),
})
export type SlipRow = z.output<typeof slipRow>

export const enterSlips = route({
  method: 'POST',
  path: '/api/slips',
  access: 'slips.enter',
  summary: 'Enter slips; those about different villages or confirmers are split',
  body: z.object({ slips: z.array(newSlip).min(1).max(2000), submit: z.boolean().default(true) }),
  answer: z.object({ ids: z.array(zId), late: z.int() }),
  errors: entryErrors,
})
export const previewSlip = route({
  method: 'POST',
  path: '/api/slips/preview',
  access: 'slips.enter',
  summary: 'What each line would count after caps, and what stands against it',
  body: z.object({ factOn: zDay, lines: z.array(newLine).min(1).max(2000) }),
  answer: z.object({
    lines: z.array(
      z.object({
        bookId: zId,
        slot: z.int().nullable(),
        amount: zPoints,
        counted: zPoints,
        problem: z.string().nullable(),
      }),
    ),
    quarter: z.int().nullable(),
    late: z.boolean(),
  }),
})
export const reviseSlip = route({
  method: 'PUT',
  path: '/api/slips/:id',
  access: 'slips.enter',
  summary: 'Correct a draft or returned slip; lines left out are dropped',
  params: z.object({ id: zId }),
  body: newSlip.extend({
    lines: z
      .array(newLine.omit({ bookId: true }).extend({ id: zId }))
      .min(1)
      .max(2000),
  }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['slips.not_the_entrant', ...entryErrors],
})
const ids = z.array(zId).min(1).max(5000)
const done = z.object({ done: z.int() })
export const submitSlips = route({
  method: 'POST',
  path: '/api/slips/submit',
  access: 'slips.enter',
  summary: 'Submit drafts, or returned slips anew',
  body: z.object({ ids }),
  answer: done,
  errors: ['slips.not_the_entrant', 'slips.evidence_needed', 'slips.no_quarter_open', 'slips.no_confirmer'],
})
export const withdrawSlips = route({
  method: 'POST',
  path: '/api/slips/withdraw',
  access: 'slips.enter',
  summary: 'Take back what I entered, before it is confirmed',
  body: z.object({ ids }),
  answer: done,
  errors: ['slips.not_the_entrant'],
})
const strike = z
  .array(z.object({ lineId: zId, reason: zText(200) }))
  .max(5000)
  .default([])
export const confirmSlips = route({
  method: 'POST',
  path: '/api/slips/confirm',
  access: 'slips.confirm',
  summary: 'The branch confirms, striking single lines with reason',
  body: z.object({ ids, strike }),
  answer: z.object({ confirmed: z.int(), effective: z.int(), lines: z.int() }),
  errors: ['common.own_matter', 'slips.all_struck'],
})
export const checkSlips = route({
  method: 'POST',
  path: '/api/slips/check',
  access: 'slips.check',
  summary: 'The township checks all, or passes all after a sample',
  body: z.object({
    ids,
    strike,
    mode: z.enum(['all', 'sample']).default('all'),
    sampledIds: z.array(zId).max(5000).default([]),
  }),
  answer: z.object({ effective: z.int(), lines: z.int() }),
  errors: ['common.own_matter', 'slips.all_struck', 'slips.sample_too_small', 'slips.must_be_checked'],
})
export const returnSlips = route({
  method: 'POST',
  path: '/api/slips/return',
  access: 'slips.read',
  summary: 'Back to whoever entered it; nothing is cleared',
  body: z.object({ ids, reason: zText(300) }),
  answer: done,
  errors: ['common.own_matter'],
})
export const rejectSlips = route({
  method: 'POST',
  path: '/api/slips/reject',
  access: 'slips.read',
  summary: 'Not recognised; the deed may be entered anew',
  body: z.object({ ids, reason: zText(300) }),
  answer: done,
  errors: ['common.own_matter'],
})
export const reverseEntries = route({
  method: 'POST',
  path: '/api/entries/reverse',
  access: 'entries.reverse',
  summary: 'Take effective entries back with reason （冲正）',
  body: z.object({ entryIds: ids, reason: zText(300) }),
  answer: done,
  errors: ['entries.not_from_slip', 'entries.no_quarter_open', 'common.own_matter'],
})

export const slipViews = {
  confirm: '待我确认',
  check: '待我核查',
  returned: '退回给我',
  mine: '我登记的',
  all: '全部',
} as const
export type SlipView = keyof typeof slipViews
export const slipViewKeys = Object.keys(slipViews) as [SlipView, ...SlipView[]]
export const listSlips = route({
  method: 'GET',
  path: '/api/slips',
  access: 'slips.read',
  summary: 'Slips by queue, with lines and evidence',
  query: z.object({
    view: z.enum(slipViewKeys).default('all'),
    villageId: zId.optional(),
    bookId: zId.optional(),
    subject: z.enum(subjectKeys).optional(),
    checker: z.enum(checkerKeys).optional(),
    year: zYear.optional(),
    quarter: zQuarter.optional(),
    state: z.enum(slipStateKeys).optional(),
    search: z.string().trim().max(40).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    rows: z.array(slipRow),
    total: z.int(),
    lines: z.int(),
    /** How much the township must look at before it passes the rest. */
    samplePercent: z.int(),
    counts: z.object({ confirm: z.int(), check: z.int(), returned: z.int() }),
  }),
})
export const getSlip = route({
  method: 'GET',
  path: '/api/slips/:id',
  access: 'slips.read',
  summary: 'One slip with its timeline',
  params: z.object({ id: zId }),
  answer: slipRow.extend({
    timeline: z.array(
      z.object({
        at: z.string(),
        name: z.string(),
        post: z.enum(postKeys).nullable(),
        act: z.string(),
        note: z.string().nullable(),
      }),
    ),
  }),
})

export const pickRule = z.object({
  versionId: zId,
  code: z.string(),
  kind: z.enum(ruleKindKeys),
  content: z.string(),
  amount: zPoints,
  cap: zPoints.nullable(),
  period: z.enum(rulePeriodKeys),
  periodCap: zPoints.nullable(),
  evidenceNeeded: z.boolean(),
  evidenceNote: z.string(),
  checker: z.enum(checkerKeys),
  star: z
    .object({
      code: z.string(),
      name: z.string(),
      kind: z.enum(starKindKeys),
      slot: z.int().nullable(),
      category: z.string().nullable(),
    })
    .nullable(),
})
export type PickRule = z.output<typeof pickRule>
export const getEntrySheet = route({
  method: 'GET',
  path: '/api/slips/entry-sheet',
  access: 'slips.enter',
  summary: 'Books of one village (or mine) and their rules, for entering',
  query: z.object({ villageId: zId.optional(), subject: z.enum(subjectKeys), year: zYear }),
  answer: z.object({
    village: z.object({ id: zId, name: z.string() }),
    villages: z.array(z.object({ id: zId, name: z.string() })),
    books: z.array(
      z.object({
        id: zId,
        name: z.string(),
        bookNo: z.string(),
        category: z.string().nullable(),
        exempt: z.boolean(),
        versionId: zId.nullable(),
        electives: z.array(z.string()),
        stars: z.array(z.object({ slot: z.int(), code: z.string(), name: z.string() })),
      }),
    ),
    rules: z.array(pickRule),
    /** Quarters of the village still open. */
    openQuarters: z.array(z.int()),
  }),
})

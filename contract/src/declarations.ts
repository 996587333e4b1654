/** 定标报星: each village and member declares a target level and picks two electives; the township confirms. And 免评. */
import { z } from 'zod'
import { fileInfo } from './files.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type ErrorTable, route } from './route.ts'
import { timelineEntry } from './schemes.ts'
import { zDay, zId, zText, zYear } from './values.ts'
import { memberCategoryKeys, starKindKeys, subjectKeys } from './words.ts'

export const declarationErrors = {
  'declarations.no_scheme': { status: 409, zh: '{village} 本年度的设星方案还没有发布，发布后才能报星' },
  'declarations.closed': {
    status: 409,
    zh: '报星已于 {day} 截止，不能再改动；如确有需要，请苏木镇党委退回后修改',
  },
  'declarations.wrong_electives': { status: 422, zh: '{name} 选的自选星不在本镇的自选星库中，请重新选择' },
  'declarations.not_needed': { status: 409, zh: '{name} 只评共性星或已免评，不需要报星' },
  'declarations.lines_missing': {
    status: 409,
    zh: '{village} 还有 {count} 份没有报星（{names}），全部填好后再提交',
  },
  'declarations.resolution_missing': {
    status: 422,
    zh: '{village} 还没有登记会议决议（日期、应到、实到），登记后再提交',
  },
  'declarations.no_quorum': {
    status: 422,
    zh: '{village} 的会议实到 {attended} 人，没有超过应到 {entitled} 人的半数，决议无效',
  },
  'declarations.points_stand': { status: 409, zh: '{name} 的自选星已经记了积分，不能再改报' },
  'declarations.already_exempt': { status: 409, zh: '{name} 已免评，或已有申请在审批' },
} as const satisfies ErrorTable

export const declarationStates = {
  DRAFT: '填报中',
  SUBMITTED: '待确认',
  RETURNED: '已退回',
  CONFIRMED: '已确认',
  PUBLISHED: '已公布',
} as const
export type DeclarationState = keyof typeof declarationStates
export const declarationStateKeys = Object.keys(declarationStates) as [
  DeclarationState,
  ...DeclarationState[],
]

/** `reopen` returns a confirmed sheet while no points stand under its electives. */
export const declarationActs = ['fill', 'submit', 'confirm', 'return', 'publish', 'reopen'] as const
export type DeclarationAct = (typeof declarationActs)[number]
export const declarationLifecycle: Lifecycle<DeclarationState, DeclarationAct> = {
  DRAFT: { fill: 'DRAFT', submit: 'SUBMITTED' },
  SUBMITTED: { confirm: 'CONFIRMED', return: 'RETURNED' },
  RETURNED: { fill: 'RETURNED', submit: 'SUBMITTED' },
  CONFIRMED: { publish: 'PUBLISHED', reopen: 'RETURNED' },
  PUBLISHED: { reopen: 'RETURNED' },
}

export const exemptionStates = {
  APPLIED: '待审批',
  APPROVED: '已免评',
  REFUSED: '未批准',
  WITHDRAWN: '已撤回',
} as const
export type ExemptionState = keyof typeof exemptionStates
export const exemptionStateKeys = Object.keys(exemptionStates) as [ExemptionState, ...ExemptionState[]]
export const exemptionActs = ['approve', 'refuse', 'withdraw'] as const
export type ExemptionAct = (typeof exemptionActs)[number]
export const exemptionLifecycle: Lifecycle<ExemptionState, ExemptionAct> = {
  APPLIED: { approve: 'APPROVED', refuse: 'REFUSED', withdraw: 'WITHDRAWN' },
  APPROVED: {},
  REFUSED: {},
  WITHDRAWN: {},
}
/** 依据: members of seventy and more or long ill may be exempted by decision of the branch. */
export const exemptionReasons = {
  AGED: '年满七十周岁',
  LONG_ILL: '长期患病',
  DISABLED: '身体残疾、行动不便',
} as const
export type ExemptionReason = keyof typeof exemptionReasons
export const exemptionReasonKeys = Object.keys(exemptionReasons) as [ExemptionReason, ...ExemptionReason[]]

/** What one star is to reach this year, in words; slots 1–10. */
export const starTarget = z.object({ slot: z.int().min(1).max(10), text: zText(200) })
export const declarationLine = z
  .object({
    bookId: zId,
    targetLevel: z.int('请选择目标星级').min(0).max(10),
    electiveA: z.string('请选择自选星').min(1, '请选择自选星'),
    electiveB: z.string('请选择自选星').min(1, '请选择自选星'),
    targets: z.array(starTarget).max(10).default([]),
  })
  .refine((line) => line.electiveA !== line.electiveB, { error: '两颗自选星不能相同', path: ['electiveB'] })
export type DeclarationLine = z.output<typeof declarationLine>

export const resolution = z
  .object({
    on: zDay,
    entitled: z.int('请填写应到人数').min(1, '应到人数至少 1 人').max(2000),
    attended: z.int('请填写实到人数').min(0).max(2000),
    text: z.string().trim().max(1000).default(''),
  })
  .refine((meeting) => meeting.attended <= meeting.entitled, {
    error: '实到人数不能多于应到人数',
    path: ['attended'],
  })
export type Resolution = z.output<typeof resolution>
/** 依据: a branch meeting decides with more than half of those entitled present. */
export const hasQuorum = (meeting: { entitled: number; attended: number }): boolean =>
  meeting.attended * 2 > meeting.entitled

export const sheetHead = z.object({
  id: zId,
  villageId: zId,
  villageName: z.string(),
  townshipId: zId,
  townshipName: z.string(),
  subject: z.enum(subjectKeys),
  year: z.int(),
  state: z.enum(declarationStateKeys),
  dueOn: z.string(),
  /** After this day a sheet that was never handed in is closed. */
  closesOn: z.string(),
  closed: z.boolean(),
  /** Handed in after the due day, or not handed in although it passed. */
  late: z.boolean(),
  /** Books that must declare, and those that have; exempted ones apart. */
  needed: z.int(),
  filled: z.int(),
  exempt: z.int(),
  resolution: z.object({ on: z.string(), entitled: z.int(), attended: z.int(), text: z.string() }).nullable(),
  returnReason: z.string().nullable(),
  submittedAt: z.string().nullable(),
  confirmedByName: z.string().nullable(),
  publishedOn: z.string().nullable(),
  can: z.array(z.enum(declarationActs)),
})
export type SheetHead = z.output<typeof sheetHead>

export const sheetLine = z.object({
  bookId: zId,
  bookNo: z.string(),
  name: z.string(),
  personId: zId.nullable(),
  category: z.enum(memberCategoryKeys).nullable(),
  /** Null when the line is needed; else why it is not. */
  notNeeded: z.enum(['EXEMPT', 'COMMON_ONLY']).nullable(),
  declared: z
    .object({
      targetLevel: z.int(),
      electiveA: z.string(),
      electiveB: z.string(),
      targets: z.array(starTarget),
      filledByName: z.string(),
      mark: z.string().nullable(),
    })
    .nullable(),
})
export type SheetLine = z.output<typeof sheetLine>

export const sheet = sheetHead.extend({
  lines: z.array(sheetLine),
  /** Stars of the scheme; electives are the pool to choose from. */
  stars: z.array(
    z.object({
      code: z.string(),
      kind: z.enum(starKindKeys),
      slot: z.int().nullable(),
      category: z.enum(memberCategoryKeys).nullable(),
      name: z.string(),
      requirement: z.string(),
    }),
  ),
  timeline: z.array(timelineEntry),
})
export type Sheet = z.output<typeof sheet>

const zIds = z.array(zId).min(1).max(500)
const counted = z.object({ count: z.int() })

export const listDeclarations = route({
  method: 'GET',
  path: '/api/declarations',
  access: 'declarations.read',
  summary: 'Declaration sheets of my area in a year',
  query: z.object({
    year: zYear,
    subject: z.enum(subjectKeys).optional(),
    townshipId: zId.optional(),
    state: z.enum(declarationStateKeys).optional(),
  }),
  answer: z.object({ rows: z.array(sheetHead), canOpen: z.boolean() }),
})
export const getDeclaration = route({
  method: 'GET',
  path: '/api/declarations/:id',
  access: 'declarations.read',
  summary: 'One sheet with its lines; a member sees his own line',
  params: z.object({ id: zId }),
  answer: sheet,
})
export const getMyDeclaration = route({
  method: 'GET',
  path: '/api/my-declaration',
  access: 'declarations.read',
  summary: 'The sheet of my village with my own line, or null',
  query: z.object({ year: zYear }),
  answer: sheet.nullable(),
})
export const openSheets = route({
  method: 'POST',
  path: '/api/declarations/open',
  access: 'declarations.confirm',
  summary: 'Open a sheet for each village and subject with a published scheme; those that exist stay',
  body: z.object({ townshipId: zId, year: zYear }),
  answer: counted,
  errors: ['declarations.no_scheme'],
})
export const saveSheets = route({
  method: 'PUT',
  path: '/api/declarations',
  access: 'declarations.draft',
  summary: 'Save lines and resolutions of sheets; a member his own line only',
  body: z.object({
    sheets: z
      .array(
        z.object({
          sheetId: zId,
          lines: z.array(declarationLine).max(500).default([]),
          resolution: resolution.nullish(),
        }),
      )
      .min(1)
      .max(500),
  }),
  answer: counted,
  errors: [
    'declarations.no_scheme',
    'declarations.closed',
    'declarations.wrong_electives',
    'declarations.not_needed',
  ],
})
export const submitSheets = route({
  method: 'POST',
  path: '/api/declarations/submit',
  access: 'declarations.submit',
  summary: 'Hand sheets in to the township',
  body: z.object({ ids: zIds }),
  answer: counted,
  errors: [
    'declarations.closed',
    'declarations.lines_missing',
    'declarations.resolution_missing',
    'declarations.no_quorum',
    'declarations.no_scheme',
  ],
})
export const confirmSheets = route({
  method: 'POST',
  path: '/api/declarations/confirm',
  access: 'declarations.confirm',
  summary: 'Confirm sheets: the books take their electives',
  body: z.object({ ids: zIds }),
  answer: counted,
})
export const returnSheet = route({
  method: 'POST',
  path: '/api/declarations/:id/return',
  access: 'declarations.confirm',
  summary:
    'Return a sheet with a reason, marking lines; also a confirmed one while no points stand under its electives',
  params: z.object({ id: zId }),
  body: z.object({
    reason: zText(300),
    marks: z
      .array(z.object({ bookId: zId, note: zText(100) }))
      .max(500)
      .default([]),
  }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['declarations.points_stand'],
})
export const publishSheets = route({
  method: 'POST',
  path: '/api/declarations/publish',
  access: 'declarations.submit',
  summary: 'The result was posted in the village',
  body: z.object({ ids: zIds, on: zDay }),
  answer: counted,
})

export const exemption = z.object({
  id: zId,
  bookId: zId,
  bookNo: z.string(),
  personName: z.string(),
  villageName: z.string(),
  townshipName: z.string(),
  year: z.int(),
  reasonKind: z.enum(exemptionReasonKeys),
  reason: z.string(),
  state: z.enum(exemptionStateKeys),
  appliedByName: z.string(),
  appliedOn: z.string(),
  decidedByName: z.string().nullable(),
  decidedOn: z.string().nullable(),
  decisionNote: z.string().nullable(),
  evidence: z.array(fileInfo),
  can: z.array(z.enum(exemptionActs)),
})
export type Exemption = z.output<typeof exemption>

export const listExemptions = route({
  method: 'GET',
  path: '/api/exemptions',
  access: 'declarations.read',
  summary: 'Exemptions from rating in my area',
  query: z.object({ year: zYear, state: z.enum(exemptionStateKeys).optional() }),
  answer: z.object({ rows: z.array(exemption), canApply: z.boolean() }),
})
export const listExemptible = route({
  method: 'GET',
  path: '/api/exemptible',
  access: 'exemptions.apply',
  summary: 'Members of my village for whom an exemption may be applied for',
  query: z.object({ year: zYear }),
  answer: z.array(
    z.object({
      bookId: zId,
      name: z.string(),
      category: z.enum(memberCategoryKeys),
      bornOn: z.string().nullable(),
    }),
  ),
})
export const applyExemptions = route({
  method: 'POST',
  path: '/api/exemptions',
  access: 'exemptions.apply',
  summary: 'Apply for exemptions, each with its ground',
  body: z.object({
    applications: z
      .array(z.object({ bookId: zId, reasonKind: z.enum(exemptionReasonKeys), reason: zText(300) }))
      .min(1)
      .max(500),
    fileIds: z.array(zId).max(9).default([]),
  }),
  answer: z.object({ ids: z.array(zId) }),
  errors: ['declarations.already_exempt'],
})
export const decideExemptions = route({
  method: 'POST',
  path: '/api/exemptions/decide',
  access: 'exemptions.decide',
  summary: 'Approve or refuse; a refusal says why',
  body: z.object({ ids: zIds, approve: z.boolean(), note: z.string().trim().max(300).nullish() }),
  answer: counted,
})
export const withdrawExemption = route({
  method: 'POST',
  path: '/api/exemptions/:id/withdraw',
  access: 'exemptions.apply',
  summary: 'Take an application back before the decision',
  params: z.object({ id: zId }),
  answer: z.object({ ok: z.literal(true) }),
})

/** 科学设星: a scheme is one whole document of ten stars and their rules, per township, subject and year, in versions. */
import { z } from 'zod'
import type { Lifecycle } from './lifecycle.ts'
import { type ErrorTable, route } from './route.ts'
import { zId, zText, zYear } from './values.ts'
import {
  checkerKeys,
  colourModeKeys,
  conversionKeys,
  memberCategoryKeys,
  ruleKindKeys,
  rulePeriodKeys,
  starKindKeys,
  subjectKeys,
  villageTypeKeys,
} from './words.ts'

export const schemeErrors = {
  'schemes.incomplete': {
    status: 422,
    zh: '方案还不完整，不能提交：{first}（共 {count} 处），请补全后再提交',
  },
  'schemes.already_there': { status: 409, zh: '本年度已有同一对象的方案“{title}”，请在它的基础上修改' },
  'schemes.wrong_subject': { status: 422, zh: '党组织方案与党员方案不能互相套用，请选择同一对象的方案' },
  'schemes.newer_draft': { status: 409, zh: '已有第 {version} 版正在起草或审核，请先办完那一版' },
  'schemes.elective_in_use': { status: 409, zh: '自选星“{name}”已有党组织或党员报星，新版方案不能去掉它' },
  'schemes.too_late': {
    status: 409,
    zh: '方案已启用，新版从下一季度起生效；本年度已没有下一季度，请在下一年度的方案中调整',
  },
  'schemes.not_a_township': { status: 422, zh: '设星方案只能由苏木镇制定' },
} as const satisfies ErrorTable

export const schemeStates = {
  DRAFT: '起草中',
  SUBMITTED: '待审核',
  RETURNED: '已退回',
  APPROVED: '已批准',
  PUBLISHED: '已发布',
  LOCKED: '已启用',
  ARCHIVED: '已归档',
} as const
export type SchemeState = keyof typeof schemeStates
export const schemeStateKeys = Object.keys(schemeStates) as [SchemeState, ...SchemeState[]]

/** `lock` is done by the ledger at first use, `archive` when a newer version comes into force; `revise` makes that version. */
export const schemeActs = [
  'save',
  'submit',
  'approve',
  'return',
  'publish',
  'lock',
  'revise',
  'archive',
] as const
export type SchemeAct = (typeof schemeActs)[number]
export const schemeLifecycle: Lifecycle<SchemeState, SchemeAct> = {
  DRAFT: { save: 'DRAFT', submit: 'SUBMITTED' },
  SUBMITTED: { approve: 'APPROVED', return: 'RETURNED' },
  RETURNED: { save: 'RETURNED', submit: 'SUBMITTED' },
  APPROVED: { publish: 'PUBLISHED' },
  PUBLISHED: { lock: 'LOCKED', revise: 'PUBLISHED', archive: 'ARCHIVED' },
  LOCKED: { revise: 'LOCKED', archive: 'ARCHIVED' },
  ARCHIVED: {},
}

/** Points are hundredths. A draft may have blanks; `missingIn` says what a submitted one lacks. */
const zSize = z.int().min(0).max(10000)
const zBlank = (max: number) => z.string().trim().max(max, `不超过${max}字`)
const zCode = z.string().trim().min(1, '请填写编号').max(12, '编号不超过12个字符')

export const schemeStar = z
  .object({
    code: zCode,
    kind: z.enum(starKindKeys),
    /** 1–5 common, 6–8 duty; null for electives, which take 9 and 10 when chosen. */
    slot: z.int().min(1).max(8).nullable(),
    /** Duty stars of a member scheme: the category they are for. */
    category: z.enum(memberCategoryKeys).nullable(),
    name: zBlank(20),
    requirement: zBlank(200),
    fullPoints: zSize,
  })
  .refine((star) => (star.kind === 'ELECTIVE') === (star.slot === null), {
    error: '自选星不占固定星位，共性星、职责星须有星位',
    path: ['slot'],
  })
export type SchemeStar = z.output<typeof schemeStar>

export const schemeRule = z.object({
  code: zCode,
  /** Null: a bonus or deduction usable under any star, a veto under none. */
  starCode: z.string().nullable(),
  kind: z.enum(ruleKindKeys),
  content: zBlank(300),
  /** Size of one entry; positive for deductions too (the entry is negative); 0 for vetoes. */
  amount: zSize,
  /** Most of this rule in a year, under one star; null is no cap. */
  cap: zSize.nullable(),
  period: z.enum(rulePeriodKeys),
  /** Most of this rule in one period. */
  periodCap: zSize.nullable(),
  evidenceNeeded: z.boolean(),
  evidenceNote: zBlank(100),
  checker: z.enum(checkerKeys),
})
export type SchemeRule = z.output<typeof schemeRule>

export const schemePlan = z.object({
  conversion: z.enum(conversionKeys),
  /** Hundredths at which a star is lit, and of the colour tiers. */
  lightAt: zSize,
  colourMode: z.enum(colourModeKeys),
  redAt: zSize,
  silverAt: zSize,
  goldAt: zSize,
  /** Levels at which an organisation is of class I and II. */
  classOneAt: z.int().min(0).max(10),
  classTwoAt: z.int().min(0).max(10),
  /** At most so many percent may be ten-star; null is no limit. */
  topSharePercent: z.int().min(1).max(100).nullable(),
  /** Bonuses count at most so much under each star. */
  starBonusCap: zSize,
  /** Percent of the total that the year-end score makes. */
  yearEndWeight: z.int().min(0).max(100),
})
export type SchemePlan = z.output<typeof schemePlan>

export const schemeDocument = z.object({
  subject: z.enum(subjectKeys),
  title: zText(80),
  docNo: zBlank(40).nullable(),
  /** Only for villages of this type; null is all of the township. */
  villageType: z.enum(villageTypeKeys).nullable(),
  plan: schemePlan,
  stars: z.array(schemeStar).max(60),
  rules: z.array(schemeRule).max(400),
})
export type SchemeDocument = z.output<typeof schemeDocument>

export const schemeSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('EMPTY') }),
  z.object({ kind: z.literal('EXAMPLE'), villageType: z.enum(villageTypeKeys) }),
  z.object({ kind: z.literal('COPY'), versionId: zId }),
])
export type SchemeSource = z.output<typeof schemeSource>

export const schemeHead = z.object({
  id: zId,
  schemeId: zId,
  townshipId: zId,
  townshipName: z.string(),
  subject: z.enum(subjectKeys),
  year: z.int(),
  version: z.int(),
  state: z.enum(schemeStateKeys),
  title: z.string(),
  docNo: z.string().nullable(),
  villageType: z.enum(villageTypeKeys).nullable(),
  effectiveQuarter: z.int(),
  stars: z.object({ common: z.int(), duty: z.int(), elective: z.int() }),
  rules: z.int(),
  /** Books that are kept under this version now. */
  books: z.int(),
  returnReason: z.string().nullable(),
  reviewedByName: z.string().nullable(),
  submittedAt: z.string().nullable(),
  publishedAt: z.string().nullable(),
  can: z.array(z.enum(schemeActs)),
})
export type SchemeHead = z.output<typeof schemeHead>

export const timelineEntry = z.object({
  at: z.string(),
  name: z.string(),
  post: z.string().nullable(),
  action: z.string(),
  note: z.string().nullable(),
})

const one = { params: z.object({ id: zId }), answer: z.object({ ok: z.literal(true) }) }

export const listSchemes = route({
  method: 'GET',
  path: '/api/schemes',
  access: 'schemes.read',
  summary: 'Scheme versions of my area, newest first within a scheme',
  query: z.object({
    year: zYear.optional(),
    subject: z.enum(subjectKeys).optional(),
    townshipId: zId.optional(),
    state: z.enum(schemeStateKeys).optional(),
  }),
  answer: z.object({ rows: z.array(schemeHead), canCreate: z.boolean() }),
})
export const listSchemeSources = route({
  method: 'GET',
  path: '/api/scheme-sources',
  access: 'schemes.draft',
  summary: 'Published schemes of the county that a draft may be copied from',
  query: z.object({ subject: z.enum(subjectKeys) }),
  answer: z.array(
    z.object({
      versionId: zId,
      townshipName: z.string(),
      own: z.boolean(),
      year: z.int(),
      version: z.int(),
      title: z.string(),
    }),
  ),
})
export const getScheme = route({
  method: 'GET',
  path: '/api/schemes/:id',
  access: 'schemes.read',
  summary: 'One version as a whole document, with its timeline',
  params: z.object({ id: zId }),
  answer: schemeHead.extend({ document: schemeDocument, timeline: z.array(timelineEntry) }),
})
export const createScheme = route({
  method: 'POST',
  path: '/api/schemes',
  access: 'schemes.draft',
  summary: 'Begin a draft: empty, from a built-in example, or copied from another',
  body: z.object({
    townshipId: zId,
    subject: z.enum(subjectKeys),
    year: zYear,
    villageType: z.enum(villageTypeKeys).nullish(),
    from: schemeSource,
  }),
  answer: z.object({ id: zId }),
  errors: ['schemes.already_there', 'schemes.wrong_subject', 'schemes.not_a_township', 'categories.off'],
})
export const saveScheme = route({
  method: 'PUT',
  path: '/api/schemes/:id',
  access: 'schemes.draft',
  summary: 'Save a draft, the whole document',
  params: z.object({ id: zId }),
  body: z.object({ document: schemeDocument }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['schemes.wrong_subject', 'schemes.already_there', 'categories.off'],
})
export const fillScheme = route({
  method: 'POST',
  path: '/api/schemes/:id/fill',
  access: 'schemes.draft',
  summary: 'Put the content of an example or of another scheme into a draft',
  params: z.object({ id: zId }),
  body: z.object({ from: schemeSource }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['schemes.wrong_subject'],
})
export const submitScheme = route({
  ...one,
  method: 'POST',
  path: '/api/schemes/:id/submit',
  access: 'schemes.submit',
  summary: 'Hand a complete draft to the organisation department',
  errors: ['schemes.incomplete', 'schemes.elective_in_use'],
})
export const approveScheme = route({
  ...one,
  method: 'POST',
  path: '/api/schemes/:id/approve',
  access: 'schemes.review',
  summary: 'Approve',
  body: z.object({ note: z.string().trim().max(300).nullish() }),
})
export const returnScheme = route({
  ...one,
  method: 'POST',
  path: '/api/schemes/:id/return',
  access: 'schemes.review',
  summary: 'Return with a reason',
  body: z.object({ reason: zText(300) }),
})
export const publishScheme = route({
  ...one,
  method: 'POST',
  path: '/api/schemes/:id/publish',
  access: 'schemes.publish',
  summary: 'Publish: books are opened and kept under it, declarations begin',
  errors: ['schemes.too_late'],
})
export const reviseScheme = route({
  method: 'POST',
  path: '/api/schemes/:id/revise',
  access: 'schemes.draft',
  summary: 'A new version as a draft, effective next quarter; old entries keep theirs',
  params: z.object({ id: zId }),
  answer: z.object({ id: zId }),
  errors: ['schemes.newer_draft', 'schemes.too_late'],
})

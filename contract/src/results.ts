/** Results of a year, and why a star is what it is. */
import { z } from 'zod'
import { zDownload } from './download.ts'
import { type ErrorTable, route } from './route.ts'
import { zId, zText, zYear } from './values.ts'
import { colourModeKeys, conversionKeys, orgClassKeys, starKindKeys, subjectKeys } from './words.ts'

export const resultErrors = {
  'results.no_star': { status: 404, zh: '这本积分册没有这颗星' },
  // Results of years before this program.
  'results.not_past': { status: 422, zh: '{year}年度还没有过去，结果须在系统中评定，不能录入' },
  'results.rated_here': {
    status: 409,
    zh: '“{name}”{year}年度在系统中有积分册，结果由系统评定产生，不能录入',
  },
  'results.class_of_member': { status: 422, zh: '党员不分类，请把“类别”留空' },
  'results.not_made_public': {
    status: 422,
    zh: '评定结果须经公布：请填写公布的文号或日期，没有公布过的不能录入',
  },
  'results.notice_day': { status: 422, zh: '公布日期须在{year}年以后、今天以前' },
} as const satisfies ErrorTable

/** Rating states in which a result stands: before them it is only proposed. */
export const standingStates = ['CONFIRMED', 'AWARDED', 'IN_FORCE', 'DOWNGRADED'] as const
/** States in which the township has decided and the result is on its way. */
export const proposedStates = [
  'DETERMINED',
  'PUBLIC_NOTICE',
  'OBJECTED',
  'UNDER_INVESTIGATION',
  'UPHELD',
  'AMENDED',
] as const

export const resultRow = z.object({
  bookId: zId,
  bookNo: z.string(),
  name: z.string(),
  villageName: z.string(),
  townshipName: z.string(),
  category: z.string().nullable(),
  state: z.string(),
  /** False while the result is only proposed (before the county's confirmation). */
  standing: z.boolean(),
  total: z.int().nullable(),
  lit: z.string().nullable(),
  colours: z.string().nullable(),
  suggestedLevel: z.int().nullable(),
  finalLevel: z.int().nullable(),
  levelReason: z.string().nullable(),
  class: z.enum(orgClassKeys).nullable(),
  vetoed: z.boolean(),
  starNames: z.array(z.string()),
  points: z.array(z.int()),
  lightAt: z.int().nullable(),
  /** Years running at this level, this one counted; 1 while it is only proposed. */
  running: z.int(),
  /** Against the year before. */
  change: z.enum(['UP', 'DOWN', 'SAME']).nullable(),
})
export type ResultRow = z.output<typeof resultRow>

const filters = z.object({
  year: zYear,
  subject: z.enum(subjectKeys).default('ORG'),
  townshipId: zId.optional(),
  /** none: assessed, not rated. */
  level: z.literal('none').or(z.coerce.number().int().min(0).max(10)).optional(),
  class: z.enum(orgClassKeys).optional(),
  /** A colour that at least one of its stars has. */
  colour: z.enum(['G', 'S', 'R']).optional(),
  changed: z.enum(['yes']).optional(),
  q: z.string().trim().max(60).optional(),
})

export const summariseResults = route({
  method: 'GET',
  path: '/api/stars/results/summary',
  access: 'results.read',
  summary: 'Counts of a year: levels, classes, colours',
  query: z.object({ year: zYear, subject: z.enum(subjectKeys).default('ORG'), townshipId: zId.optional() }),
  answer: z.object({
    total: z.int(),
    standing: z.int(),
    byLevel: z.array(z.object({ level: z.int().nullable(), count: z.int() })),
    byClass: z.array(z.object({ class: z.enum(orgClassKeys).nullable(), count: z.int() })),
    byColour: z.array(z.object({ colour: z.enum(['G', 'S', 'R']), stars: z.int(), subjects: z.int() })),
    byTownship: z.array(
      z.object({
        townshipId: zId,
        name: z.string(),
        total: z.int(),
        ten: z.int(),
        nine: z.int(),
        eight: z.int(),
        below: z.int(),
        one: z.int(),
        two: z.int(),
        three: z.int(),
      }),
    ),
    /** The sentence of the yearly report, computed. Null until something stands. */
    sentence: z.string().nullable(),
    years: z.array(z.int()),
    /** Results of this year that were kept from before the program. */
    past: z.int(),
    exempt: z.int(),
    notRated: z.int(),
    changed: z.int(),
  }),
})
export const listResults = route({
  method: 'GET',
  path: '/api/stars/results',
  access: 'results.read',
  summary: 'Results of a year, filtered and paged',
  query: filters.extend({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(10).max(500).default(50),
  }),
  answer: z.object({ rows: z.array(resultRow), total: z.int() }),
})

export const yearRow = z.object({
  /** Null: a result from before the program, which has no book here. */
  bookId: zId.nullable(),
  /** By what such a result was made public. */
  past: z.object({ docNo: z.string().nullable(), noticedOn: z.string().nullable() }).nullable(),
  name: z.string(),
  year: z.int(),
  state: z.string(),
  level: z.int().nullable(),
  class: z.enum(orgClassKeys).nullable(),
  lit: z.string().nullable(),
  colours: z.string().nullable(),
  total: z.int().nullable(),
  reason: z.string().nullable(),
  running: z.int(),
  change: z.enum(['UP', 'DOWN', 'SAME']).nullable(),
})
export type YearRow = z.output<typeof yearRow>
export const listYears = route({
  method: 'GET',
  path: '/api/stars/results/years',
  access: 'results.read',
  summary: 'All years of one village organisation or member: levels, years running, promotion, demotion',
  query: z.object({ bookId: zId.optional(), villageId: zId.optional() }),
  answer: z.object({ rows: z.array(yearRow) }),
})

const pastFilters = z.object({
  year: zYear,
  subject: z.enum(subjectKeys).default('ORG'),
  townshipId: zId.optional(),
  q: z.string().trim().max(60).optional(),
})
export const pastRow = z.object({
  id: zId,
  personId: zId.nullable(),
  name: z.string(),
  villageName: z.string(),
  townshipName: z.string(),
  level: z.int().nullable(),
  class: z.enum(orgClassKeys).nullable(),
  docNo: z.string().nullable(),
  noticedOn: z.string().nullable(),
  importedBy: z.string(),
  importedAt: z.string(),
  /** By me, now. */
  canDrop: z.boolean(),
})
export type PastRow = z.output<typeof pastRow>
export const listPastResults = route({
  method: 'GET',
  path: '/api/stars/results/past',
  access: 'results.read',
  summary: 'Results of a year before the program: levels as they were made public',
  query: pastFilters.extend({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(10).max(500).default(50),
  }),
  answer: z.object({ rows: z.array(pastRow), total: z.int() }),
})
export const dropPastResult = route({
  method: 'POST',
  path: '/api/stars/results/past/:id/drop',
  access: 'imports.make',
  summary: 'Take a past result out that was kept by mistake; the trail says what it was',
  params: z.object({ id: zId }),
  body: z.object({ reason: zText(200) }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['common.own_matter'],
})

const entryStatus = { STANDS: '计入', REVERSED: '已冲正', REVERSAL: '冲正', RECOUNT: '重新计入' } as const
export const entryStatuses = entryStatus
export const whyEntry = z.object({
  id: zId,
  seq: z.int(),
  factOn: z.string(),
  quarter: z.int(),
  ruleCode: z.string(),
  content: z.string(),
  kind: z.string(),
  versionTitle: z.string(),
  claimed: z.int(),
  counted: z.int(),
  status: z.enum(Object.keys(entryStatus) as [keyof typeof entryStatus, ...(keyof typeof entryStatus)[]]),
  refersTo: zId.nullable(),
  sourceKind: z.string(),
  slipId: zId.nullable(),
  reason: z.string(),
  evidence: z.array(z.object({ id: zId, name: z.string(), mime: z.string() })),
  enteredBy: z.string(),
  confirmedBy: z.string().nullable(),
  checkedBy: z.string().nullable(),
  postedAt: z.string(),
  digest: z.string(),
})
export const why = z.object({
  bookId: zId,
  bookNo: z.string(),
  subject: z.enum(subjectKeys),
  name: z.string(),
  villageName: z.string(),
  townshipName: z.string(),
  year: z.int(),
  slot: z.int(),
  star: z.object({ code: z.string(), kind: z.enum(starKindKeys), name: z.string(), requirement: z.string() }),
  stars: z.array(z.object({ slot: z.int(), name: z.string(), points: z.int() })),
  colours: z.string(),
  points: z.int(),
  lit: z.boolean(),
  colour: z.string(),
  lightAt: z.int(),
  missing: z.int(),
  /** The colours above, nearest first; none for a gold star, and none where colours come by years. */
  nextColours: z.array(z.object({ colour: z.enum(['G', 'S', 'R']), at: z.int(), missing: z.int() })),
  plan: z.object({
    title: z.string(),
    version: z.int(),
    docNo: z.string().nullable(),
    conversion: z.enum(conversionKeys),
    colourMode: z.enum(colourModeKeys),
    bonusCap: z.int(),
  }),
  rules: z.array(
    z.object({
      code: z.string(),
      kind: z.string(),
      content: z.string(),
      amount: z.int(),
      cap: z.int().nullable(),
      claimed: z.int(),
      counted: z.int(),
      open: z.int().nullable(),
    }),
  ),
  entries: z.array(whyEntry),
  waiting: z.array(
    z.object({ slipId: zId, ruleCode: z.string(), reason: z.string(), amount: z.int(), state: z.string() }),
  ),
  veto: z.object({ ruleCode: z.string(), reason: z.string(), happenedOn: z.string() }).nullable(),
  frozen: z.boolean(),
  headCode: z.string(),
})
export type Why = z.output<typeof why>

export const getWhy = route({
  method: 'GET',
  path: '/api/stars/why/:bookId/:slot',
  access: 'why.read',
  summary: 'Why a star is what it is: entries, rules, caps, what is missing',
  params: z.object({ bookId: zId, slot: z.coerce.number().int().min(1).max(10) }),
  answer: why,
  errors: ['results.no_star'],
})
export const printWhy = route({
  method: 'GET',
  path: '/api/stars/why/:bookId/:slot/pdf',
  access: 'why.read',
  summary: 'The why sheet as one PDF page',
  params: z.object({ bookId: zId, slot: z.coerce.number().int().min(1).max(10) }),
  answer: zDownload,
  errors: ['results.no_star'],
})

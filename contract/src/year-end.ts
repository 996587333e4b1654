/**
 * 年终综合评定: self-assessment and review in the village, the township's assessment group, its Party committee's meeting,
 * public notice with objections, filing at the county. 依据: 自下而上, 一年一次; the committee decides (readings Q1–Q5).
 */
import { z } from 'zod'
import { zDownload } from './download.ts'
import type { Lifecycle } from './lifecycle.ts'
import { noticeStateKeys } from './notices.ts'
import { type ErrorTable, route } from './route.ts'
import { timelineEntry } from './schemes.ts'
import { zDay, zId, zText, zYear } from './values.ts'
import {
  colourModeKeys,
  conversionKeys,
  memberCategoryKeys,
  orgClassKeys,
  reviewGradeKeys,
  starKindKeys,
  subjectKeys,
} from './words.ts'
import { type Light, lights } from './workdays.ts'

export const yearEndErrors = {
  'year_end.too_early': { status: 409, zh: '{year}年度的年终综合评定自{day}起才能启动' },
  'year_end.no_scheme': { status: 409, zh: '{township}{year}年度没有已发布的设星方案，不能启动年终评定' },
  'year_end.own_village': { status: 403, zh: '您在{village}任职或是该村党员，应由考核组其他同志核定' },
  'year_end.not_opened': { status: 409, zh: '年终综合评定还没有启动，请苏木镇先启动' },
  'year_end.not_assessed': {
    status: 409,
    zh: '还有{count}个嘎查村没有完成考核组核定（{villages}），全部核定后才能开会评定',
  },
  'year_end.quarters_open': { status: 409, zh: '{villages}还有季度没有结账，结账后积分才能作为评定依据' },
  'year_end.vetoed': { status: 422, zh: '{name}被一票否决或民主评议不合格，不予评星，不能另定星级' },
  'year_end.top_share': {
    status: 422,
    zh: '方案规定十星级不超过{percent}%（最多{max}个），现为{count}个，请调整后再评定',
  },
  'year_end.subject_needed': {
    status: 422,
    zh: '这件异议没有指明对象，不能直接更正；请答复维持，并由当事人就具体对象另行提出',
  },
  'year_end.quarter_by_reversal': {
    status: 422,
    zh: '季度积分的更正请先在积分册中冲正，答复时不再填写更正内容',
  },
  'year_end.nothing_changes': { status: 422, zh: '更正后与原结果相同；如结果不变，请选择“维持原结果”' },
  'year_end.objections_open': { status: 409, zh: '还有{count}件异议没有答复，答复后才能办理' },
  'year_end.amendments_waiting': { status: 409, zh: '还有{count}项更正结果没有再次公示，请先发布更正公示' },
  'year_end.no_amendments': { status: 409, zh: '没有需要再次公示的更正结果' },
  'year_end.points_moved': { status: 409, zh: '{names}的积分在评定后有变动，请重新召开会议评定后再上报' },
  'year_end.notice_skipped': { status: 409, zh: '评定结果没有经过公示或公示尚未期满，不能确认' },
} as const satisfies ErrorTable

const keysOf = <T extends Record<string, string>>(table: T) =>
  Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]

export const ratingStates = {
  ACCUMULATING: '积分中',
  SELF_ASSESSED: '已自评',
  PEER_REVIEWED: '已测评',
  TOWNSHIP_ASSESSED: '考核组已核定',
  DETERMINED: '党委已评定',
  PUBLIC_NOTICE: '公示中',
  OBJECTED: '有异议',
  UNDER_INVESTIGATION: '异议调查中',
  UPHELD: '异议后维持',
  AMENDED: '已更正，待再公示',
  CONFIRMED: '旗级已确认',
  AWARDED: '已授星',
  IN_FORCE: '有效',
  DOWNGRADED: '已降星',
  REVOKED: '已撤销',
  EXPIRED: '已期满',
} as const
export type RatingState = keyof typeof ratingStates
export const ratingStateKeys = keysOf(ratingStates)
export const ratingActs = [
  'self_assess',
  'review',
  'assess',
  'return',
  'determine',
  'publish',
  'withdraw',
  'withdraw_amendment',
  'object',
  'investigate',
  'uphold',
  'amend',
  'confirm',
  'award',
  'enforce',
  'downgrade',
  'revoke',
  'expire',
] as const
export type RatingAct = (typeof ratingActs)[number]
/**
 * `uphold` and `amend` are the answer to the last open objection about the rating. No way leads to CONFIRMED but through
 * PUBLIC_NOTICE, and from AMENDED only through another notice.
 */
export const ratingLifecycle: Lifecycle<RatingState, RatingAct> = {
  ACCUMULATING: { self_assess: 'SELF_ASSESSED' },
  SELF_ASSESSED: { self_assess: 'SELF_ASSESSED', review: 'PEER_REVIEWED' },
  PEER_REVIEWED: { assess: 'TOWNSHIP_ASSESSED', return: 'SELF_ASSESSED' },
  TOWNSHIP_ASSESSED: { assess: 'TOWNSHIP_ASSESSED', determine: 'DETERMINED' },
  DETERMINED: { determine: 'DETERMINED', publish: 'PUBLIC_NOTICE' },
  PUBLIC_NOTICE: {
    object: 'OBJECTED',
    withdraw: 'DETERMINED',
    withdraw_amendment: 'AMENDED',
    determine: 'DETERMINED',
    confirm: 'CONFIRMED',
  },
  OBJECTED: { object: 'OBJECTED', investigate: 'UNDER_INVESTIGATION' },
  UNDER_INVESTIGATION: {
    object: 'UNDER_INVESTIGATION',
    investigate: 'UNDER_INVESTIGATION',
    uphold: 'UPHELD',
    amend: 'AMENDED',
  },
  UPHELD: {
    object: 'UNDER_INVESTIGATION',
    withdraw: 'DETERMINED',
    withdraw_amendment: 'AMENDED',
    determine: 'DETERMINED',
    confirm: 'CONFIRMED',
  },
  AMENDED: { object: 'UNDER_INVESTIGATION', withdraw: 'DETERMINED', publish: 'PUBLIC_NOTICE' },
  CONFIRMED: { award: 'AWARDED', enforce: 'IN_FORCE' },
  AWARDED: { enforce: 'IN_FORCE', downgrade: 'DOWNGRADED' },
  IN_FORCE: { downgrade: 'DOWNGRADED', revoke: 'REVOKED', expire: 'EXPIRED' },
  DOWNGRADED: { downgrade: 'DOWNGRADED', revoke: 'REVOKED', expire: 'EXPIRED' },
  REVOKED: {},
  EXPIRED: {},
}

export const sheetStates = {
  OPEN: '待自评',
  SELF_ASSESSED: '待测评',
  PEER_REVIEWED: '待核定',
  RETURNED: '已退回',
  ASSESSED: '已核定',
  DETERMINED: '已评定',
} as const
export type SheetState = keyof typeof sheetStates
export const sheetStateKeys = keysOf(sheetStates)
export const sheetActs = ['self_assess', 'review', 'assess', 'return'] as const
export type SheetAct = (typeof sheetActs)[number]
/** Assessed sheets may be assessed again until the meeting; the meeting makes them DETERMINED. */
export const sheetLifecycle: Lifecycle<SheetState, SheetAct> = {
  OPEN: { self_assess: 'SELF_ASSESSED' },
  SELF_ASSESSED: { self_assess: 'SELF_ASSESSED', review: 'PEER_REVIEWED' },
  PEER_REVIEWED: { assess: 'ASSESSED', return: 'RETURNED' },
  RETURNED: { self_assess: 'SELF_ASSESSED', review: 'PEER_REVIEWED' },
  ASSESSED: { assess: 'ASSESSED' },
  DETERMINED: {},
}

export const determinationStates = {
  PREPARING: '待评定',
  DETERMINED: '待公示',
  PUBLIC_NOTICE: '公示中',
  NOTICE_CLOSED: '待上报',
  FILED: '待旗级确认',
  RETURNED: '旗级退回',
  CONFIRMED: '旗级已确认',
} as const
export type DeterminationState = keyof typeof determinationStates
export const determinationStateKeys = keysOf(determinationStates)
export const determinationActs = [
  'determine',
  'publish',
  'amend',
  'close',
  'withdraw',
  'file',
  'confirm',
  'return',
] as const
export type DeterminationAct = (typeof determinationActs)[number]
export const determinationLifecycle: Lifecycle<DeterminationState, DeterminationAct> = {
  PREPARING: { determine: 'DETERMINED' },
  DETERMINED: { determine: 'DETERMINED', publish: 'PUBLIC_NOTICE' },
  PUBLIC_NOTICE: { amend: 'PUBLIC_NOTICE', close: 'NOTICE_CLOSED', withdraw: 'DETERMINED' },
  NOTICE_CLOSED: { determine: 'DETERMINED', file: 'FILED' },
  FILED: { confirm: 'CONFIRMED', return: 'RETURNED' },
  RETURNED: { determine: 'DETERMINED', file: 'FILED' },
  CONFIRMED: {},
}

/** 依据: 党员大会到会党员超过三分之二. Whole numbers, no rounding: 66.6 % is not enough, nor is exactly two thirds. */
export const attendanceReached = ({ entitled, attended }: { entitled: number; attended: number }): boolean =>
  attended * 3 > entitled * 2
/** 依据: 党委会议到会委员达到半数方可召开, 赞成超过到会半数方为通过. */
export const quorumReached = ({ entitled, present }: { entitled: number; present: number }): boolean =>
  present * 2 >= entitled
export const majorityReached = ({ present, votesFor }: { present: number; votesFor: number }): boolean =>
  votesFor * 2 > present
/** How many of `count` subjects may have ten stars under the plan's cap; null: no cap. */
export const topAllowed = (count: number, percent: number | null): number | null =>
  percent === null ? null : Math.floor((count * percent) / 100)

const head = (message: string) => z.int(message).min(0, '不能为负数').max(5000, '人数有误，请核对')
const zIds = z.array(zId).min(1).max(500)
const counted = z.object({ count: z.int() })
const lightKeys = Object.keys(lights) as [Light, ...Light[]]

const selfAssessment = z.object({ sheetId: zId, text: zText(2000), on: zDay })
export const review = z.object({
  sheetId: zId,
  on: zDay,
  membersEntitled: head('请填写应到党员人数').min(1, '应到人数至少 1 人'),
  membersAttended: head('请填写实到党员人数'),
  representativesAttended: head('请填写到会群众代表人数'),
  votesSatisfied: head('请填写满意票数'),
  votesBasically: head('请填写基本满意票数'),
  votesDissatisfied: head('请填写不满意票数'),
  /** Members only, those that are not simply 合格. */
  grades: z
    .array(z.object({ bookId: zId, grade: z.enum(reviewGradeKeys) }))
    .max(500)
    .default([]),
})
export type Review = z.output<typeof review>
const pointChange = z.object({
  bookId: zId,
  slot: z.int().min(1).max(10),
  /** Hundredths; confirmed stars are not listed. */
  delta: z
    .int('请填写分值')
    .min(-10000)
    .max(10000)
    .refine((value) => value !== 0, '分值不能为零'),
  reason: zText(200),
})
const assessment = z.object({
  sheetId: zId,
  note: z.string().trim().max(1000).default(''),
  changes: z.array(pointChange).max(1000).default([]),
  /** Hundredths, 0–10000. */
  scores: z
    .array(
      z.object({
        bookId: zId,
        yearEndScore: z.int('请填写年终得分').min(0, '不低于 0 分').max(10000, '不高于 100 分'),
      }),
    )
    .max(500)
    .default([]),
})
const levelChange = z.object({
  bookId: zId,
  finalLevel: z.int('请选择星级').min(0).max(10),
  reason: z.string().trim().max(300, '不超过300字').default(''),
})
const meeting = z.object({
  metOn: zDay,
  place: zText(100),
  chair: zText(30),
  entitled: head('请填写应到委员人数').min(1, '应到人数至少 1 人'),
  present: head('请填写实到委员人数'),
  votesFor: head('请填写赞成票数'),
  votesAgainst: head('请填写反对票数'),
  votesAbstained: head('请填写弃权票数'),
  minutes: zText(5000),
})

/** What the points come to, both readings, beside what was decided. Hundredths. */
const computed = z.object({
  total: z.int(),
  lit: z.string(),
  colours: z.string(),
  /** Stars lit each by its own points. */
  level: z.int(),
  /** Whole tens of the total. */
  floorLevel: z.int(),
  /** By the plan's conversion; null: not rated. */
  suggested: z.int().nullable(),
  finalLevel: z.int().nullable(),
  levelReason: z.string().nullable(),
  class: z.enum(orgClassKeys).nullable(),
  decided: z.boolean(),
})
const notRatedBecause = z.string().nullable()

export const sheetCell = z.object({
  sheetId: zId,
  subject: z.enum(subjectKeys),
  state: z.enum(sheetStateKeys),
  selfOn: z.string().nullable(),
  reviewOn: z.string().nullable(),
  assessedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  light: z.enum(lightKeys).nullable(),
  returnReason: z.string().nullable(),
  /** Books that are rated, and those exempted. */
  rated: z.int(),
  exempt: z.int(),
  can: z.array(z.enum(sheetActs)),
})
export const boardRow = z.object({
  villageId: zId,
  villageName: z.string(),
  org: sheetCell.nullable(),
  member: sheetCell.nullable(),
  /** The organisation's own result. */
  result: computed
    .extend({ bookId: zId, state: z.enum(ratingStateKeys), notRated: notRatedBecause })
    .nullable(),
})
export type BoardRow = z.output<typeof boardRow>

/** Sheets that I may assess at once as they stand, what stands out in their books, and whose must be opened. */
const named = z.object({ who: z.string() })
/** From here on the two readings of one book's points are far apart. */
export const farApart = 3
const readySheets = z.object({
  sheetIds: z.array(zId),
  villages: z.int(),
  books: z.int(),
  /** Assessed, not rated: vetoed, or found unqualified by the review. */
  notRated: z.array(named.extend({ because: z.string() })),
  /** The two readings of the points differ by `farApart` stars or more, the widest first. */
  apart: z.array(named.extend({ level: z.int(), floorLevel: z.int() })),
  /** Left out: my own village, and villages whose scheme counts a year-end score that nobody gave yet. */
  ownVillages: z.array(z.string()),
  unscoredVillages: z.array(z.string()),
})
export type ReadySheets = z.output<typeof readySheets>

export const determinationHead = z.object({
  id: zId,
  townshipId: zId,
  townshipName: z.string(),
  subject: z.enum(subjectKeys),
  year: z.int(),
  state: z.enum(determinationStateKeys),
  sheets: z.int(),
  assessed: z.int(),
  rated: z.int(),
  differences: z.int(),
  openObjections: z.int(),
  amendments: z.int(),
  metOn: z.string().nullable(),
  filedAt: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  docNo: z.string().nullable(),
  returnReason: z.string().nullable(),
  dueOn: z.string().nullable(),
  light: z.enum(lightKeys).nullable(),
  can: z.array(z.enum(determinationActs)),
  /** Acts that are open to me but cannot be done now, and why. */
  blocked: z.partialRecord(z.enum(determinationActs), z.string()),
})
export type DeterminationHead = z.output<typeof determinationHead>

export const sheetBook = computed.extend({
  bookId: zId,
  bookNo: z.string(),
  name: z.string(),
  category: z.enum(memberCategoryKeys).nullable(),
  state: z.enum(ratingStateKeys),
  reviewGrade: z.enum(reviewGradeKeys).nullable(),
  yearEndScore: z.int().nullable(),
  notRated: notRatedBecause,
  stars: z.array(
    z.object({
      slot: z.int(),
      name: z.string(),
      kind: z.enum(starKindKeys),
      points: z.int(),
      adjusted: z.int(),
    }),
  ),
  changes: z.array(
    z.object({ slot: z.int(), delta: z.int(), reason: z.string(), byName: z.string(), at: z.string() }),
  ),
})
export type SheetBook = z.output<typeof sheetBook>
export const yearEndSheet = sheetCell.extend({
  villageId: zId,
  villageName: z.string(),
  townshipId: zId,
  townshipName: z.string(),
  year: z.int(),
  selfText: z.string().nullable(),
  review: z
    .object({
      membersEntitled: z.int(),
      membersAttended: z.int(),
      representativesAttended: z.int(),
      votesSatisfied: z.int(),
      votesBasically: z.int(),
      votesDissatisfied: z.int(),
    })
    .nullable(),
  assessedByName: z.string().nullable(),
  assessmentNote: z.string().nullable(),
  plan: z
    .object({
      lightAt: z.int(),
      conversion: z.enum(conversionKeys),
      colourMode: z.enum(colourModeKeys),
      yearEndWeight: z.int(),
    })
    .nullable(),
  books: z.array(sheetBook),
  exempted: z.array(z.object({ bookId: zId, name: z.string(), reason: z.string().nullable() })),
  timeline: z.array(timelineEntry),
})
export type YearEndSheet = z.output<typeof yearEndSheet>

export const determinationRow = computed.extend({
  bookId: zId,
  bookNo: z.string(),
  name: z.string(),
  villageName: z.string(),
  category: z.enum(memberCategoryKeys).nullable(),
  state: z.enum(ratingStateKeys),
  yearEndScore: z.int().nullable(),
  reviewGrade: z.enum(reviewGradeKeys).nullable(),
  notRated: notRatedBecause,
})
export type DeterminationRow = z.output<typeof determinationRow>
export const determinationDetail = determinationHead.extend({
  meeting: meeting.extend({ metOn: z.string() }).nullable(),
  rows: z.array(determinationRow),
  topShare: z.object({ percent: z.int(), max: z.int(), count: z.int() }).nullable(),
  notices: z.array(
    z.object({
      id: zId,
      number: z.string(),
      title: z.string(),
      amendment: z.boolean(),
      startsOn: z.string(),
      endsOn: z.string(),
      state: z.enum(noticeStateKeys),
      publicCode: z.string(),
      openObjections: z.int(),
    }),
  ),
  timeline: z.array(timelineEntry),
})
export type DeterminationDetail = z.output<typeof determinationDetail>

export const listYearEnd = route({
  method: 'GET',
  path: '/api/year-end',
  access: 'year_end.read',
  summary: 'Where each township of my area stands in the year end',
  query: z.object({ year: zYear }),
  answer: z.object({
    townships: z.array(
      z.object({
        townshipId: zId,
        name: z.string(),
        canOpen: z.boolean(),
        villages: z.int(),
        org: determinationHead.nullable(),
        member: determinationHead.nullable(),
      }),
    ),
    years: z.array(z.int()),
  }),
})
export const getYearEndBoard = route({
  method: 'GET',
  path: '/api/year-end/townships/:townshipId',
  access: 'year_end.read',
  summary: 'Year-end board of a township: villages by steps, computed beside final level',
  params: z.object({ townshipId: zId }),
  query: z.object({ year: zYear }),
  answer: z.object({
    townshipName: z.string(),
    rows: z.array(boardRow),
    org: determinationHead.nullable(),
    member: determinationHead.nullable(),
    canOpen: z.boolean(),
    /** Null when no sheet waits for my assessment. */
    ready: readySheets.nullable(),
  }),
})
export const openYearEnd = route({
  method: 'POST',
  path: '/api/year-end/open',
  access: 'year_end.determine',
  summary: 'Open the year end: sheets for villages, ratings for all that are not exempt; what exists stays',
  body: z.object({ townshipId: zId, year: zYear }),
  answer: z.object({ sheets: z.int(), ratings: z.int() }),
  errors: ['year_end.too_early', 'year_end.no_scheme'],
})
export const getYearEndSheet = route({
  method: 'GET',
  path: '/api/year-end/sheets/:id',
  access: 'year_end.read',
  summary: 'One village sheet with its books, stars and changes',
  params: z.object({ id: zId }),
  answer: yearEndSheet,
})
export const selfAssess = route({
  method: 'POST',
  path: '/api/year-end/self-assess',
  access: 'year_end.self_assess',
  summary: 'Hand in the self-assessment of sheets',
  body: z.object({ sheets: z.array(selfAssessment).min(1).max(500) }),
  answer: counted,
})
export const peerReview = route({
  method: 'POST',
  path: '/api/year-end/review',
  access: 'year_end.review',
  summary: 'Record the assembly that reviewed sheets: attendance, vote, grades of members',
  body: z.object({ sheets: z.array(review).min(1).max(500) }),
  answer: counted,
})
export const assess = route({
  method: 'POST',
  path: '/api/year-end/assess',
  access: 'year_end.assess',
  summary: 'The assessment group verifies the points of sheets and gives year-end scores',
  body: z.object({ sheets: z.array(assessment).min(1).max(500) }),
  answer: counted,
  errors: ['year_end.own_village'],
})
export const returnYearEndSheet = route({
  method: 'POST',
  path: '/api/year-end/sheets/:id/return',
  access: 'year_end.assess',
  summary: 'Return a sheet to the village with a reason',
  params: z.object({ id: zId }),
  body: z.object({ reason: zText(300) }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['year_end.own_village'],
})
export const getDetermination = route({
  method: 'GET',
  path: '/api/year-end/determinations/:id',
  access: 'year_end.read',
  summary: 'A determination: quorum, minutes, table of computed and final levels, notices',
  params: z.object({ id: zId }),
  answer: determinationDetail,
})
export const determine = route({
  method: 'POST',
  path: '/api/year-end/determine',
  access: 'year_end.determine',
  summary: 'Record the meeting that decides all levels of a township and subject',
  body: meeting.extend({
    townshipId: zId,
    subject: z.enum(subjectKeys),
    year: zYear,
    changes: z.array(levelChange).max(5000).default([]),
  }),
  answer: z.object({ id: zId, count: z.int(), differences: z.int() }),
  errors: [
    'year_end.not_opened',
    'year_end.not_assessed',
    'year_end.quarters_open',
    'year_end.vetoed',
    'year_end.top_share',
    'year_end.objections_open',
  ],
})
export const printMinutes = route({
  method: 'GET',
  path: '/api/year-end/determinations/:id/minutes',
  access: 'year_end.read',
  summary: 'Minutes of the meeting as PDF',
  params: z.object({ id: zId }),
  answer: zDownload,
})
export const publishYearNotice = route({
  method: 'POST',
  path: '/api/year-end/notices',
  access: 'notices.publish',
  summary: 'Publish the notices of determinations',
  body: z.object({ determinationIds: zIds, contact: zText(200) }),
  answer: z.object({ noticeIds: z.array(zId) }),
})
export const publishAmendment = route({
  method: 'POST',
  path: '/api/year-end/amendments',
  access: 'notices.publish',
  summary: 'Publish amended results again, for the whole period',
  body: z.object({ determinationId: zId, contact: zText(200) }),
  answer: z.object({ noticeId: zId, count: z.int() }),
  errors: ['year_end.no_amendments'],
})
export const closeYearNotices = route({
  method: 'POST',
  path: '/api/year-end/notices/close',
  access: 'notices.publish',
  summary: 'End the notices of determinations that have run their days',
  body: z.object({ determinationIds: zIds }),
  answer: counted,
  errors: ['notices.not_over', 'notices.objections_open', 'year_end.amendments_waiting'],
})
export const fileResults = route({
  method: 'POST',
  path: '/api/year-end/file',
  access: 'year_end.file',
  summary: 'File results with the county',
  body: z.object({
    determinationIds: zIds,
    docNo: z.string().trim().max(60).nullish(),
    note: z.string().trim().max(300).nullish(),
  }),
  answer: counted,
  errors: ['year_end.objections_open', 'year_end.amendments_waiting', 'year_end.points_moved'],
})
export const confirmResults = route({
  method: 'POST',
  path: '/api/year-end/confirm',
  access: 'year_end.confirm',
  summary: 'The organisation department confirms filed results',
  body: z.object({ determinationIds: zIds }),
  answer: counted,
  errors: ['year_end.notice_skipped', 'year_end.points_moved'],
})
export const returnResults = route({
  method: 'POST',
  path: '/api/year-end/return',
  access: 'year_end.confirm',
  summary: 'Return filed results to the township with a reason',
  body: z.object({ determinationId: zId, reason: zText(300) }),
  answer: z.object({ ok: z.literal(true) }),
})
export const listDifferences = route({
  method: 'GET',
  path: '/api/year-end/differences',
  access: 'year_end.read',
  summary: 'Results whose final level is not the computed one, with the reason',
  query: z.object({ year: zYear, subject: z.enum(subjectKeys).optional(), townshipId: zId.optional() }),
  answer: z.object({
    rows: z.array(
      determinationRow.extend({
        subject: z.enum(subjectKeys),
        townshipId: zId,
        townshipName: z.string(),
        determinationId: zId,
        metOn: z.string().nullable(),
        chair: z.string().nullable(),
      }),
    ),
    townships: z.array(
      z.object({ townshipId: zId, name: z.string(), rated: z.int(), up: z.int(), down: z.int() }),
    ),
  }),
})

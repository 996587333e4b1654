/** Public notices (公示) and the objections raised during them. No result becomes final without its notice. */
import { z } from 'zod'
import { zDownload } from './download.ts'
import { fileInfo } from './files.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type ErrorTable, route } from './route.ts'
import { zId, zText, zYear } from './values.ts'
import { orgClassKeys, subjectKeys } from './words.ts'
import { type Light, lights } from './workdays.ts'

export const noticeErrors = {
  'notices.not_over': { status: 409, zh: '公示期到{day}为止，期满后的第二天起才能结束公示' },
  'notices.objections_open': { status: 409, zh: '还有{count}件异议没有答复，全部答复后才能结束公示' },
  'notices.not_running': {
    status: 409,
    zh: '这份公示现在不接受异议（未开始、已期满或已撤回）；如有问题，请按公示上的联系方式直接反映',
  },
  'notices.no_such_line': { status: 422, zh: '公示中没有这一项，请重新选择' },
  'notices.finding_needed': { status: 409, zh: '请先登记调查情况，再作答复' },
  'notices.unlock_instead': {
    status: 409,
    zh: '季度公示不能单独撤回，请在“季度结账”中解锁该季度，解锁时公示一并撤回',
  },
  'notices.no_lines': { status: 422, zh: '没有可公示的内容，请先核对评定结果' },
  'notices.personal_data': {
    status: 422,
    zh: '{where}中有{what}，公示内容不得出现个人信息，请删去后再办理',
  },
} as const satisfies ErrorTable

export const noticeKinds = {
  QUARTER: '季度积分公示',
  YEAR_END_ORG: '党组织评定公示',
  YEAR_END_MEMBER: '党员评定公示',
  AMENDMENT: '更正公示',
  REMOVAL: '摘星降星公示',
} as const
export type NoticeKind = keyof typeof noticeKinds
export const noticeKindKeys = Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]]
export const noticeStates = { PUBLISHED: '公示中', CLOSED: '已结束', WITHDRAWN: '已撤回' } as const
export type NoticeState = keyof typeof noticeStates
export const noticeStateKeys = Object.keys(noticeStates) as [NoticeState, ...NoticeState[]]
export const noticeActs = { close: '结束公示', withdraw: '撤回公示' } as const
export type NoticeAct = keyof typeof noticeActs
export const noticeActKeys = Object.keys(noticeActs) as [NoticeAct, ...NoticeAct[]]
export const noticeLifecycle: Lifecycle<NoticeState, NoticeAct> = {
  PUBLISHED: { close: 'CLOSED', withdraw: 'WITHDRAWN' },
  CLOSED: {},
  WITHDRAWN: {},
}

export const objectionStates = {
  RAISED: '待调查',
  INVESTIGATING: '待答复',
  UPHELD: '维持原结果',
  AMENDED: '予以更正',
} as const
export type ObjectionState = keyof typeof objectionStates
export const objectionStateKeys = Object.keys(objectionStates) as [ObjectionState, ...ObjectionState[]]
export const objectionActs = {
  investigate: '登记调查情况',
  uphold: '答复：维持',
  amend: '答复：更正',
} as const
export type ObjectionAct = keyof typeof objectionActs
export const objectionActKeys = Object.keys(objectionActs) as [ObjectionAct, ...ObjectionAct[]]
/** A finding may be completed until the answer is given; an answer stands. */
export const objectionLifecycle: Lifecycle<ObjectionState, ObjectionAct> = {
  RAISED: { investigate: 'INVESTIGATING' },
  INVESTIGATING: { investigate: 'INVESTIGATING', uphold: 'UPHELD', amend: 'AMENDED' },
  UPHELD: {},
  AMENDED: {},
}
export const answered: readonly ObjectionState[] = ['UPHELD', 'AMENDED']

const zCode = z.object({ code: z.string().trim().max(20) })
const zOne = z.object({ id: zId })
const zLight = z.enum(Object.keys(lights) as [Light, ...Light[]])
const done = z.object({ ok: z.literal(true) })

/** One line as it hangs on the board: no key, no number, no address of a person. */
export const publicLine = z.object({
  seq: z.int(),
  unitName: z.string(),
  subjectName: z.string(),
  /** Hundredths; of the year. */
  total: z.int(),
  /** Of the quarter, in quarterly notices. */
  plus: z.int().nullable(),
  minus: z.int().nullable(),
  level: z.int().nullable(),
  class: z.enum(orgClassKeys).nullable(),
  lit: z.string().nullable(),
  colours: z.string().nullable(),
  remark: z.string().nullable(),
})
export type PublicLine = z.output<typeof publicLine>
export const noticeLine = publicLine.extend({ bookId: zId.nullable() })
export type NoticeLine = z.output<typeof noticeLine>
const linked = z.object({ number: z.string(), title: z.string(), publicCode: z.string() })

/** What anybody may read. */
export const publicNotice = z.object({
  number: z.string(),
  kind: z.enum(noticeKindKeys),
  regionName: z.string(),
  unitName: z.string(),
  /** Who signs it: the Party organisation of the unit. */
  issuer: z.string(),
  title: z.string(),
  body: z.string(),
  contact: z.string(),
  year: z.int(),
  quarter: z.int().nullable(),
  subject: z.enum(subjectKeys).nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  workdays: z.int(),
  state: z.enum(noticeStateKeys),
  publicCode: z.string(),
  headCode: z.string().nullable(),
  closedOn: z.string().nullable(),
  withdrawReason: z.string().nullable(),
  /** Objections are taken now. */
  open: z.boolean(),
  /** Working days left, today not counted; null when it is not running. */
  daysLeft: z.int().nullable(),
  /** Working days in which an objection is answered. */
  answerWorkdays: z.int(),
  lines: z.array(publicLine),
  /** The earlier notice that this one corrects, and the later one that corrects this. */
  amends: linked.extend({ startsOn: z.string() }).nullable(),
  amendedBy: linked.nullable(),
})
export type PublicNotice = z.output<typeof publicNotice>

export const noticeHead = z.object({
  id: zId,
  number: z.string(),
  kind: z.enum(noticeKindKeys),
  unitName: z.string(),
  title: z.string(),
  year: z.int(),
  quarter: z.int().nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  workdays: z.int(),
  state: z.enum(noticeStateKeys),
  publicCode: z.string(),
  publishedBy: z.string(),
  closedOn: z.string().nullable(),
  /** Working days left, today not counted, 0 on the last day; below zero: so many working days over. Null when ended. */
  daysLeft: z.int().nullable(),
  light: zLight.nullable(),
  objections: z.int(),
  openObjections: z.int(),
  can: z.array(z.enum(noticeActKeys)),
  /** Why it cannot be closed now. */
  blocked: z.string().nullable(),
})
export type NoticeHead = z.output<typeof noticeHead>

export const objectionRow = z.object({
  id: zId,
  noticeId: zId,
  noticeNumber: z.string(),
  noticeTitle: z.string(),
  kind: z.enum(noticeKindKeys),
  year: z.int(),
  bookId: zId.nullable(),
  /** Whom it is about; null: the notice as a whole. */
  about: z.string().nullable(),
  unitName: z.string(),
  /** Null to whoever may not know it. */
  objectorName: z.string().nullable(),
  content: z.string(),
  raisedAt: z.string(),
  dueOn: z.string(),
  daysLeft: z.int().nullable(),
  light: zLight.nullable(),
  state: z.enum(objectionStateKeys),
  answeredAt: z.string().nullable(),
  can: z.array(z.enum(objectionActKeys)),
})
export type ObjectionRow = z.output<typeof objectionRow>
const timeline = z.array(
  z.object({
    at: z.string(),
    personName: z.string(),
    post: z.string().nullable(),
    action: z.string(),
    note: z.string().nullable(),
  }),
)

const zPage = { page: z.coerce.number().int().min(1).default(1) }
export const listNotices = route({
  method: 'GET',
  path: '/api/notices',
  access: 'notices.read',
  summary: 'Notices of my area and of the units above it',
  query: z.object({
    year: zYear.optional(),
    kind: z.enum(noticeKindKeys).optional(),
    state: z.enum(noticeStateKeys).optional(),
    /** Notices of this unit and below it. */
    unitId: zId.optional(),
    q: z.string().trim().max(40).optional(),
    ...zPage,
    size: z.coerce.number().int().min(10).max(200).default(50),
  }),
  answer: z.object({ rows: z.array(noticeHead), total: z.int() }),
})
export const getNotice = route({
  method: 'GET',
  path: '/api/notices/:id',
  access: 'notices.read',
  summary: 'One notice with its lines; staff see its objections',
  params: zOne,
  answer: publicNotice.extend({
    lines: z.array(noticeLine),
    head: noticeHead,
    objections: z.array(objectionRow),
    timeline,
  }),
})
export const closeNotice = route({
  method: 'POST',
  path: '/api/notices/:id/close',
  access: 'notices.publish',
  summary: 'End a notice that has run its days',
  params: zOne,
  answer: done,
  errors: ['notices.not_over', 'notices.objections_open'],
})
export const withdrawNotice = route({
  method: 'POST',
  path: '/api/notices/:id/withdraw',
  access: 'notices.publish',
  summary: 'Withdraw a running notice with its reason',
  params: zOne,
  body: z.object({ reason: zText(300) }),
  answer: done,
  errors: ['notices.unlock_instead'],
})
export const printNotice = route({
  method: 'GET',
  path: '/api/notices/:id/pdf',
  access: 'notices.read',
  summary: 'The notice as a sheet for the board',
  params: zOne,
  answer: zDownload,
})

export const printObjectionSlip = route({
  method: 'GET',
  path: '/api/notices/:id/objection-slip',
  access: 'notices.read',
  summary: 'An empty objection slip to hang beside the notice',
  params: zOne,
  answer: zDownload,
})
export const printObjection = route({
  method: 'GET',
  path: '/api/objections/:id/pdf',
  access: 'objections.read',
  summary: 'The objection on its form, with finding and answer; who raised it for those who may know',
  params: zOne,
  answer: zDownload,
})

export const listPublicRegions = route({
  method: 'GET',
  path: '/api/public/regions',
  access: 'public',
  summary: 'Counties whose notices anybody may read',
  answer: z.array(z.object({ id: z.int(), name: z.string() })),
})
export const listPublicNotices = route({
  method: 'GET',
  path: '/api/public/notices',
  access: 'public',
  summary: 'Running notices of a county',
  query: z.object({ region: z.coerce.number().int().min(1).max(2_147_483_647) }),
  answer: z.object({
    regionName: z.string(),
    rows: z.array(
      linked.extend({
        kind: z.enum(noticeKindKeys),
        unitName: z.string(),
        townshipName: z.string(),
        startsOn: z.string(),
        endsOn: z.string(),
        daysLeft: z.int(),
      }),
    ),
  }),
})
export const readPublicNotice = route({
  method: 'GET',
  path: '/api/public/notices/:code',
  access: 'public',
  summary: 'A notice as anybody may read it',
  params: zCode,
  answer: publicNotice,
})
/** 依据: 公示用语“如有异议，请以真实姓名书面反映”: name and contact are demanded, and shown to the investigators only. */
export const raiseObjection = route({
  method: 'POST',
  path: '/api/public/notices/:code/objections',
  access: 'public',
  summary: 'Raise an objection by real name while the notice runs',
  params: zCode,
  body: z.object({
    /** The line it is about; left out: the notice as a whole. */
    seq: z.int().nullish(),
    name: z.string().trim().min(2, '请填写真实姓名').max(60, '不超过60字'),
    contact: z.string().trim().min(5, '请填写联系电话或地址，便于核实和答复').max(100, '不超过100字'),
    content: z.string().trim().min(5, '请写明有什么问题、依据是什么').max(1000, '不超过1000字'),
  }),
  answer: z.object({ trackingCode: z.string(), dueOn: z.string() }),
  errors: ['notices.not_running', 'notices.no_such_line', 'common.too_many'],
})
export const trackObjection = route({
  method: 'GET',
  path: '/api/public/objections/:code',
  access: 'public',
  summary: 'How an objection stands, by its tracking code',
  params: zCode,
  answer: z.object({
    noticeTitle: z.string(),
    noticeCode: z.string(),
    raisedAt: z.string(),
    investigatedAt: z.string().nullable(),
    dueOn: z.string(),
    state: z.enum(objectionStateKeys),
    answer: z.string().nullable(),
    answeredAt: z.string().nullable(),
    answeredBy: z.string(),
  }),
})

export const listObjections = route({
  method: 'GET',
  path: '/api/objections',
  access: 'objections.read',
  summary: 'Objections of my area, the open ones first',
  query: z.object({
    state: z.enum(objectionStateKeys).optional(),
    year: zYear.optional(),
    ...zPage,
    size: z.coerce.number().int().min(10).max(200).default(50),
  }),
  answer: z.object({ rows: z.array(objectionRow), total: z.int() }),
})
export const getObjection = route({
  method: 'GET',
  path: '/api/objections/:id',
  access: 'objections.read',
  summary: 'One objection with finding and answer; name and contact for those who investigate',
  params: zOne,
  answer: objectionRow.extend({
    contact: z.string().nullable(),
    trackingCode: z.string().nullable(),
    finding: z.string().nullable(),
    investigatedBy: z.string().nullable(),
    investigatedAt: z.string().nullable(),
    answer: z.string().nullable(),
    answeredBy: z.string().nullable(),
    /** What the notice says of the one it is about. */
    line: noticeLine.nullable(),
    files: z.array(fileInfo),
    timeline,
  }),
})
export const investigateObjection = route({
  method: 'POST',
  path: '/api/objections/:id/investigate',
  access: 'objections.investigate',
  summary: 'Record what the investigation found',
  params: zOne,
  body: z.object({ finding: zText(2000), fileIds: z.array(zId).max(20).default([]) }),
  answer: done,
  errors: ['common.own_matter'],
})
/** Amended: the new result is given by the capability whose result it is, before its amendment notice. */
export const answerObjection = route({
  method: 'POST',
  path: '/api/objections/:id/answer',
  access: 'objections.answer',
  summary: 'Answer: upheld, or amended with what changes',
  params: zOne,
  body: z.object({
    outcome: z.enum(['UPHELD', 'AMENDED']),
    answer: zText(1000),
    amendment: z
      .object({
        changes: z
          .array(
            z.object({
              slot: z.int().min(1).max(10),
              delta: z.int().refine((value) => value !== 0, '分值不能为零'),
              reason: zText(200),
            }),
          )
          .max(10)
          .default([]),
        finalLevel: z.int().min(0).max(10).nullish(),
        reason: zText(300),
      })
      .nullish(),
  }),
  answer: done,
  errors: ['notices.finding_needed', 'notices.personal_data', 'common.own_matter'],
})

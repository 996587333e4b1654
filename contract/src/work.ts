/** What waits for me. Every matter stands in exactly one queue. */
import { z } from 'zod'
import { type Action, postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId, zText, zYear } from './values.ts'
import { type Light, lights } from './workdays.ts'

export const workErrors = {
  'work.receiver_needed': { status: 422, zh: '请选择接办人；对方接收之前，此事仍由您负责' },
  'work.wrong_receiver': { status: 422, zh: '只能转给同一单位中有权办理此事的同志，请重新选择' },
  'work.offered_already': { status: 409, zh: '此事已转给{name}，对方尚未接收；如需改转，请先收回' },
  'work.not_owner': { status: 403, zh: '此事不在您的待办中，不能转办' },
  'work.not_offered': { status: 409, zh: '此事没有转给您，或对方已经收回' },
  'work.other_post': { status: 409, zh: '请先在右上角切换到{unit}的岗位，再接收此事' },
  'work.not_superior': { status: 403, zh: '只能催办下级单位的事项' },
  'calendar.other_year': { status: 422, zh: '日期须在{year}年之内' },
  'calendar.unknown_year': { status: 404, zh: '系统中没有{year}年的放假安排，请按国务院办公厅通知逐日录入' },
} as const satisfies ErrorTable

/** Kinds of matter: title on the button that leads there, and the page. */
export const workKinds = {
  SCHEME_REVIEW: { label: '审核设星方案', act: '去审核' },
  SCHEME_RETURNED: { label: '设星方案被退回', act: '去修改' },
  SCHEME_PUBLISH: { label: '方案已批准，待发布', act: '去发布' },
  DECLARATION_DRAFT: { label: '待报星', act: '去报星' },
  DECLARATION_CONFIRM: { label: '确认报星', act: '去确认' },
  DECLARATION_RETURNED: { label: '报星被退回', act: '去修改' },
  DECLARATION_PUBLISH: { label: '报星已确认，待村内公布', act: '去登记公布' },
  EXEMPTION_DECIDE: { label: '审批免评申请', act: '去审批' },
  SLIP_CONFIRM: { label: '确认积分', act: '去确认' },
  SLIP_CHECK: { label: '核查积分', act: '去核查' },
  SLIP_RETURNED: { label: '积分被退回', act: '去补充' },
  QUARTER_CLOSE: { label: '季度结账', act: '去结账' },
  QUARTER_NOTICE: { label: '发布季度公示', act: '去公示' },
  QUARTER_SEAL: { label: '季度封账', act: '去封账' },
  SELF_ASSESS: { label: '年终自评', act: '去自评' },
  PEER_REVIEW: { label: '群众测评', act: '去登记' },
  ASSESS: { label: '考核组核定', act: '去核定' },
  DETERMINE: { label: '综合评定会议', act: '去评定' },
  YEAR_NOTICE: { label: '发布评定公示', act: '去公示' },
  NOTICE_RUNNING: { label: '公示期', act: '查看公示' },
  OBJECTION_INVESTIGATE: { label: '调查异议', act: '去调查' },
  OBJECTION_ANSWER: { label: '答复异议', act: '去答复' },
  AMENDMENT_NOTICE: { label: '更正后再公示', act: '去公示' },
  FILE_RESULT: { label: '上报评定结果', act: '去上报' },
  CONFIRM_RESULT: { label: '备案确认', act: '去确认' },
  ORDER_PLAQUES: { label: '制作牌匾', act: '去订制' },
  HANG_PLAQUE: { label: '挂牌', act: '去登记' },
  REMOVAL_DECIDE: { label: '摘星降星待研究', act: '去决定' },
  REMOVAL_NOTICE: { label: '摘星降星待公示', act: '去公示' },
  REMOVAL_EFFECT: { label: '摘星降星公示期满', act: '去生效' },
  WEAK_VERIFY: { label: '核实疑似软弱涣散党组织', act: '去核实' },
  WEAK_LIST: { label: '提请旗委研究列入', act: '去登记' },
  WEAK_PLAN: { label: '制定整顿方案', act: '去制定' },
  WEAK_APPROVE: { label: '审定整顿方案', act: '去审定' },
  WEAK_REPORT: { label: '登记整顿月度进展', act: '去登记' },
  WEAK_APPLY: { label: '申请整顿验收', act: '去申请' },
  WEAK_ACCEPT: { label: '组织整顿验收', act: '去验收' },
  WEAK_AGAIN: { label: '验收未通过，继续整顿', act: '去安排' },
  WEAK_WATCH: { label: '销号后观察期', act: '去查看' },
} as const
export type WorkKind = keyof typeof workKinds
export const workKindKeys = Object.keys(workKinds) as [WorkKind, ...WorkKind[]]

/** What one must be allowed to do to settle the matter: it is handed over only to somebody who may. */
export const workActions: Record<WorkKind, Action> = {
  SCHEME_REVIEW: 'schemes.review',
  SCHEME_RETURNED: 'schemes.draft',
  SCHEME_PUBLISH: 'schemes.publish',
  DECLARATION_DRAFT: 'declarations.draft',
  DECLARATION_CONFIRM: 'declarations.confirm',
  DECLARATION_RETURNED: 'declarations.draft',
  DECLARATION_PUBLISH: 'declarations.submit',
  EXEMPTION_DECIDE: 'exemptions.decide',
  SLIP_CONFIRM: 'slips.confirm',
  SLIP_CHECK: 'slips.check',
  SLIP_RETURNED: 'slips.enter',
  QUARTER_CLOSE: 'quarters.close',
  QUARTER_NOTICE: 'notices.publish',
  QUARTER_SEAL: 'quarters.close',
  SELF_ASSESS: 'year_end.self_assess',
  PEER_REVIEW: 'year_end.review',
  ASSESS: 'year_end.assess',
  DETERMINE: 'year_end.determine',
  YEAR_NOTICE: 'notices.publish',
  NOTICE_RUNNING: 'notices.read',
  OBJECTION_INVESTIGATE: 'objections.investigate',
  OBJECTION_ANSWER: 'objections.answer',
  AMENDMENT_NOTICE: 'notices.publish',
  FILE_RESULT: 'year_end.file',
  CONFIRM_RESULT: 'year_end.confirm',
  ORDER_PLAQUES: 'plaques.order',
  HANG_PLAQUE: 'plaques.hang',
  REMOVAL_DECIDE: 'removals.decide',
  REMOVAL_NOTICE: 'notices.publish',
  REMOVAL_EFFECT: 'removals.decide',
  WEAK_VERIFY: 'weak.verify',
  WEAK_LIST: 'weak.decide',
  WEAK_PLAN: 'weak.verify',
  WEAK_APPROVE: 'weak.decide',
  WEAK_REPORT: 'weak.report',
  WEAK_APPLY: 'weak.verify',
  WEAK_ACCEPT: 'weak.decide',
  WEAK_AGAIN: 'weak.decide',
  WEAK_WATCH: 'weak.decide',
}

const lightKeys = Object.keys(lights) as [Light, ...Light[]]
export const workRow = z.object({
  id: zId,
  kind: z.enum(workKindKeys),
  subjectKind: z.string(),
  subjectId: zId,
  title: z.string(),
  /** Where the matter is: the record's own unit. */
  placeName: z.string(),
  /** Where it waits. */
  unitName: z.string(),
  post: z.enum(postKeys),
  personName: z.string().nullable(),
  since: z.string(),
  dueOn: z.string().nullable(),
  light: z.enum(lightKeys),
  /** Working days to the due day; below zero: working days overdue. */
  daysLeft: z.int().nullable(),
  escalatedTo: z.string().nullable(),
  reminded: z.boolean(),
  /** Nobody may take it up: the post is vacant, or whoever was named left it. */
  unheld: z.boolean(),
  handover: z.object({ toMe: z.boolean(), toName: z.string(), note: z.string() }).nullable(),
  can: z.array(z.enum(['hand_over', 'take_back', 'accept', 'decline', 'remind'])),
})
export type WorkRow = z.output<typeof workRow>
const zWork = z.object({ id: zId })
const ok = z.object({ ok: z.literal(true) })

export const listWork = route({
  method: 'GET',
  path: '/api/work',
  access: 'work.read',
  summary: 'My queue, or what waits in my area, by what is due',
  query: z.object({
    scope: z.enum(['mine', 'area']).default('mine'),
    kind: z.enum(workKindKeys).optional(),
    /** Matters that wait at this unit or below it. */
    unitId: zId.optional(),
    /** With a unit: at the unit itself, nothing below it. */
    own: z.enum(['1']).optional(),
    /** This one matter, while it waits. */
    id: zId.optional(),
    /** 1: late; 0: still in time. */
    late: z.enum(['1', '0']).optional(),
    /** Only what waits for nobody. */
    unheld: z.enum(['1']).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(10).max(200).default(50),
  }),
  answer: z.object({
    rows: z.array(workRow),
    /** Of the whole view, not of this page. */
    total: z.int(),
    overdue: z.int(),
    /** In an area: what waits for nobody. */
    unheld: z.int(),
    kinds: z.array(z.object({ kind: z.enum(workKindKeys), count: z.int(), overdue: z.int() })),
    /** Years touched by these deadlines whose holidays nobody entered. */
    yearsNotEntered: z.array(z.int()),
  }),
})
export const listReceivers = route({
  method: 'GET',
  path: '/api/work/:id/receivers',
  access: 'work.hand_over',
  summary: 'Colleagues of the unit who may settle this matter',
  params: zWork,
  answer: z.array(z.object({ personId: zId, name: z.string(), post: z.enum(postKeys) })),
})
export const handOver = route({
  method: 'POST',
  path: '/api/work/:id/hand-over',
  access: 'work.hand_over',
  summary: 'Offer a matter to a named colleague',
  params: zWork,
  body: z.object({ personId: zId, note: zText(200) }),
  answer: ok,
  errors: ['work.receiver_needed', 'work.wrong_receiver', 'work.offered_already', 'work.not_owner'],
})
export const takeBack = route({
  method: 'POST',
  path: '/api/work/:id/take-back',
  access: 'work.hand_over',
  summary: 'Withdraw an offer that was not accepted yet',
  params: zWork,
  answer: ok,
  errors: ['work.not_owner', 'work.not_offered'],
})
export const acceptHandOver = route({
  method: 'POST',
  path: '/api/work/:id/accept',
  access: 'work.hand_over',
  summary: 'Take over a matter offered to me',
  params: zWork,
  answer: ok,
  errors: ['work.not_offered', 'work.other_post'],
})
export const declineHandOver = route({
  method: 'POST',
  path: '/api/work/:id/decline',
  access: 'work.hand_over',
  summary: 'Refuse a matter offered to me, with a reason',
  params: zWork,
  body: z.object({ note: zText(200) }),
  answer: ok,
  errors: ['work.not_offered'],
})
export const remind = route({
  method: 'POST',
  path: '/api/work/:id/remind',
  access: 'work.hand_over',
  summary: 'Urge a matter that waits below me',
  params: zWork,
  body: z.object({ note: zText(200) }),
  answer: ok,
  errors: ['work.not_superior'],
})

const calendarDay = z.object({ day: zDay, isWorkday: z.boolean(), name: zText(30) })
export const getCalendar = route({
  method: 'GET',
  path: '/api/work/calendar',
  access: 'calendar.read',
  summary: 'Working calendar of a year: the days that differ from the weekday rule',
  query: z.object({ year: zYear }),
  answer: z.object({
    year: z.int(),
    entered: z.boolean(),
    source: z.string().nullable(),
    days: z.array(z.object({ day: z.string(), isWorkday: z.boolean(), name: z.string() })),
    workdays: z.int(),
    can: z.boolean(),
  }),
})
export const proposeYear = route({
  method: 'GET',
  path: '/api/work/calendar/proposal',
  access: 'calendar.read',
  summary: 'Holidays of a year as far as the system knows them, to be checked',
  query: z.object({ year: zYear }),
  answer: z.object({
    source: z.string(),
    days: z.array(z.object({ day: z.string(), isWorkday: z.boolean(), name: z.string() })),
  }),
  errors: ['calendar.unknown_year'],
})
export const enterYear = route({
  method: 'PUT',
  path: '/api/work/calendar/years/:year',
  access: 'calendar.edit',
  summary: 'Enter the holidays and make-up days of a year',
  params: z.object({ year: zYear }),
  body: z.object({ source: zText(120), days: z.array(calendarDay).max(366) }),
  answer: ok,
  errors: ['calendar.other_year'],
})
export const setCalendarDay = route({
  method: 'PUT',
  path: '/api/work/calendar/:day',
  access: 'calendar.edit',
  summary: 'Make a day a working day or a rest day',
  params: z.object({ day: zDay }),
  body: z.object({ isWorkday: z.boolean(), name: zText(30) }),
  answer: ok,
})

/** What waits for me. Every matter stands in exactly one queue. */
import { z } from 'zod'
import { postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId, zText, zYear } from './values.ts'
import { lights } from './workdays.ts'

export const workErrors = {
  'work.receiver_needed': { status: 422, zh: '请选择接办人;对方接收之前,此事仍由您负责' },
} as const satisfies ErrorTable

/** Kinds of matter: title on the button that leads there, and the page. */
export const workKinds = {
  SCHEME_REVIEW: { label: '审核设星方案', act: '去审核' },
  SCHEME_RETURNED: { label: '设星方案被退回', act: '去修改' },
  SCHEME_PUBLISH: { label: '方案已批准,待发布', act: '去发布' },
  DECLARATION_DRAFT: { label: '待报星', act: '去报星' },
  DECLARATION_CONFIRM: { label: '确认报星', act: '去确认' },
  DECLARATION_RETURNED: { label: '报星被退回', act: '去修改' },
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
} as const
export type WorkKind = keyof typeof workKinds
export const workKindKeys = Object.keys(workKinds) as [WorkKind, ...WorkKind[]]

export const workRow = z.object({
  id: zId,
  kind: z.enum(workKindKeys),
  subjectKind: z.string(),
  subjectId: zId,
  title: z.string(),
  unitName: z.string(),
  post: z.enum(postKeys),
  since: z.string(),
  dueOn: z.string().nullable(),
  light: z.enum(Object.keys(lights) as [keyof typeof lights, ...(keyof typeof lights)[]]),
  daysLeft: z.int().nullable(),
  escalated: z.boolean(),
  handover: z.object({ toMe: z.boolean(), toName: z.string(), note: z.string() }).nullable(),
})
export type WorkRow = z.output<typeof workRow>

export const listWork = route({
  method: 'GET', path: '/api/work', access: 'work.read', summary: 'My queue, by what is due',
  query: z.object({ scope: z.enum(['mine', 'area']).default('mine') }),
  answer: z.object({ rows: z.array(workRow), overdue: z.int() }),
})
export const handOver = route({
  method: 'POST', path: '/api/work/:id/hand-over', access: 'work.hand_over', summary: 'Offer a matter to a named colleague',
  params: z.object({ id: zId }), body: z.object({ personId: zId, note: zText(200) }),
  answer: z.object({ ok: z.literal(true) }), errors: ['work.receiver_needed'],
})
export const acceptHandOver = route({
  method: 'POST', path: '/api/work/:id/accept', access: 'work.hand_over', summary: 'Take over a matter offered to me',
  params: z.object({ id: zId }), answer: z.object({ ok: z.literal(true) }),
})
export const getCalendar = route({
  method: 'GET', path: '/api/work/calendar', access: 'calendar.read', summary: 'Working calendar of a year',
  query: z.object({ year: zYear }),
  answer: z.object({ year: z.int(), entered: z.boolean(), source: z.string().nullable(), days: z.array(z.object({ day: z.string(), isWorkday: z.boolean(), name: z.string() })) }),
})
export const setCalendarDay = route({
  method: 'PUT', path: '/api/work/calendar/:day', access: 'calendar.edit', summary: 'Make a day a working day or a rest day',
  params: z.object({ day: zDay }), body: z.object({ isWorkday: z.boolean(), name: zText(30) }),
  answer: z.object({ ok: z.literal(true) }),
})

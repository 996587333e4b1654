/** Quarters of the books: closed by the township, made public, sealed. */
import { z } from 'zod'
import type { Lifecycle } from './lifecycle.ts'
import { type ErrorTable, route } from './route.ts'
import { zId, zQuarter, zText, zYear } from './values.ts'

export const quarterErrors = {
  'quarters.not_over': { status: 409, zh: '{year}年第{quarter}季度尚未结束，不能结账' },
  'quarters.earlier_open': { status: 409, zh: '{villages}的上一季度尚未结账，请按季度顺序办理' },
  'quarters.slips_waiting': {
    status: 409,
    zh: '还有{count}张申报单未办结（{villages}），请先办结，或选择转入下一季度',
  },
  'quarters.no_next': { status: 409, zh: '第四季度没有可转入的下一季度，请先办结未完成的申报单' },
  'quarters.notice_running': { status: 409, zh: '季度公示尚未期满（{villages}），期满后才能封账' },
  'quarters.objections_open': { status: 409, zh: '季度公示尚有未答复的异议（{villages}），答复后才能封账' },
  'quarters.later_closed': { status: 409, zh: '后面的季度已经结账，请先解锁后面的季度' },
} as const satisfies ErrorTable

/** ENDED: the village was merged away before the quarter closed; what stood in it was carried. */
export const quarterStates = {
  OPEN: '记账中',
  CLOSED: '已结账',
  PUBLIC: '公示中',
  SEALED: '已封账',
  ENDED: '已随撤并转出',
} as const
export type QuarterState = keyof typeof quarterStates
export const quarterStateKeys = Object.keys(quarterStates) as [QuarterState, ...QuarterState[]]
export const quarterActs = { close: '结账', publish: '发布公示', seal: '封账', unlock: '解锁' } as const
export type QuarterAct = keyof typeof quarterActs
export const quarterActKeys = Object.keys(quarterActs) as [QuarterAct, ...QuarterAct[]]
export const quarterLifecycle: Lifecycle<QuarterState, QuarterAct> = {
  OPEN: { close: 'CLOSED' },
  CLOSED: { publish: 'PUBLIC', unlock: 'OPEN' },
  PUBLIC: { seal: 'SEALED', unlock: 'OPEN' },
  SEALED: {},
  ENDED: {},
}
/** '2026-03-31': the last day of a quarter. */
export const quarterEnd = (year: number, quarter: number): string =>
  `${year}-${['03-31', '06-30', '09-30', '12-31'][quarter - 1]}`

const chosen = z.object({ villageIds: z.array(zId).min(1).max(500), year: zYear, quarter: zQuarter })
export const closeQuarters = route({
  method: 'POST',
  path: '/api/quarters/close',
  access: 'quarters.close',
  summary: 'Close a quarter for villages in one act',
  body: chosen.extend({
    /** What still waits moves to the next quarter as late entries. */
    carry: z.boolean().default(false),
  }),
  answer: z.object({ closed: z.int(), carried: z.int() }),
  errors: ['quarters.not_over', 'quarters.earlier_open', 'quarters.slips_waiting', 'quarters.no_next'],
})
export const publishQuarters = route({
  method: 'POST',
  path: '/api/quarters/publish',
  access: 'quarters.close',
  summary: 'Publish the quarterly notice, one per village',
  body: chosen,
  answer: z.object({ noticeIds: z.array(zId) }),
})
export const sealQuarters = route({
  method: 'POST',
  path: '/api/quarters/seal',
  access: 'quarters.close',
  summary: 'Seal quarters whose notice has ended',
  body: chosen,
  answer: z.object({ sealed: z.int() }),
  errors: ['quarters.notice_running', 'quarters.objections_open'],
})
export const unlockQuarter = route({
  method: 'POST',
  path: '/api/quarters/unlock',
  access: 'quarters.unlock',
  summary: 'Open closed quarters again before they are sealed',
  body: chosen.extend({ reason: zText(300) }),
  answer: z.object({ unlocked: z.int() }),
  errors: ['quarters.later_closed'],
})

export const quarterCell = z.object({
  id: zId,
  quarter: z.int(),
  state: z.enum(quarterStateKeys),
  closedOn: z.string().nullable(),
  sealedOn: z.string().nullable(),
  noticeId: zId.nullable(),
  noticeEndsOn: z.string().nullable(),
  headCode: z.string().nullable(),
  unlockReason: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** Slips of this quarter still under way, and points counted in it. */
  waiting: z.int(),
  entries: z.int(),
  can: z.array(z.enum(quarterActKeys)),
  /** What blocks the next act. */
  blocked: z.string().nullable(),
})
export type QuarterCell = z.output<typeof quarterCell>
export const listQuarters = route({
  method: 'GET',
  path: '/api/quarters',
  access: 'quarters.read',
  summary: 'Villages × quarters with state, what blocks and what is open to me',
  query: z.object({ year: zYear, townshipId: zId.optional() }),
  answer: z.object({
    villages: z.array(
      z.object({
        villageId: zId,
        villageName: z.string(),
        townshipId: zId,
        townshipName: z.string(),
        quarters: z.array(quarterCell),
      }),
    ),
  }),
})

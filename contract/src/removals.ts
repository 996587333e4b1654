/** 摘星降星: a standing result is lowered within the year: proposal, committee, public notice, effect. */
import { z } from 'zod'
import { fileInfo } from './files.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId, zText, zYear } from './values.ts'
import { orgClassKeys, subjectKeys } from './words.ts'

export const removalErrors = {
  'removals.not_standing': { status: 409, zh: '“{name}”的结果尚未授星生效，不能摘星降星' },
  'removals.not_lower': { status: 422, zh: '降后的星级须低于现在的{level}，请重新选择' },
  'removals.running': { status: 409, zh: '“{name}”已有一件摘星降星正在办理，办结后再提出' },
  'removals.notice_first': { status: 409, zh: '还没有公示，或公示已撤回；公示期满无异议后才能生效' },
  'removals.level_changed': { status: 409, zh: '“{name}”的星级在此期间已变，请撤回公示后重新提出' },
  'removals.day_early': { status: 422, zh: '会议日期不能早于提出日期{day}' },
} as const satisfies ErrorTable

export const removalStates = {
  PROPOSED: '待党委研究',
  WITHDRAWN: '已撤回',
  REFUSED: '党委不同意',
  DECIDED: '待公示',
  PUBLIC_NOTICE: '公示中',
  NOTICE_CLOSED: '公示期满',
  EFFECTIVE: '已生效',
  CANCELLED: '异议成立，已取消',
} as const
export type RemovalState = keyof typeof removalStates
export const removalStateKeys = Object.keys(removalStates) as [RemovalState, ...RemovalState[]]
export const removalActs = [
  'withdraw',
  'decide',
  'refuse',
  'publish',
  'withdraw_notice',
  'close_notice',
  'cancel',
  'take_effect',
] as const
export type RemovalAct = (typeof removalActs)[number]
/** Into EFFECTIVE leads one way only: through the notice that has ended. */
export const removalLifecycle: Lifecycle<RemovalState, RemovalAct> = {
  PROPOSED: { withdraw: 'WITHDRAWN', decide: 'DECIDED', refuse: 'REFUSED' },
  WITHDRAWN: {},
  REFUSED: {},
  DECIDED: { publish: 'PUBLIC_NOTICE' },
  PUBLIC_NOTICE: { withdraw_notice: 'DECIDED', close_notice: 'NOTICE_CLOSED', cancel: 'CANCELLED' },
  NOTICE_CLOSED: { take_effect: 'EFFECTIVE' },
  EFFECTIVE: {},
  CANCELLED: {},
}

/** 依据: what takes stars away in real schemes: a veto, false report, a bad turn in the village, a sanction. */
export const removalBases = {
  VETO: '触发一票否决情形',
  FALSE_REPORT: '弄虚作假、虚报积分',
  SANCTION: '受到处分或通报',
  INCIDENT: '发生责任事故或群体事件',
  SLIPPED: '工作明显滑坡，不再符合星级要求',
  OTHER: '其他',
} as const
export type RemovalBasis = keyof typeof removalBases
const removalBasisKeys = Object.keys(removalBases) as [RemovalBasis, ...RemovalBasis[]]

const zOne = z.object({ id: zId })
const done = z.object({ ok: z.literal(true) })
const buttons = ['withdraw', 'decide', 'publish', 'take_effect'] as const
export const removalRow = z.object({
  id: zId,
  bookId: zId,
  subject: z.enum(subjectKeys),
  name: z.string(),
  villageName: z.string(),
  townshipName: z.string(),
  year: z.int(),
  fromLevel: z.int(),
  toLevel: z.int(),
  toClass: z.enum(orgClassKeys).nullable(),
  basis: z.enum(removalBasisKeys),
  reason: z.string(),
  state: z.enum(removalStateKeys),
  proposedBy: z.string(),
  proposedOn: z.string(),
  metOn: z.string().nullable(),
  docNo: z.string().nullable(),
  decision: z.string().nullable(),
  noticeId: zId.nullable(),
  noticeNumber: z.string().nullable(),
  noticeEndsOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  endedReason: z.string().nullable(),
  files: z.array(fileInfo),
  can: z.array(z.enum(buttons)),
})
export type RemovalRow = z.output<typeof removalRow>

export const listRemovals = route({
  method: 'GET',
  path: '/api/stars/removals',
  access: 'removals.read',
  summary: 'Removals of stars with their stage',
  query: z.object({
    year: zYear.optional(),
    state: z.enum(removalStateKeys).optional(),
    bookId: zId.optional(),
  }),
  answer: z.object({ rows: z.array(removalRow) }),
})
export const proposeRemoval = route({
  method: 'POST',
  path: '/api/stars/removals',
  access: 'removals.propose',
  summary: 'Propose that a standing result be lowered, with reason and evidence',
  body: z.object({
    bookId: zId,
    toLevel: z.int().min(0).max(9),
    basis: z.enum(removalBasisKeys),
    reason: zText(500),
    fileIds: z.array(zId).max(20).default([]),
  }),
  answer: z.object({ id: zId }),
  errors: ['removals.not_standing', 'removals.not_lower', 'removals.running'],
})
export const withdrawRemoval = route({
  method: 'POST',
  path: '/api/stars/removals/:id/withdraw',
  access: 'removals.propose',
  summary: 'Take a proposal back before the committee met',
  params: zOne,
  body: z.object({ reason: zText(300) }),
  answer: done,
})
export const decideRemoval = route({
  method: 'POST',
  path: '/api/stars/removals/:id/decide',
  access: 'removals.decide',
  summary: 'Record the decision of the township committee',
  params: zOne,
  body: z.object({ agreed: z.boolean(), metOn: zDay, docNo: zText(100), decision: zText(500) }),
  answer: done,
  errors: ['removals.day_early'],
})
export const publishRemoval = route({
  method: 'POST',
  path: '/api/stars/removals/:id/publish',
  access: 'notices.publish',
  summary: 'Publish the notice of a decided removal',
  params: zOne,
  body: z.object({ contact: zText(120) }),
  answer: z.object({ noticeId: zId }),
  errors: ['notices.personal_data'],
})
export const takeEffect = route({
  method: 'POST',
  path: '/api/stars/removals/:id/effect',
  access: 'removals.decide',
  summary: 'After its notice the removal takes effect: the new level stands, a new plaque is ordered',
  params: zOne,
  answer: done,
  errors: ['removals.notice_first', 'removals.level_changed', 'notices.not_over', 'notices.objections_open'],
})

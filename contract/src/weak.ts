/**
 * 软弱涣散基层党组织整顿: suspected from what is already in the program or entered by hand, verified by the township,
 * listed by the county committee, rectified by a plan with monthly progress, accepted, removed from the list (销号) and
 * watched for a year. 依据: domain A6; no quota and no ranking floor, the committee decides.
 */
import { z } from 'zod'
import type { Lifecycle } from './lifecycle.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId, zText, zYear } from './values.ts'

export const weakErrors = {
  'weak.open_already': { status: 409, zh: '{names}已在整顿台账中且尚未办结，不能重复列为疑似' },
  'weak.nothing_found': {
    status: 422,
    zh: '{names}按现有数据没有达到疑似标准；如确有问题，请用“人工登记”写明情况',
  },
  'weak.not_a_village': { status: 422, zh: '请选择嘎查村或社区的党组织' },
  'weak.deadline_past': { status: 422, zh: '整顿期限须在今天之后' },
  'weak.month_reported': { status: 409, zh: '{month}的进展已经登记，每月登记一次' },
  'weak.month_not_due': { status: 422, zh: '{month}不在整顿期内或尚未到来，请核对月份' },
  'weak.months_missing': { status: 409, zh: '{months}的月度进展还没有登记，补登后才能申请验收' },
  'weak.votes_do_not_add_up': { status: 422, zh: '满意、基本满意、不满意票数之和须等于参加测评的代表人数' },
  'weak.few_representatives': {
    status: 422,
    zh: '验收测评须有不少于{count}名党员和群众代表参加，请补齐后再登记',
  },
  'weak.still_watched': { status: 409, zh: '观察期到{day}届满，届满后才能结束观察' },
  'weak.day_in_future': { status: 422, zh: '日期不能晚于今天' },
  'weak.day_out_of_order': { status: 422, zh: '日期不能早于上一环节的日期{day}' },
} as const satisfies ErrorTable

const keysOf = <T extends Record<string, string>>(table: T) =>
  Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]

export const weakStates = {
  SUSPECTED: '疑似，待核实',
  VERIFIED: '已核实，待研究',
  DISMISSED: '不予列入',
  LISTED: '已列入，待制定方案',
  PLANNED: '方案待审定',
  IN_PROGRESS: '整顿中',
  APPLIED: '已申请验收',
  FAILED: '验收未通过',
  REMOVED: '已销号，观察期',
  CLOSED: '观察期满',
} as const
export type WeakState = keyof typeof weakStates
export const weakStateKeys = keysOf(weakStates)

export const weakActs = {
  verify: '核实属实',
  dismiss: '不予列入',
  list: '旗委列入',
  plan: '制定整顿方案',
  return_plan: '退回方案',
  approve_plan: '审定方案',
  report: '登记月度进展',
  apply: '申请验收',
  pass: '验收通过',
  fail: '验收不通过',
  again: '继续整顿',
  relapse: '问题反弹，重新整顿',
  close: '结束观察',
} as const
export type WeakAct = keyof typeof weakActs
export const weakActKeys = keysOf(weakActs)
/** `pass` and `fail` are one act on screen: the score and the votes decide which. */
export const weakLifecycle: Lifecycle<WeakState, WeakAct> = {
  SUSPECTED: { verify: 'VERIFIED', dismiss: 'DISMISSED' },
  VERIFIED: { list: 'LISTED', dismiss: 'DISMISSED' },
  DISMISSED: {},
  LISTED: { plan: 'PLANNED' },
  PLANNED: { approve_plan: 'IN_PROGRESS', return_plan: 'LISTED' },
  IN_PROGRESS: { report: 'IN_PROGRESS', apply: 'APPLIED' },
  APPLIED: { pass: 'REMOVED', fail: 'FAILED' },
  FAILED: { again: 'IN_PROGRESS' },
  REMOVED: { relapse: 'IN_PROGRESS', close: 'CLOSED' },
  CLOSED: {},
}

export const weakCriteria = {
  VETO: '一票否决',
  LOW_LEVEL: '星级低',
  OBJECTION: '异议未答复',
  OVERDUE: '工作超期',
  ENTERED: '人工登记',
} as const
export type WeakCriterion = keyof typeof weakCriteria
export const weakCriterionKeys = keysOf(weakCriteria)

/** One reason, spelled out, and the record that it opens. */
export const weakReason = z.object({
  criterion: z.enum(weakCriterionKeys),
  text: z.string(),
  refKind: z.enum(['book', 'objection', 'work_item']).nullable(),
  refId: zId.nullable(),
})
export type WeakReason = z.output<typeof weakReason>

const weakRow = z.object({
  id: zId,
  villageId: zId,
  orgName: z.string(),
  villageName: z.string(),
  townshipName: z.string(),
  state: z.enum(weakStateKeys),
  suspectedOn: z.string(),
  listedYear: z.int().nullable(),
  listedOn: z.string().nullable(),
  countyLeader: z.string().nullable(),
  firstSecretary: z.string().nullable(),
  pairedUnit: z.string().nullable(),
  deadline: z.string().nullable(),
  reported: z.int(),
  attempts: z.int(),
  lastScore: z.int().nullable(),
  removedOn: z.string().nullable(),
  watchUntil: z.string().nullable(),
  dueOn: z.string().nullable(),
  reasons: z.array(z.string()),
  /** What happened to it, in one sentence. */
  story: z.string(),
})
export type WeakRow = z.output<typeof weakRow>
const zCase = z.object({ id: zId })
const ok = z.object({ ok: z.literal(true) })
const day = { on: zDay }
const dayErrors = ['weak.day_in_future', 'weak.day_out_of_order'] as const

const listQuery = z.object({
  /** Year in which the county committee listed it. */
  listedYear: zYear.optional(),
  state: z.enum(weakStateKeys).optional(),
  townshipId: zId.optional(),
  q: z.string().trim().max(60).optional(),
})
export const listWeak = route({
  method: 'GET',
  path: '/api/weak',
  access: 'weak.read',
  summary: 'Weak and lax organisations: who, since when, present state and story',
  query: listQuery.extend({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(10).max(500).default(50),
  }),
  answer: z.object({
    rows: z.array(weakRow),
    total: z.int(),
    byState: z.array(z.object({ state: z.enum(weakStateKeys), count: z.int() })),
    years: z.array(z.int()),
  }),
})
export const listSignals = route({
  method: 'GET',
  path: '/api/weak/signals',
  access: 'weak.suspect',
  summary: 'Organisations that meet a criterion today, each reason with the record that it opens',
  query: z.object({ townshipId: zId.optional() }),
  answer: z.object({
    rows: z.array(
      z.object({
        villageId: zId,
        orgName: z.string(),
        townshipName: z.string(),
        reasons: z.array(weakReason),
        /** Its case that is not over, if any. */
        openCaseId: zId.nullable(),
        dismissedOn: z.string().nullable(),
      }),
    ),
    /** What is counted today, in words. */
    criteria: z.array(z.string()),
  }),
})
export const suspectWeak = route({
  method: 'POST',
  path: '/api/weak/suspect',
  access: 'weak.suspect',
  summary: 'Open cases for organisations that meet a criterion today; the reasons are counted anew',
  body: z.object({ villageIds: z.array(zId).min(1, '请至少选择一个党组织').max(500) }),
  answer: z.object({ count: z.int() }),
  errors: ['weak.open_already', 'weak.nothing_found'],
})
export const enterWeak = route({
  method: 'POST',
  path: '/api/weak/enter',
  access: 'weak.suspect',
  summary: 'Open a case by hand, with what was seen',
  body: z.object({ villageId: zId, reason: zText(500) }),
  answer: zCase,
  errors: ['weak.open_already', 'weak.not_a_village'],
})

const acceptance = z.object({
  round: z.int(),
  on: z.string(),
  score: z.int(),
  representatives: z.int(),
  satisfied: z.int(),
  basically: z.int(),
  dissatisfied: z.int(),
  passed: z.boolean(),
  verdict: z.string(),
  note: z.string(),
})
export const getWeak = route({
  method: 'GET',
  path: '/api/weak/:id',
  access: 'weak.read',
  summary: 'One case whole: reasons, decision, plan, monthly progress, acceptances, timeline',
  params: zCase,
  answer: weakRow.omit({ reasons: true }).extend({
    reasons: z.array(weakReason),
    verifiedOn: z.string().nullable(),
    verification: z.string().nullable(),
    decisionDoc: z.string().nullable(),
    measures: z.string().nullable(),
    approvedOn: z.string().nullable(),
    application: z.string().nullable(),
    appliedOn: z.string().nullable(),
    progress: z.array(z.object({ month: z.string(), text: z.string(), by: z.string(), on: z.string() })),
    /** Months of the rectification that passed without a word. */
    missingMonths: z.array(z.string()),
    reportableMonths: z.array(z.string()),
    acceptances: z.array(acceptance),
    rules: z.object({ passScore: z.int(), representatives: z.int(), dissatisfiedPercent: z.int() }),
    suggestedDeadline: z.string(),
    timeline: z.array(
      z.object({
        at: z.string(),
        personName: z.string(),
        post: z.string().nullable(),
        action: z.string(),
        note: z.string().nullable(),
      }),
    ),
    can: z.array(z.enum(weakActKeys)),
  }),
})
const act = <B extends z.ZodType>(
  name: string,
  access: 'weak.verify' | 'weak.decide',
  body: B,
  summary: string,
  errors: readonly (keyof typeof weakErrors)[] = [],
) =>
  route({
    method: 'POST',
    path: `/api/weak/:id/${name}`,
    access,
    summary,
    params: zCase,
    body,
    answer: ok,
    errors,
  })

export const verifyWeak = act(
  'verify',
  'weak.verify',
  z.object({ ...day, verification: zText(1000) }),
  'The township has looked: it is so',
  dayErrors,
)
export const dismissWeak = act(
  'dismiss',
  'weak.verify',
  z.object({ ...day, reason: zText(500) }),
  'Not to be listed, with the ground',
  dayErrors,
)
export const listByCommittee = act(
  'list',
  'weak.decide',
  z.object({ ...day, decisionDoc: zText(200) }),
  'The county committee lists it',
  dayErrors,
)
export const weakPlan = z.object({
  countyLeader: zText(40),
  firstSecretary: zText(40),
  pairedUnit: zText(80),
  measures: zText(2000),
  deadline: zDay,
})
export const planWeak = act(
  'plan',
  'weak.verify',
  weakPlan,
  'The plan: leader, first secretary, paired unit, measures',
  ['weak.deadline_past'],
)
export const returnPlan = act(
  'return-plan',
  'weak.decide',
  z.object({ reason: zText(500) }),
  'Send the plan back',
)
export const approvePlan = act(
  'approve-plan',
  'weak.decide',
  z.object({}),
  'Approve the plan: monthly progress begins',
  ['weak.deadline_past'],
)
export const reportWeak = route({
  method: 'POST',
  path: '/api/weak/:id/report',
  access: 'weak.report',
  summary: 'Progress of one month',
  params: zCase,
  body: z.object({
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '请选择月份'),
    text: zText(1000),
  }),
  answer: ok,
  errors: ['weak.month_reported', 'weak.month_not_due'],
})
export const applyWeak = act(
  'apply',
  'weak.verify',
  z.object({ ...day, application: zText(1000) }),
  'Apply for acceptance',
  [...dayErrors, 'weak.months_missing'],
)
const zCount = z.int('请填写整数').min(0, '不能小于零').max(2000)
export const acceptWeak = act(
  'accept',
  'weak.decide',
  z.object({
    ...day,
    score: z.int('请填写整数').min(0).max(100),
    representatives: zCount,
    satisfied: zCount,
    basically: zCount,
    dissatisfied: zCount,
    note: zText(1000),
  }),
  'Acceptance: score and vote of the representatives decide',
  [...dayErrors, 'weak.votes_do_not_add_up', 'weak.few_representatives'],
)
export const againWeak = act(
  'again',
  'weak.decide',
  z.object({ deadline: zDay, reason: zText(500) }),
  'Failed: rectify again until a new day',
  ['weak.deadline_past'],
)
export const relapseWeak = act(
  'relapse',
  'weak.decide',
  z.object({ deadline: zDay, reason: zText(500) }),
  'It slid back in the watch year: rectify again',
  ['weak.deadline_past'],
)
export const closeWeak = act('close', 'weak.decide', z.object({}), 'The watch year is over', [
  'weak.still_watched',
])

/**
 * What a county may set for itself. Each number has its shape, its default and where the default comes from; a number
 * without a source is configuration and says so. A capability adds its keys here, one entry each.
 */
import { z } from 'zod'
import { type ErrorTable, route } from './route.ts'

export const settingErrors = {
  'settings.unknown': { status: 404, zh: '没有这项设置' },
} as const satisfies ErrorTable

/** '03-31': a day of every year. */
const zMonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '请填写月和日，如 03-31')
const number = (min: number, max: number) =>
  z.int('请填写整数').min(min, `不小于${min}`).max(max, `不大于${max}`)
const ownChoice = '各地自定，系统给出默认值'

/** How a value is edited: 'number' with its unit, 'month-day', 'switch', 'text'. */
export type SettingKind = 'number' | 'month-day' | 'switch' | 'text'
interface SettingEntry {
  shape: z.ZodType
  initial: unknown
  kind: SettingKind
  group: string
  label: string
  unit?: string
  basis: string
}
const entry = <S extends z.ZodType>(
  declared: Omit<SettingEntry, 'shape' | 'initial'> & {
    shape: S
    initial: z.output<S>
  },
) => declared

export const settingKeys = {
  'public.address': entry({
    group: '公开查询',
    kind: 'text',
    shape: z
      .string()
      .trim()
      .regex(/^https?:\/\/[^\s]+[^/\s]$/, '请填写网址，如 http://10.0.0.5:5320，末尾不带斜杠'),
    initial: 'http://127.0.0.1:5320',
    label: '牌匾和公示二维码指向的网址',
    basis: ownChoice,
  }),
  'declare.due': entry({
    group: '报星',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '03-31',
    label: '报星截止日',
    basis: '一季度内完成定标报星；各地工作安排多为二至三月动员',
  }),
  'declare.locked_after': entry({
    group: '报星',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '06-30',
    label: '此日之后不再改动报星',
    basis: ownChoice,
  }),
  'declare.confirm_workdays': entry({
    group: '报星',
    kind: 'number',
    shape: number(1, 60),
    initial: 10,
    unit: '个工作日',
    label: '苏木镇确认报星的期限',
    basis: ownChoice,
  }),
  'scheme.due': entry({
    group: '设星',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '02-28',
    label: '设星方案发布截止日',
    basis: ownChoice,
  }),
  'scheme.review_workdays': entry({
    group: '设星',
    kind: 'number',
    shape: number(1, 60),
    initial: 10,
    unit: '个工作日',
    label: '组织部审核方案的期限',
    basis: ownChoice,
  }),

  'slips.confirm_workdays': entry({
    group: '积分',
    kind: 'number',
    shape: number(1, 60),
    initial: 5,
    unit: '个工作日',
    label: '党支部确认积分的期限',
    basis: ownChoice,
  }),
  'slips.check_workdays': entry({
    group: '积分',
    kind: 'number',
    shape: number(1, 60),
    initial: 10,
    unit: '个工作日',
    label: '苏木镇核查积分的期限',
    basis: ownChoice,
  }),
  'slips.sample_percent': entry({
    group: '积分',
    kind: 'number',
    shape: number(0, 100),
    initial: 20,
    unit: '%',
    label: '苏木镇抽查比例',
    basis: ownChoice,
  }),
  'quarter.close_workdays': entry({
    group: '积分',
    kind: 'number',
    shape: number(1, 60),
    initial: 10,
    unit: '个工作日',
    label: '季度末后结账的期限',
    basis: ownChoice,
  }),

  'notice.workdays': entry({
    group: '公示',
    kind: 'number',
    shape: number(5, 30),
    initial: 5,
    unit: '个工作日',
    label: '公示期',
    basis: '星级评定结果在苏木镇公示5天',
  }),
  'objection.answer_workdays': entry({
    group: '公示',
    kind: 'number',
    shape: number(1, 30),
    initial: 5,
    unit: '个工作日',
    label: '异议答复期限',
    basis: ownChoice,
  }),

  'year_end.open_from': entry({
    group: '年终',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '11-15',
    label: '年终综合评定最早启动日',
    basis: ownChoice,
  }),
  'year_end.mend_workdays': entry({
    group: '年终',
    kind: 'number',
    shape: number(1, 30),
    initial: 5,
    unit: '个工作日',
    label: '考核组退回后嘎查村补正的期限',
    basis: ownChoice,
  }),
  'year_end.self_due': entry({
    group: '年终',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '12-05',
    label: '年终自评截止日',
    basis: ownChoice,
  }),
  'year_end.review_due': entry({
    group: '年终',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '12-10',
    label: '群众测评截止日',
    basis: ownChoice,
  }),
  'year_end.assess_due': entry({
    group: '年终',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '12-25',
    label: '考核组核定截止日',
    basis: ownChoice,
  }),
  'year_end.determine_due': entry({
    group: '年终',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '01-05',
    label: '综合评定会议截止日（次年）',
    basis: ownChoice,
  }),
  'year_end.confirm_due': entry({
    group: '年终',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '01-31',
    label: '备案确认截止日（次年）',
    basis: ownChoice,
  }),
  'award.hang_due': entry({
    group: '年终',
    kind: 'month-day',
    shape: zMonthDay,
    initial: '07-01',
    label: '挂牌截止日（次年）',
    basis: '二月底前或七一前挂牌',
  }),

  'weak.vetoes': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 20),
    initial: 1,
    unit: '件',
    label: '疑似标准：两年内党组织和党员一票否决达到',
    basis: ownChoice,
  }),
  'weak.level': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(0, 9),
    initial: 5,
    unit: '星',
    label: '疑似标准：最近一次评定不高于',
    basis: ownChoice,
  }),
  'weak.objections': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 20),
    initial: 1,
    unit: '件',
    label: '疑似标准：超期未答复的异议达到',
    basis: ownChoice,
  }),
  'weak.overdue_steps': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 50),
    initial: 3,
    unit: '件',
    label: '疑似标准：超期未办的工作达到',
    basis: ownChoice,
  }),
  'weak.verify_workdays': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 60),
    initial: 10,
    unit: '个工作日',
    label: '苏木镇核实疑似党组织的期限',
    basis: ownChoice,
  }),
  'weak.list_workdays': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 90),
    initial: 20,
    unit: '个工作日',
    label: '旗委研究列入的期限',
    basis: ownChoice,
  }),
  'weak.plan_workdays': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 60),
    initial: 15,
    unit: '个工作日',
    label: '制定和审定整顿方案的期限',
    basis: ownChoice,
  }),
  'weak.report_day': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 28),
    initial: 25,
    unit: '日',
    label: '每月登记整顿进展的截止日',
    basis: ownChoice,
  }),
  'weak.months': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 24),
    initial: 6,
    unit: '个月',
    label: '整顿期限（自审定方案起，可调整）',
    basis: ownChoice,
  }),
  'weak.accept_workdays': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 60),
    initial: 20,
    unit: '个工作日',
    label: '收到申请后组织验收的期限',
    basis: ownChoice,
  }),
  'weak.pass_score': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(0, 100),
    initial: 70,
    unit: '分',
    label: '验收通过的最低分',
    basis: '各地整顿验收办法的常见数值，由旗县自定',
  }),
  'weak.representatives': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 200),
    initial: 15,
    unit: '名',
    label: '验收测评最少代表人数',
    basis: '各地整顿验收办法的常见数值，由旗县自定',
  }),
  'weak.dissatisfied_percent': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(1, 100),
    initial: 50,
    unit: '%',
    label: '不满意票超过此比例即不通过',
    basis: '各地整顿验收办法的常见数值，由旗县自定',
  }),
  'weak.watch_months': entry({
    group: '软弱涣散整顿',
    kind: 'number',
    shape: number(0, 36),
    initial: 12,
    unit: '个月',
    label: '销号后的观察期',
    basis: ownChoice,
  }),

  'work.escalate_after_workdays': entry({
    group: '督办',
    kind: 'number',
    shape: number(0, 60),
    initial: 0,
    unit: '个工作日',
    label: '超期多少个工作日后上报上一级',
    basis: '零表示超期当夜即上报',
  }),
  'work.climb_after_workdays': entry({
    group: '督办',
    kind: 'number',
    shape: number(1, 60),
    initial: 5,
    unit: '个工作日',
    label: '上报后仍未办结，再过多少个工作日上报更上一级',
    basis: ownChoice,
  }),
  'work.remind_before_workdays': entry({
    group: '督办',
    kind: 'number',
    shape: number(0, 30),
    initial: 2,
    unit: '个工作日',
    label: '到期前多少个工作日提醒',
    basis: ownChoice,
  }),
  'use.pay_ten': entry({
    group: '用星',
    kind: 'number',
    shape: number(0, 1_000_000),
    initial: 600,
    unit: '元',
    label: '十星级绩效报酬',
    basis: '八星级以上每年不低于600元，七星级以下只发基本报酬；各地自定',
  }),
  'use.pay_nine': entry({
    group: '用星',
    kind: 'number',
    shape: number(0, 1_000_000),
    initial: 600,
    unit: '元',
    label: '九星级绩效报酬',
    basis: '八星级以上每年不低于600元，七星级以下只发基本报酬；各地自定',
  }),
  'use.pay_eight': entry({
    group: '用星',
    kind: 'number',
    shape: number(0, 1_000_000),
    initial: 600,
    unit: '元',
    label: '八星级绩效报酬',
    basis: '八星级以上每年不低于600元，七星级以下只发基本报酬；各地自定',
  }),
  'use.pay_below': entry({
    group: '用星',
    kind: 'number',
    shape: number(0, 1_000_000),
    initial: 0,
    unit: '元',
    label: '七星级及以下绩效报酬',
    basis: '八星级以上每年不低于600元，七星级以下只发基本报酬；各地自定',
  }),
  'fairness.points_percent': entry({
    group: '公平性提示',
    kind: 'number',
    shape: number(1, 500),
    initial: 20,
    unit: '%',
    label: '人均、村均积分高于或低于中位数达到',
    basis: ownChoice,
  }),
  'fairness.share_percent': entry({
    group: '公平性提示',
    kind: 'number',
    shape: number(1, 100),
    initial: 15,
    unit: '个百分点',
    label: '认定率、退回率与中位数相差达到',
    basis: ownChoice,
  }),
  'fairness.rule_times': entry({
    group: '公平性提示',
    kind: 'number',
    shape: number(2, 20),
    initial: 2,
    unit: '倍',
    label: '加分细则的人均次数达到中位数的',
    basis: ownChoice,
  }),
  'fairness.burst_days': entry({
    group: '公平性提示',
    kind: 'number',
    shape: number(1, 30),
    initial: 3,
    unit: '天',
    label: '集中入账：看结账前多少天（含结账当天）',
    basis: ownChoice,
  }),
  'fairness.burst_percent': entry({
    group: '公平性提示',
    kind: 'number',
    shape: number(1, 100),
    initial: 50,
    unit: '%',
    label: '集中入账：占本季度入账的比例达到',
    basis: ownChoice,
  }),
  'fairness.look_bits': entry({
    group: '公平性提示',
    kind: 'number',
    shape: number(0, 4),
    initial: 4,
    unit: '处',
    label: '照片相似：64处明暗中不同的不超过',
    basis: '系统把照片缩成64处明暗来比较，重新保存或缩小通常只差几处；零表示完全相同',
  }),
  'fairness.everybody_percent': entry({
    group: '公平性提示',
    kind: 'number',
    shape: number(50, 100),
    initial: 95,
    unit: '%',
    label: '星星人人都得：得星比例达到',
    basis: ownChoice,
  }),
  'fairness.nobody_percent': entry({
    group: '公平性提示',
    kind: 'number',
    shape: number(0, 50),
    initial: 5,
    unit: '%',
    label: '星星无人可得：得星比例不高于',
    basis: ownChoice,
  }),
  'fairness.least': entry({
    group: '公平性提示',
    kind: 'number',
    shape: number(1, 1000),
    initial: 10,
    unit: '件（人）',
    label: '少于此数的不提示',
    basis: '数量太少时，比例说明不了问题',
  }),
  'people.ranking': entry({
    group: '减负',
    kind: 'switch',
    shape: z.boolean(),
    initial: false,
    label: '党员名单按星级和积分排名',
    basis: '为基层减负：默认按嘎查村和编号排列，不给党员排名次；打开后按星级和积分排列',
  }),
} as const satisfies Record<string, SettingEntry>

export type SettingKey = keyof typeof settingKeys
export type SettingValue<K extends SettingKey> = z.output<(typeof settingKeys)[K]['shape']>
export const settingNames = Object.keys(settingKeys) as [SettingKey, ...SettingKey[]]

export const listSettings = route({
  method: 'GET',
  path: '/api/settings',
  access: 'settings.read',
  summary: 'Settings of my county, with defaults and grounds',
  answer: z.array(
    z.object({
      key: z.enum(settingNames),
      group: z.string(),
      kind: z.enum(['number', 'month-day', 'switch', 'text']),
      label: z.string(),
      unit: z.string().nullable(),
      basis: z.string(),
      value: z.unknown(),
      initial: z.unknown(),
      changed: z.object({ by: z.string(), at: z.string() }).nullable(),
      can: z.boolean(),
    }),
  ),
})
export const setSetting = route({
  method: 'PUT',
  path: '/api/settings/:key',
  access: 'settings.edit',
  summary: 'Set one value for my county',
  params: z.object({ key: z.string() }),
  body: z.object({ value: z.unknown() }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['settings.unknown'],
})

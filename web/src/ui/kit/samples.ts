/** Invented rows for the kit page. */
import type { Step } from '@xinghe/contract/words'
import type { BookEntry, ChartSpec, StarFact, StepState, TimelineItem } from '../index.ts'
import { chartInks } from '../tokens.ts'

export interface VillageRow {
  id: string
  village: string
  township: string
  stars: string
  members: number
  points: number
  cost: number
  on: string | null
  state: 'done' | 'waiting' | 'late'
}
const villages = [
  '乌兰嘎查',
  '查干淖尔嘎查',
  '巴彦塔拉嘎查',
  '东风村',
  '前进村',
  '哈日根台嘎查',
  '红格尔嘎查',
  '新民村',
  '阿木古楞嘎查',
  '白音希勒嘎查',
  '团结村',
  '沙日布拉格嘎查',
]
const bands = ['GGGGGGGGGG', 'GGSGRGGSR-', 'GSRRSG-RS-', 'SSRR-RR--', '1111111---', 'GGGSSGSR-R']
export const rows: VillageRow[] = Array.from({ length: 103 }, (_, index) => ({
  id: `v${index}`,
  village: `${villages[index % villages.length]}${index >= villages.length ? `(${Math.floor(index / villages.length)})` : ''}`,
  township: ['宝力根苏木', '朝克乌拉苏木', '白音锡勒镇'][index % 3] as string,
  stars: bands[index % bands.length] as string,
  members: 12 + ((index * 7) % 31),
  points: 6850 + ((index * 373) % 4100),
  cost: 60000 + index * 150,
  on: index % 5 === 4 ? null : `2026-0${(index % 3) + 1}-1${index % 9}`,
  state: (['done', 'waiting', 'late'] as const)[index % 3] as 'done',
}))

const names = [
  '班子建设星',
  '党员队伍星',
  '制度机制星',
  '工作业绩星',
  '群众满意星',
  '产业发展星',
  '生态保护星',
  '平安团结星',
  '文明新风星',
  '人才回引星',
]
export const band = 'GGSGR1-SR-'
export const facts: StarFact[] = names.map((name, index) => ({
  name,
  lightAt: 1000,
  points: [1450, 1400, 1250, 1500, 1000, 1050, 850, 1200, 1100, 600][index],
}))

const states: StepState[] = ['done', 'done', 'late', 'todo', 'todo']
export const steps = (['SET', 'DECLARE', 'EVALUATE', 'AWARD', 'USE'] as Step[]).map((step, index) => ({
  step,
  state: states[index] as StepState,
  on: ['2026-02-06', '2026-03-27', '2026-04-10', null, null][index],
}))
export const onTime = steps.map((step) =>
  step.state === 'late' ? { ...step, state: 'now' as const, on: '2026-12-05' } : step,
)

export const past: TimelineItem[] = [
  { at: '2026-03-20T02:10:00Z', who: '嘎查党务工作者 萨仁', what: '登记积分', tone: 'done' },
  { at: '2026-03-22T08:40:00Z', who: '嘎查党支部书记 巴特尔', what: '确认积分', tone: 'done' },
  {
    at: '2026-03-25T01:05:00Z',
    who: '组织委员 李秀英',
    what: '退回补充',
    why: '签到表缺第二页，请补齐后再提交',
    tone: 'late',
  },
  { what: '等待嘎查补充', who: '萨仁', tone: 'waiting' },
]
export const entries: BookEntry[] = [
  {
    key: 'a',
    on: '2026-01-15',
    reason: '参加支部主题党日',
    points: 100,
    by: '巴特尔',
    note: '1.2 主题党日参加率80%以上 · 签到表',
  },
  {
    key: 'b',
    on: '2026-02-03',
    reason: '参加冬季抗灾保畜',
    points: 300,
    by: '巴特尔',
    note: '9.1 应急、防火、防疫任务 · 本年封顶6分',
  },
  {
    key: 'c',
    on: '2026-02-20',
    reason: '未按期缴纳党费',
    points: -100,
    by: '巴特尔',
    struck: { on: '2026-03-02', reason: '经核实当月已缴，登记有误', by: '李秀英' },
  },
  { key: 'd', on: '2026-03-18', reason: '志愿服务：清理草场垃圾', points: 50, pending: '等待党支部确认' },
]

export const chart: ChartSpec = {
  head: '星级',
  unit: '个',
  categories: ['十星级', '九星级', '八星级'],
  series: [
    { name: '2025年', values: [15, 27, 33], colour: chartInks.now },
    { name: '2024年', values: [12, 25, 36], colour: chartInks.before },
  ],
  open: () => '/ui-kit',
  sums: true,
}

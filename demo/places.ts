/** The two counties of the demo: an invented banner on the steppe, and a city district. */
import type { VillageType } from '@xinghe/contract/words'

export interface DemoTownship {
  name: string
  type: VillageType
  /** Villages by their level of the finished year; `lower` are the class II ones. */
  ten: number
  nine: number
  eight: number
  lower: readonly number[]
  members: number
}

export const banner = { id: 1, kind: 'BANNER' as const, name: '星原旗', shortName: '星原旗', code: '990021' }

/** 依据: docs/glossary.md, the figures of the report: 103 = 15 + 27 + 33 + 28 villages, 1,927 members. */
export const townships: readonly DemoTownship[] = [
  { name: '查干淖尔苏木', type: 'PASTORAL', ten: 3, nine: 5, eight: 6, lower: [7, 7, 6, 5], members: 338 },
  { name: '巴彦塔拉苏木', type: 'PASTORAL', ten: 3, nine: 4, eight: 5, lower: [7, 7, 6, 6], members: 301 },
  { name: '阿尔善苏木', type: 'BORDER', ten: 2, nine: 4, eight: 5, lower: [7, 6, 6, 5], members: 282 },
  { name: '丰裕镇', type: 'FARMING', ten: 2, nine: 4, eight: 4, lower: [7, 7, 6, 5], members: 264 },
  { name: '和兴镇', type: 'FARMING', ten: 2, nine: 4, eight: 5, lower: [7, 6, 5], members: 259 },
  { name: '塔林镇', type: 'MIXED', ten: 2, nine: 3, eight: 4, lower: [7, 7, 6, 6], members: 243 },
  { name: '新城镇', type: 'SUBURBAN', ten: 1, nine: 3, eight: 4, lower: [7, 7, 6, 5, 5], members: 240 },
]
export const villagesOf = (township: DemoTownship): number =>
  township.ten + township.nine + township.eight + township.lower.length
export const mongolShare: Record<VillageType, number> = {
  PASTORAL: 0.85,
  BORDER: 0.9,
  MIXED: 0.5,
  FARMING: 0.15,
  SUBURBAN: 0.3,
}

export const district = {
  id: 2,
  kind: 'DISTRICT' as const,
  name: '河湾区',
  shortName: '河湾区',
  code: '990102',
}
/** Six streets and one town with 41 villages and communities. */
export const streets: readonly { name: string; kind: 'STREET' | 'TOWNSHIP'; communities: number }[] = [
  { name: '新华街道', kind: 'STREET', communities: 7 },
  { name: '新华西街道', kind: 'STREET', communities: 6 },
  { name: '滨河街道', kind: 'STREET', communities: 6 },
  { name: '凤凰岭街道', kind: 'STREET', communities: 5 },
  { name: '海北街道', kind: 'STREET', communities: 6 },
  { name: '林荫街道', kind: 'STREET', communities: 5 },
  { name: '山前镇', kind: 'TOWNSHIP', communities: 6 },
]
export const communityNames = [
  '和平',
  '团结',
  '友谊',
  '光明',
  '朝阳',
  '新苑',
  '康乐',
  '惠民',
  '幸福',
  '兴业',
  '文化',
  '育才',
  '春晖',
  '梧桐',
  '翠湖',
  '锦绣',
  '向阳',
  '北苑',
  '南桥',
  '东河',
  '西苑',
  '景和',
  '安居',
  '平安',
  '青松',
  '紫荆',
  '明珠',
  '建设',
  '创业',
  '繁荣',
  '滨江',
  '银杏',
  '百合',
  '金穗',
  '富强',
  '石桥',
  '柳湾',
  '杏林',
  '清河',
  '沙坪',
  '双泉',
]

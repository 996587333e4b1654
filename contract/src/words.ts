/** Coded words and what stands on screen for them (docs/glossary.md). The code never reaches a screen. */
const keys = <T extends Record<string, string>>(table: T) =>
  Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]

export const unitKinds = {
  BANNER: '旗',
  COUNTY: '县',
  DISTRICT: '区',
  ORG_DEPARTMENT: '组织部',
  DEPARTMENT: '部门',
  TOWNSHIP: '苏木镇',
  STREET: '街道',
  VILLAGE: '嘎查村',
  COMMUNITY: '社区',
  GRID: '网格',
  PARTY_ORG: '党组织',
  RESIDENT_UNIT: '驻区单位',
  INDUSTRY_ORG: '行业党组织',
  NEW_TYPE_ORG: '“两新”组织',
} as const
export type UnitKind = keyof typeof unitKinds
export const unitKindKeys = keys(unitKinds)

export const partyOrgKinds = {
  COMMITTEE: '党委',
  GENERAL_BRANCH: '党总支',
  BRANCH: '党支部',
  WORK_COMMITTEE: '党工委',
  GROUP: '党小组',
} as const
export type PartyOrgKind = keyof typeof partyOrgKinds
export const partyOrgKindKeys = keys(partyOrgKinds)

export const villageTypes = {
  PASTORAL: '牧区',
  BORDER: '边境牧区',
  FARMING: '农区',
  MIXED: '半农半牧',
  SUBURBAN: '城郊',
} as const
export type VillageType = keyof typeof villageTypes
export const villageTypeKeys = keys(villageTypes)

export const memberCategories = {
  ORDINARY: '无职党员',
  CENTRAL_HOUSEHOLD: '党员中心户',
  COMMITTEE: '两委党员',
  FLOATING: '流动党员',
  OLD_OR_ILL: '年老体弱党员',
} as const
export type MemberCategory = keyof typeof memberCategories
export const memberCategoryKeys = keys(memberCategories)

export const memberStatuses = { FULL: '正式党员', PROBATIONARY: '预备党员' } as const
export type MemberStatus = keyof typeof memberStatuses
export const memberStatusKeys = keys(memberStatuses)

export const subjects = { ORG: '党组织', MEMBER: '党员' } as const
export type Subject = keyof typeof subjects
export const subjectKeys = keys(subjects)

export const starKinds = { COMMON: '共性星', DUTY: '职责星', ELECTIVE: '自选星' } as const
export type StarKind = keyof typeof starKinds
export const starKindKeys = keys(starKinds)

export const ruleKinds = { BASE: '基础分', BONUS: '加分', DEDUCT: '扣分', VETO: '一票否决' } as const
export type RuleKind = keyof typeof ruleKinds
export const ruleKindKeys = keys(ruleKinds)

export const rulePeriods = { EACH: '每次', MONTH: '每月', QUARTER: '每季度', YEAR: '每年' } as const
export type RulePeriod = keyof typeof rulePeriods
export const rulePeriodKeys = keys(rulePeriods)

export const checkers = { BRANCH: '党支部确认', SAMPLE: '苏木镇抽查', TOWNSHIP: '苏木镇核查' } as const
export type Checker = keyof typeof checkers
export const checkerKeys = keys(checkers)

export const conversions = { PER_STAR: '逐星换算', TOTAL_FLOOR: '总分换算' } as const
export type Conversion = keyof typeof conversions
export const conversionKeys = keys(conversions)

export const colourModes = { NONE: '不分颜色', POINTS: '按积分', YEARS: '按连续年数' } as const
export type ColourMode = keyof typeof colourModes
export const colourModeKeys = keys(colourModes)

export const starColours = { G: '金星', S: '银星', R: '红星' } as const
export type StarColour = keyof typeof starColours
export const starColourKeys = keys(starColours)

export const orgClasses = { I: '一类', II: '二类', III: '三类' } as const
export type OrgClass = keyof typeof orgClasses
export const orgClassKeys = keys(orgClasses)

const tens = [
  '未获星',
  '一星级',
  '二星级',
  '三星级',
  '四星级',
  '五星级',
  '六星级',
  '七星级',
  '八星级',
  '九星级',
  '十星级',
]
/** 8 → '八星级'; null (not rated) → '不予评星'. */
export const levelName = (level: number | null): string =>
  level === null ? '不予评星' : (tens[level] ?? `${level}星`)

export const steps = {
  SET: '科学设星',
  DECLARE: '定标报星',
  EVALUATE: '动态评星',
  AWARD: '挂牌授星',
  USE: '严格用星',
} as const
export type Step = keyof typeof steps
export const stepKeys = keys(steps)

export const reviewGrades = {
  EXCELLENT: '优秀',
  QUALIFIED: '合格',
  BASIC: '基本合格',
  UNQUALIFIED: '不合格',
} as const
export type ReviewGrade = keyof typeof reviewGrades
export const reviewGradeKeys = keys(reviewGrades)

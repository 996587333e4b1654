/** What a scheme still lacks before it can be handed in. Pure: the server refuses with it, the editor shows it live. */
import type { SchemeDocument, SchemeRule, SchemeStar } from './schemes.ts'
import { formatPoints } from './values.ts'
import { type MemberCategory, memberCategories, starKinds } from './words.ts'

export interface Missing {
  /** Where in the document: 'head', 'COMMON', 'DUTY', 'ELECTIVE', 'plan', 'star:<code>', 'rule:<code>'. */
  at: string
  zh: string
  /** Whose duty stars are meant. */
  category?: MemberCategory
}

/** What the categories of members are called. */
type Names = Readonly<Record<MemberCategory, string>>

/** Each full star is worth ten points. 依据: seed report A, 每满10分获一颗星. */
export const fullPoints = 1000
/** Member categories with three duty stars of their own; the old or ill are rated on the common stars, or exempted. */
export const dutyCategories = [
  'ORDINARY',
  'CENTRAL_HOUSEHOLD',
  'COMMITTEE',
  'FLOATING',
] as const satisfies readonly MemberCategory[]

/** What a base rule gives at most in a year: its cap. */
export const worthOf = (rule: Pick<SchemeRule, 'amount' | 'cap'>): number => rule.cap ?? rule.amount
/** Hundredths that the star's base rules add up to. */
export const baseOf = (document: SchemeDocument, starCode: string): number =>
  document.rules.reduce(
    (sum, rule) => (rule.kind === 'BASE' && rule.starCode === starCode ? sum + worthOf(rule) : sum),
    0,
  )

const repeated = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
]
const slotsAre = (stars: readonly SchemeStar[], wanted: readonly number[]) =>
  stars.length === wanted.length && wanted.every((slot) => stars.some((star) => star.slot === slot))

function countMissing({ subject, stars }: SchemeDocument, names: Names): Missing[] {
  const found: Missing[] = []
  const of = (kind: SchemeStar['kind']) => stars.filter((star) => star.kind === kind)
  const say = (at: SchemeStar['kind'], have: number, need: number, category?: MemberCategory) => {
    const whose = category ? names[category] : ''
    const place = category ? { at, category } : { at }
    if (have < need)
      found.push({ ...place, zh: `${whose}${starKinds[at]}还差 ${need - have} 颗（需要 ${need} 颗）` })
    else if (have > need)
      found.push({ ...place, zh: `${whose}${starKinds[at]}多了 ${have - need} 颗（只能 ${need} 颗）` })
    else found.push({ ...place, zh: `${whose}${starKinds[at]}的星位重复，请重新排列` })
  }
  const common = of('COMMON')
  if (!slotsAre(common, [1, 2, 3, 4, 5])) say('COMMON', common.length, 5)
  const duty = of('DUTY')
  if (subject === 'ORG') {
    if (!slotsAre(duty, [6, 7, 8])) say('DUTY', duty.length, 3)
  } else {
    for (const category of dutyCategories) {
      const triple = duty.filter((star) => star.category === category)
      if (!slotsAre(triple, [6, 7, 8])) say('DUTY', triple.length, 3, category)
    }
    if (duty.some((star) => star.category === 'OLD_OR_ILL'))
      found.push({ at: 'DUTY', zh: `${names.OLD_OR_ILL}只评共性星或免评，不设职责星` })
    if (duty.some((star) => star.category === null))
      found.push({ at: 'DUTY', zh: '有职责星没有注明适用的党员类别' })
  }
  const pool = of('ELECTIVE').length
  if (pool < 2) found.push({ at: 'ELECTIVE', zh: `自选星库还差 ${2 - pool} 颗（至少 2 颗供选择）` })
  return found
}

function starsMissing(document: SchemeDocument): Missing[] {
  const found: Missing[] = []
  for (const code of repeated(document.stars.map((star) => star.code)))
    found.push({ at: `star:${code}`, zh: `星的编号“${code}”重复` })
  for (const star of document.stars) {
    const at = `star:${star.code}`
    const name = star.name || `编号 ${star.code} 的星`
    if (!star.name) found.push({ at, zh: `${name}没有名称` })
    if (!star.requirement) found.push({ at, zh: `${name}没有写明要求` })
    if (star.fullPoints !== fullPoints)
      found.push({ at, zh: `${name}的满分应为 ${formatPoints(fullPoints)} 分` })
    if (star.category && (star.kind !== 'DUTY' || document.subject === 'ORG'))
      found.push({ at, zh: `${name}不分党员类别，请去掉类别` })
    if (
      star.name &&
      document.stars.some(
        (other) =>
          other !== star && other.name === star.name && (other.category === star.category || !other.category),
      )
    )
      found.push({ at, zh: `${name}与另一颗星同名` })
    const sum = baseOf(document, star.code)
    if (sum !== star.fullPoints) {
      const gap = formatPoints(Math.abs(star.fullPoints - sum))
      found.push({
        at,
        zh: `${name}的基础分合计 ${formatPoints(sum)} 分，${sum < star.fullPoints ? `还差 ${gap} 分` : `多出 ${gap} 分`}`,
      })
    }
  }
  return found
}

function ruleMissing(rule: SchemeRule, codes: ReadonlySet<string>): string[] {
  const found: string[] = []
  if (!rule.content) found.push('没有写明内容')
  if (rule.kind === 'VETO') {
    if (rule.starCode !== null) found.push('是一票否决，不属于任何一颗星')
    return found
  }
  if (rule.amount === 0) found.push('没有填写分值')
  if (rule.kind === 'BASE' && rule.starCode === null) found.push('是基础分，必须归到一颗星')
  if (rule.starCode !== null && !codes.has(rule.starCode)) found.push('归到的星已不存在')
  if (rule.kind === 'BASE' && rule.cap === null) found.push('是基础分，必须有年度上限')
  if (rule.cap !== null && rule.cap < rule.amount) found.push('年度上限低于单次分值')
  if (rule.periodCap !== null && rule.periodCap < rule.amount) found.push('每期上限低于单次分值')
  if (rule.periodCap !== null && rule.cap !== null && rule.periodCap > rule.cap)
    found.push('每期上限高于年度上限')
  if (rule.periodCap !== null && rule.period === 'EACH') found.push('有每期上限，请选择每月、每季度或每年')
  if (rule.evidenceNeeded && !rule.evidenceNote) found.push('需要佐证，但没有写明是什么材料')
  return found
}

function planMissing({ subject, plan }: SchemeDocument): Missing[] {
  const found: string[] = []
  if (plan.lightAt < 100 || plan.lightAt > fullPoints + plan.starBonusCap)
    found.push('亮星分值应在 1 分与满分加上每星加分上限之间')
  if (plan.redAt > plan.silverAt || plan.silverAt > plan.goldAt) found.push('颜色分值应红星≤银星≤金星')
  if (plan.colourMode === 'POINTS' && plan.goldAt > fullPoints + plan.starBonusCap)
    found.push('金星分值高于满分加每星加分上限，谁也够不到')
  if (subject === 'ORG' && plan.classTwoAt > plan.classOneAt) found.push('二类的星级不能高于一类')
  if (plan.starBonusCap > fullPoints) found.push('每星加分上限不能高于一颗星的满分')
  return found.map((zh) => ({ at: 'plan', zh }))
}

/** Empty when the document can be handed in. `names`: what the county calls the categories of members. */
export function missingIn(document: SchemeDocument, names: Names = memberCategories): Missing[] {
  const codes = new Set(document.stars.map((star) => star.code))
  const found = [...countMissing(document, names), ...starsMissing(document)]
  for (const code of repeated(document.rules.map((rule) => rule.code)))
    found.push({ at: `rule:${code}`, zh: `细则编号“${code}”重复` })
  for (const rule of document.rules)
    for (const zh of ruleMissing(rule, codes))
      found.push({ at: `rule:${rule.code}`, zh: `细则 ${rule.code} ${zh}` })
  found.push(...planMissing(document))
  return found
}

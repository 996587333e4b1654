/** What differs between two versions of a scheme, or two schemes, rule by rule. Pure. */
import { type CategoryNames, categoryWords } from './categories.ts'
import type { SchemeDocument, SchemePlan, SchemeRule, SchemeStar } from './schemes.ts'
import { formatPoints } from './values.ts'
import { checkers, colourModes, conversions, levelName, ruleKinds, rulePeriods, starKinds } from './words.ts'

/** One field in words, old and new. */
export interface FieldChange {
  label: string
  from: string
  to: string
}
export type Change = 'ADDED' | 'REMOVED' | 'CHANGED' | 'SAME'
export interface RuleDiff {
  change: Change
  from: SchemeRule | null
  to: SchemeRule | null
  fields: FieldChange[]
}
export interface PartDiff {
  /** 'star:<code>' of the newer side where it is there, or BONUS, DEDUCT, VETO. */
  key: string
  title: string
  change: Change
  fields: FieldChange[]
  rules: RuleDiff[]
}
export interface SchemeDiff {
  /** Title, document number, scope and the settings of the evaluation. */
  head: FieldChange[]
  parts: PartDiff[]
  /** Rules counted by what became of them. */
  counts: Record<Change, number>
}

const points = (value: number | null): string => (value === null ? '不限' : `${formatPoints(value)}分`)
type Say<T> = readonly [label: string, say: (one: T) => string]
const planFields: readonly Say<SchemePlan>[] = [
  ['换算方式', (plan) => conversions[plan.conversion]],
  ['亮星分值', (plan) => points(plan.lightAt)],
  ['每星加分上限', (plan) => points(plan.starBonusCap)],
  ['星的颜色', (plan) => colourModes[plan.colourMode]],
  ['红星', (plan) => points(plan.redAt)],
  ['银星', (plan) => points(plan.silverAt)],
  ['金星', (plan) => points(plan.goldAt)],
  ['一类党组织', (plan) => levelName(plan.classOneAt)],
  ['二类党组织', (plan) => levelName(plan.classTwoAt)],
  ['十星级占比上限', (plan) => (plan.topSharePercent === null ? '不限' : `${plan.topSharePercent}%`)],
  ['年终考核占比', (plan) => `${plan.yearEndWeight}%`],
]
const starFields = (names: CategoryNames): readonly Say<SchemeStar>[] => [
  ['星名', (star) => star.name],
  [
    '星位',
    (star) =>
      `${star.category ? names.MEMBER[star.category] : ''}${starKinds[star.kind]}${star.slot ? `第${star.slot}颗` : ''}`,
  ],
  ['要求', (star) => star.requirement],
  ['满分', (star) => points(star.fullPoints)],
]
const ruleFields: readonly Say<SchemeRule>[] = [
  ['编号', (rule) => rule.code],
  ['类型', (rule) => ruleKinds[rule.kind]],
  ['内容', (rule) => rule.content],
  ['分值', (rule) => points(rule.amount)],
  ['年度上限', (rule) => points(rule.cap)],
  ['周期', (rule) => rulePeriods[rule.period]],
  ['每期上限', (rule) => points(rule.periodCap)],
  ['佐证', (rule) => (rule.evidenceNeeded ? rule.evidenceNote || '需要' : '不需要')],
  ['核查', (rule) => checkers[rule.checker]],
]
/** A rule in words, field by field, under the labels that its changes bear. */
export const ruleInWords = (rule: SchemeRule): { label: string; text: string }[] =>
  ruleFields.map(([label, say]) => ({ label, text: say(rule) }))
const changed = <T>(fields: readonly Say<T>[], from: T, to: T): FieldChange[] =>
  fields
    .map(([label, say]) => ({ label, from: say(from), to: say(to) }))
    .filter((field) => field.from !== field.to)

/**
 * Pairs each old one with at most one new one: by the first test that finds an unpaired partner, surest test first, so
 * that a renumbered rule is one change and not one removed and one added.
 */
function pair<T>(
  from: readonly T[],
  to: readonly T[],
  tests: readonly ((a: T, b: T) => boolean)[],
): Map<T, T> {
  const pairs = new Map<T, T>()
  const taken = new Set<T>()
  for (const test of tests)
    for (const one of from) {
      if (pairs.has(one)) continue
      const found = to.find((other) => !taken.has(other) && test(one, other))
      if (!found) continue
      pairs.set(one, found)
      taken.add(found)
    }
  return pairs
}

/** The new ones in their order, those that are gone after the one they followed. */
function merged<T>(from: readonly T[], to: readonly T[], pairs: ReadonlyMap<T, T>): [T | null, T | null][] {
  const olds = new Map([...pairs].map(([old, next]) => [next, old]))
  const rows: [T | null, T | null][] = to.map((next) => [olds.get(next) ?? null, next])
  from.forEach((old, index) => {
    if (pairs.has(old)) return
    const before = from[index - 1]
    const at = before === undefined ? -1 : rows.findIndex(([one]) => one === before)
    rows.splice(at + 1, 0, [old, null])
  })
  return rows
}

const becomes = (from: unknown, to: unknown, fields: readonly unknown[]): Change =>
  !from ? 'ADDED' : !to ? 'REMOVED' : fields.length > 0 ? 'CHANGED' : 'SAME'

function diffRules(from: readonly SchemeRule[], to: readonly SchemeRule[]): RuleDiff[] {
  const pairs = pair(from, to, [
    (a, b) => a.code === b.code && a.content === b.content,
    (a, b) => a.content === b.content && a.kind === b.kind,
    (a, b) => a.code === b.code && a.kind === b.kind,
  ])
  return merged(from, to, pairs).map(([old, next]) => {
    const fields = old && next ? changed(ruleFields, old, next) : []
    return { change: becomes(old, next, fields), from: old, to: next, fields }
  })
}

const place = (star: SchemeStar, names: CategoryNames): string =>
  `${star.category ? `${names.MEMBER[star.category]} ` : ''}${starKinds[star.kind]}`
const loose = { BONUS: '通用加分', DEDUCT: '负面清单', VETO: '一票否决' } as const

/** Old and new, of one subject: organisations with organisations, members with members, in the county's `names`. */
export function diffSchemes(
  from: SchemeDocument,
  to: SchemeDocument,
  names: CategoryNames = categoryWords,
): SchemeDiff {
  const pairs = pair(from.stars, to.stars, [
    (a, b) => a.code === b.code && a.name === b.name && a.category === b.category,
    (a, b) => a.name !== '' && a.name === b.name && a.kind === b.kind && a.category === b.category,
    (a, b) => a.slot !== null && a.slot === b.slot && a.category === b.category,
    (a, b) => a.code === b.code && a.kind === b.kind && a.category === b.category,
  ])
  const rulesOf = (document: SchemeDocument, star: SchemeStar | null) =>
    star ? document.rules.filter((rule) => rule.starCode === star.code && rule.kind !== 'VETO') : []
  const stars = merged(from.stars, to.stars, pairs).map(([old, next]): PartDiff => {
    const shown = (next ?? old) as SchemeStar
    const fields = old && next ? changed(starFields(names), old, next) : []
    const rules = diffRules(rulesOf(from, old), rulesOf(to, next))
    return {
      key: `star:${shown.code}${next ? '' : ':gone'}`,
      title: `${place(shown, names)} · ${shown.name || '未命名'}`,
      change: becomes(old, next, [...fields, ...rules.filter((rule) => rule.change !== 'SAME')]),
      fields,
      rules,
    }
  })
  const others = Object.entries(loose).map(([kind, title]): PartDiff => {
    const of = (document: SchemeDocument) =>
      document.rules.filter((rule) => rule.kind === kind && (rule.starCode === null || kind === 'VETO'))
    const rules = diffRules(of(from), of(to))
    const same = rules.every((rule) => rule.change === 'SAME')
    return { key: kind, title, change: same ? 'SAME' : 'CHANGED', fields: [], rules }
  })
  const parts = [...stars, ...others]
  const count = (change: Change) => parts.flatMap((one) => one.rules).filter((rule) => rule.change === change)
  const headFields: readonly Say<SchemeDocument>[] = [
    ['方案名称', (one) => one.title],
    ['文号', (one) => one.docNo ?? '—'],
    ['适用范围', (one) => (one.villageType ? `${names.VILLAGE[one.villageType]}嘎查村` : '全镇')],
  ]
  return {
    head: [
      ...changed(headFields, from, to),
      ...changed(
        from.subject === 'ORG' ? planFields : planFields.filter(([label]) => !/^[一二]类/.test(label)),
        from.plan,
        to.plan,
      ),
    ],
    parts,
    counts: {
      ADDED: count('ADDED').length,
      REMOVED: count('REMOVED').length,
      CHANGED: count('CHANGED').length,
      SAME: count('SAME').length,
    },
  }
}

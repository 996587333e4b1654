/** The two built-in schemes, by type of village: ready to be handed in, and a start for a township's own. */
import {
  memberBonuses,
  memberCommon,
  memberDeductions,
  memberDuty,
  memberPool,
  memberVetoes,
} from './example-member-stars.ts'
import { orgBonuses, orgCommon, orgDeductions, orgDuty, orgPool, orgVetoes } from './example-org-stars.ts'
import type { RuleText, StarText } from './example-words.ts'
import { dutyCategories, fullPoints } from './scheme-check.ts'
import type { SchemeDocument, SchemePlan, SchemeRule, SchemeStar } from './schemes.ts'
import type { Checker, Subject, VillageType } from './words.ts'

/** 依据: each full ten points light a star; class I is eight stars and more (seed report A); the rest is each township's choice. */
export const usualPlan: SchemePlan = {
  conversion: 'PER_STAR',
  lightAt: 1000,
  colourMode: 'POINTS',
  redAt: 1000,
  silverAt: 1200,
  goldAt: 1400,
  classOneAt: 8,
  classTwoAt: 5,
  topSharePercent: null,
  starBonusCap: 500,
  yearEndWeight: 0,
}

type Place = Pick<SchemeStar, 'code' | 'kind' | 'slot' | 'category'>
const star = (place: Place, { name, requirement }: StarText): SchemeStar => ({
  ...place,
  name,
  requirement,
  fullPoints,
})
const ruleOf = (
  code: string,
  starCode: string | null,
  kind: SchemeRule['kind'],
  text: RuleText,
  checker: Checker,
): SchemeRule => ({ ...text, code, starCode, kind, checker: text.checker ?? checker })

interface Texts {
  stars: [Place, StarText][]
  bonuses: RuleText[]
  deductions: RuleText[]
  vetoes: string[]
  checker: Checker
}
const documentOf = (
  subject: Subject,
  title: string,
  { stars, bonuses, deductions, vetoes, checker }: Texts,
): SchemeDocument => ({
  subject,
  title,
  docNo: null,
  villageType: null,
  plan: usualPlan,
  stars: stars.map(([place, text]) => star(place, text)),
  rules: [
    ...stars.flatMap(([{ code }, text]) =>
      text.rules.map((rule, index) => ruleOf(`${code}.${index + 1}`, code, 'BASE', rule, checker)),
    ),
    ...bonuses.map((text, index) => ruleOf(`加${index + 1}`, null, 'BONUS', text, 'TOWNSHIP')),
    ...deductions.map((text, index) => ruleOf(`扣${index + 1}`, null, 'DEDUCT', text, 'TOWNSHIP')),
    ...vetoes.map(
      (content, index): SchemeRule => ({
        code: `否${index + 1}`,
        starCode: null,
        kind: 'VETO',
        content,
        amount: 0,
        cap: null,
        period: 'YEAR',
        periodCap: null,
        evidenceNeeded: true,
        evidenceNote: '处分决定、部门认定等材料',
        checker: 'TOWNSHIP',
      }),
    ),
  ],
})
const placed = (
  kind: 'COMMON' | 'DUTY',
  first: number,
  texts: StarText[],
  mark = '',
  category: SchemeStar['category'] = null,
): [Place, StarText][] =>
  texts.map((text, index) => [{ code: `${mark}${first + index}`, kind, slot: first + index, category }, text])
const pooled = (texts: StarText[]): [Place, StarText][] =>
  texts.map((text, index) => [{ code: `自${index + 1}`, kind: 'ELECTIVE', slot: null, category: null }, text])

/** Complete scheme for the Party organisations of villages of this type. */
export const exampleOrgScheme = (type: VillageType): SchemeDocument =>
  documentOf('ORG', '嘎查村党组织“532”星级管理评定方案', {
    stars: [...placed('COMMON', 1, orgCommon), ...placed('DUTY', 6, orgDuty[type]), ...pooled(orgPool(type))],
    bonuses: orgBonuses,
    deductions: orgDeductions,
    vetoes: orgVetoes,
    checker: 'SAMPLE',
  })

const marks = { ORDINARY: '', CENTRAL_HOUSEHOLD: '户', COMMITTEE: '委', FLOATING: '流' } as const
/** Complete scheme for the members of villages of this type, each category with its own duty stars. */
export const exampleMemberScheme = (type: VillageType): SchemeDocument =>
  documentOf('MEMBER', '农牧民党员“532”星级管理评定方案', {
    stars: [
      ...placed('COMMON', 1, memberCommon(type)),
      ...dutyCategories.flatMap((category) =>
        placed('DUTY', 6, memberDuty(type)[category], marks[category], category),
      ),
      ...pooled(memberPool),
    ],
    bonuses: memberBonuses,
    deductions: memberDeductions,
    vetoes: memberVetoes,
    checker: 'BRANCH',
  })

/** A draft that holds the usual plan and nothing else. */
export const emptyScheme = (subject: Subject): SchemeDocument => ({
  subject,
  title: subject === 'ORG' ? '嘎查村党组织星级管理评定方案' : '农牧民党员星级管理评定方案',
  docNo: null,
  villageType: null,
  plan: usualPlan,
  stars: [],
  rules: [],
})
export const exampleScheme = (subject: Subject, type: VillageType): SchemeDocument =>
  subject === 'ORG' ? exampleOrgScheme(type) : exampleMemberScheme(type)

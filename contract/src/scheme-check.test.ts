import { describe, expect, test } from 'vitest'
import { emptyScheme, exampleMemberScheme, exampleOrgScheme } from './example-schemes.ts'
import { missingIn } from './scheme-check.ts'
import {
  type SchemeDocument,
  type SchemePlan,
  type SchemeRule,
  type SchemeStar,
  schemeDocument,
} from './schemes.ts'
import { villageTypeKeys } from './words.ts'

const org = () => exampleOrgScheme('PASTORAL')
const texts = (document: SchemeDocument) => missingIn(document).map((one) => one.zh)
const withStar = (document: SchemeDocument, code: string, change: Partial<SchemeStar>): SchemeDocument => ({
  ...document,
  stars: document.stars.map((star) => (star.code === code ? { ...star, ...change } : star)),
})
const withRule = (document: SchemeDocument, code: string, change: Partial<SchemeRule>): SchemeDocument => ({
  ...document,
  rules: document.rules.map((rule) => (rule.code === code ? { ...rule, ...change } : rule)),
})
const withPlan = (document: SchemeDocument, change: Partial<SchemePlan>): SchemeDocument => ({
  ...document,
  plan: { ...document.plan, ...change },
})
const without = (document: SchemeDocument, codes: string[]): SchemeDocument => ({
  ...document,
  stars: document.stars.filter((star) => !codes.includes(star.code)),
  rules: document.rules.filter((rule) => !rule.starCode || !codes.includes(rule.starCode)),
})

describe.each(villageTypeKeys)('built-in schemes for %s', (type) => {
  test.each([exampleOrgScheme, exampleMemberScheme])('%o lacks nothing and fits the shape', (example) => {
    const document = example(type)
    expect(missingIn(document)).toEqual([])
    expect(schemeDocument.parse(document)).toEqual(document)
    expect(document.stars.filter((star) => star.kind === 'ELECTIVE')).toHaveLength(6)
  })
})

test('an empty draft is told of 5, 3 and 2', () => {
  expect(texts(emptyScheme('ORG'))).toEqual([
    '共性星还差 5 颗（需要 5 颗）',
    '职责星还差 3 颗（需要 3 颗）',
    '自选星库还差 2 颗（至少 2 颗供选择）',
  ])
  expect(texts(emptyScheme('MEMBER')).filter((text) => text.includes('职责星'))).toHaveLength(4)
})
test.each<[string, SchemeDocument, string]>([
  ['a common star too few', without(org(), ['3']), '共性星还差 1 颗'],
  ['two stars at one place', withStar(org(), '3', { slot: 2 }), '共性星的星位重复'],
  [
    'no full ten points',
    withRule(org(), '1.1', { amount: 200, cap: 200 }),
    '班子建设星的基础分合计 9 分，还差 1 分',
  ],
  ['more than ten points', withRule(org(), '1.1', { amount: 400, cap: 400 }), '多出 1 分'],
  ['a star without a name', withStar(org(), '1', { name: '' }), '没有名称'],
  ['two stars of one name', withStar(org(), '2', { name: '班子建设星' }), '同名'],
  ['the same star code', withStar(org(), '2', { code: '1' }), '编号“1”重复'],
  ['the same rule code', withRule(org(), '1.2', { code: '1.1' }), '细则编号“1.1”重复'],
  ['a veto under a star', withRule(org(), '否1', { starCode: '1' }), '不属于任何一颗星'],
  ['a base rule under none', withRule(org(), '1.1', { starCode: null }), '必须归到一颗星'],
  ['a base rule without cap', withRule(org(), '1.1', { cap: null }), '必须有年度上限'],
  ['a cap below one entry', withRule(org(), '加1', { cap: 50 }), '年度上限低于单次分值'],
  ['a period cap above the cap', withRule(org(), '1.2', { periodCap: 400 }), '每期上限高于年度上限'],
  ['a rule of a star that is gone', withRule(org(), '加1', { starCode: '99' }), '已不存在'],
  ['evidence that nobody named', withRule(org(), '加1', { evidenceNote: '' }), '没有写明是什么材料'],
  ['silver above gold', withPlan(org(), { silverAt: 1450 }), '红星≤银星≤金星'],
  ['gold out of reach', withPlan(org(), { goldAt: 1600 }), '谁也够不到'],
  ['class II above class I', withPlan(org(), { classTwoAt: 9 }), '二类的星级不能高于一类'],
  [
    'a duty star for the old',
    withStar(exampleMemberScheme('FARMING'), '户6', { category: 'OLD_OR_ILL' }),
    '年老体弱党员只评共性星或免评',
  ],
])('%s', (_, document, text) => expect(texts(document).join('\n')).toContain(text))

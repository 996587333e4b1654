import { expect, test } from 'vitest'
import { exampleMemberScheme, exampleOrgScheme } from './example-schemes.ts'
import { diffSchemes } from './scheme-diff.ts'
import type { SchemeRule } from './schemes.ts'

const base = exampleOrgScheme('PASTORAL')
const total = base.rules.length
const rule = base.rules[2] as SchemeRule
const nothing = { ADDED: 0, REMOVED: 0, CHANGED: 0, SAME: total }

test('a scheme differs in nothing from itself, nor does a scheme of members', () => {
  expect(diffSchemes(base, base)).toMatchObject({ head: [], counts: nothing })
  const members = exampleMemberScheme('FARMING')
  const { parts, counts } = diffSchemes(members, members)
  expect(parts.every((part) => part.change === 'SAME')).toBe(true)
  expect(counts.SAME).toBe(members.rules.length)
})

test('what was changed stands old and new beside each other, in words', () => {
  const to = {
    ...base,
    plan: { ...base.plan, classOneAt: 9 },
    rules: base.rules.map((one) => (one === rule ? { ...one, cap: 650, periodCap: null } : one)),
  }
  const { head, parts, counts } = diffSchemes(base, to)
  expect(head).toEqual([{ label: '一类党组织', from: '八星级', to: '九星级' }])
  expect(counts).toEqual({ ...nothing, CHANGED: 1, SAME: total - 1 })
  const found = parts.filter((part) => part.change === 'CHANGED')
  expect(found.map((part) => part.key)).toEqual([`star:${rule.starCode}`])
  expect(found[0]?.rules.find((one) => one.change === 'CHANGED')?.fields[0]).toMatchObject({
    label: '年度上限',
    to: '6.5分',
  })
})

test('a rule that was renumbered is one change; a gone one stays where it was; a new one is added', () => {
  const renumbered = {
    ...base,
    rules: base.rules.map((one) => (one === rule ? { ...one, code: '9.99' } : one)),
  }
  expect(diffSchemes(base, renumbered).counts).toEqual({ ...nothing, CHANGED: 1, SAME: total - 1 })
  const shorter = { ...base, rules: base.rules.filter((one) => one !== rule) }
  const gone = diffSchemes(base, shorter)
  expect(gone.counts).toEqual({ ...nothing, REMOVED: 1, SAME: total - 1 })
  const part = gone.parts.find((one) => one.key === `star:${rule.starCode}`)
  const own = base.rules.filter((one) => one.starCode === rule.starCode)
  expect(part?.rules.map((one) => (one.from ?? one.to)?.code)).toEqual(own.map((one) => one.code))
  expect(diffSchemes(shorter, base).counts).toEqual({ ...nothing, ADDED: 1, SAME: total - 1 })
})

test('a star with another code but the same name is the same star; another star is one gone and one new', () => {
  const star = base.stars.find((one) => one.kind === 'ELECTIVE')
  const recoded = {
    ...base,
    stars: base.stars.map((one) => (one === star ? { ...one, code: '自77' } : one)),
    rules: base.rules.map((one) => (one.starCode === star?.code ? { ...one, starCode: '自77' } : one)),
  }
  expect(diffSchemes(base, recoded).counts).toEqual(nothing)
  const other = {
    ...base,
    stars: base.stars.map((one) => (one === star ? { ...one, code: '自78', name: '全新星' } : one)),
    rules: base.rules.filter((one) => one.starCode !== star?.code),
  }
  expect(
    diffSchemes(base, other)
      .parts.filter((part) => part.change !== 'SAME')
      .map((part) => part.change)
      .sort(),
  ).toEqual(['ADDED', 'REMOVED'])
})

test('each side of the comparison is whole: every rule of both stands once', () => {
  const to = exampleOrgScheme('FARMING')
  const { parts } = diffSchemes(base, to)
  const rules = parts.flatMap((part) => part.rules)
  expect(rules.filter((one) => one.from).length).toBe(base.rules.length)
  expect(rules.filter((one) => one.to).length).toBe(to.rules.length)
})

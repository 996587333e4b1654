import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CapRule, type Claim, Counted, settleClaims } from './caps.rules.ts'

const rules: Record<string, CapRule> = {
  study: { cap: 500, period: 'YEAR', periodCap: null },
  duty: { cap: 1000, period: 'QUARTER', periodCap: 250 },
  praise: { cap: 300, period: 'EACH', periodCap: null },
  onsite: { cap: null, period: 'MONTH', periodCap: 200 },
  late: { cap: 400, period: 'YEAR', periodCap: null },
}
const kinds: Record<string, string> = {
  study: 'BASE',
  duty: 'BASE',
  praise: 'BONUS',
  onsite: 'BONUS',
  late: 'DEDUCT',
}
const ruleOf = (claim: Claim) => rules[claim.ruleCode] as CapRule
const claim = fc
  .record({
    ruleCode: fc.constantFrom(...Object.keys(rules)),
    slot: fc.integer({ min: 1, max: 3 }),
    size: fc.integer({ min: 1, max: 20 }),
    month: fc.integer({ min: 1, max: 12 }),
  })
  .map(
    ({ ruleCode, slot, size, month }): Claim => ({
      ruleCode,
      slot,
      kind: kinds[ruleCode] as string,
      claimed: (ruleCode === 'late' ? -50 : 50) * size,
      factOn: `2026-${String(month).padStart(2, '0')}-05`,
    }),
  )
const claims = fc.array(claim, { maxLength: 40 })
const bySlot = (list: readonly Claim[], counted: readonly number[]) =>
  [1, 2, 3].map((slot) =>
    counted.reduce((sum, value, index) => (list[index]?.slot === slot ? sum + value : sum), 0),
  )

test('the sums of the stars do not depend on the order of posting', () =>
  fc.assert(
    fc.property(claims, fc.infiniteStream(fc.nat()), (list, noise) => {
      const shuffled = list
        .map((one) => ({ one, key: noise.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one)
      expect(bySlot(list, settleClaims(list, ruleOf, 500))).toEqual(
        bySlot(shuffled, settleClaims(shuffled, ruleOf, 500)),
      )
    }),
  ))

test('counting one by one from the sums equals counting all at once', () =>
  fc.assert(
    fc.property(claims, fc.nat(40), (list, cut) => {
      const whole = settleClaims(list, ruleOf, 500)
      const later = new Counted(500)
      list.slice(0, cut).forEach((one, index) => {
        later.add(one, ruleOf(one), whole[index] as number)
      })
      expect(list.slice(cut).map((one) => later.take(one, ruleOf(one)))).toEqual(whole.slice(cut))
    }),
  ))

test('nothing counts more than it claims, nor changes its sign, nor passes a cap', () =>
  fc.assert(
    fc.property(claims, (list) => {
      const counted = settleClaims(list, ruleOf, 500)
      list.forEach((one, index) => {
        expect(Math.abs(counted[index] as number)).toBeLessThanOrEqual(Math.abs(one.claimed))
        expect((counted[index] as number) * one.claimed).toBeGreaterThanOrEqual(0)
      })
      for (const slot of [1, 2, 3]) {
        const sum = (test: (one: Claim) => boolean) =>
          counted.reduce(
            (total, value, index) =>
              list[index]?.slot === slot && test(list[index] as Claim) ? total + value : total,
            0,
          )
        expect(sum((one) => one.kind === 'BONUS')).toBeLessThanOrEqual(500)
        expect(sum((one) => one.ruleCode === 'duty' && one.factOn < '2026-04')).toBeLessThanOrEqual(250)
        expect(sum((one) => one.ruleCode === 'late')).toBeGreaterThanOrEqual(-400)
      }
    }),
  ))

test('the surplus of one star never feeds another', () =>
  fc.assert(
    fc.property(claims, claim, (list, extra) => {
      const before = bySlot(list, settleClaims(list, ruleOf, 500))
      const after = bySlot([...list, extra], settleClaims([...list, extra], ruleOf, 500))
      for (const slot of [1, 2, 3]) if (slot !== extra.slot) expect(after[slot - 1]).toBe(before[slot - 1])
    }),
  ))

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idNumberIn, personalDataIn } from './personal.rules.ts'

test('what may not be public is found wherever it stands', () => {
  for (const [text, what] of [
    ['乌云（152527198803120026）', '身份证号'],
    ['身份证15252719880312002X号', '身份证号'],
    ['电话13847912345', '手机号'],
    ['138-4791-2345', '手机号'],
    ['卡号6222 0202 0000 1234 567', '银行卡号'],
    ['卡号6222 0202 0000 1234', '银行卡号'],
    ['积分98.5分，2026年第0012号，0479-1234567', undefined],
    ['XH-2026-GS-0012', undefined],
  ] as const)
    expect(personalDataIn(text), text).toBe(what)
})

test('law: an ID number is found between any words, and words alone are never refused', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 })
  const words = fc.string({ unit: fc.constantFrom(...'嘎查党支部积分星级，。（）') })
  fc.assert(
    fc.property(words, digits, fc.constantFrom('X', 'x', '7'), words, (before, middle, last, after) => {
      expect(personalDataIn(`${before}${middle.join('')}${last}${after}`)).toBe('身份证号')
      expect(idNumberIn(`${before}${middle.join('')}${last}${after}`)).toBe('身份证号')
      expect(personalDataIn(before + after)).toBeUndefined()
    }),
  )
})

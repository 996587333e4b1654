import { expect, test } from 'vitest'
import { checkCharacter, idNumberFault, zBankAccount, zIdNumber, zPhone } from './personal-fields.ts'

const id = (first17: string) => first17 + checkCharacter(first17)

test('the check character of the standard’s own examples', () => {
  // GB 11643-1999, annex: 11010519491231002X and 440524188001010014.
  expect(checkCharacter('11010519491231002')).toBe('X')
  expect(checkCharacter('44052418800101001')).toBe('4')
})
test('an ID number: length, province, day of birth, check character', () => {
  expect(zIdNumber.parse(` ${id('99010119700228001')} `)).toBe(id('99010119700228001'))
  expect(zIdNumber.parse('11010519491231002x')).toBe('11010519491231002X')
  const good = id('99010119700228001')
  for (let at = 0; at < 17; at++) {
    const wrong = good.slice(0, at) + ((Number(good[at]) + 1) % 10) + good.slice(at + 1)
    expect(idNumberFault(wrong), wrong).toBeTruthy()
  }
  for (const [text, says] of [
    [id('99010119700230001'), '出生日期'],
    [id('99010118990101001'), '出生日期'],
    [id('99010129990101001'), '晚于今天'],
    [id('00010119700228001'), '省级代码'],
    ['110105194912310', '18位'],
  ] as const)
    expect(idNumberFault(text)).toContain(says)
})
test('telephones and bank accounts', () => {
  for (const text of ['19900001234', '138 0000 1234', '0479-1234567', '04791234567', '7654321'])
    expect(zPhone.safeParse(text).success, text).toBe(true)
  for (const text of ['12345', '10000000000', '138-0000', '电话', ''])
    expect(zPhone.safeParse(text).success, text).toBe(false)
  expect(zBankAccount.parse('6200 0000 0000 0000 001')).toBe('6200000000000000001')
  for (const text of ['620000000000000', '62000000000000000011', '62000000000000000x'])
    expect(zBankAccount.safeParse(text).success, text).toBe(false)
})

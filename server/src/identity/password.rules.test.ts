import { expect, test } from 'vitest'
import { lockUntil } from './attempts.ts'
import { commonPasswords } from './common-passwords.ts'
import { passwordFault, plainForms } from './password.rules.ts'

const common = await commonPasswords()
const fault = (password: string, length = 8, classes = 3) =>
  passwordFault(password, { length, classes }, 'wulan', (form) => common.has(form))

test('length, kinds of characters, the account’s own name', () => {
  expect(fault('Ab1!')).toMatch('至少8位')
  expect(fault('caoyuan-he-yun')).toMatch('至少3类')
  expect(fault('Caoyuan-he-yun')).toBeUndefined()
  expect(fault('caoyuan-he-yun', 8, 2)).toBeUndefined()
  expect(fault('Caoyuan-he', 12)).toMatch('至少12位')
  expect(fault('WuLan-2026-x')).toMatch('账号')
  // A character is a character, whatever its bytes.
  expect(fault('草原Aa1!河')).toMatch('至少8位')
})
test('what everybody tries first, also dressed up', () => {
  expect(common.size).toBeGreaterThan(10_000)
  for (const one of ['Password1!', 'P@ssw0rd2026', 'Qwerty123!', 'Xinghe@2026', 'xinghe-demo', 'Zuzhibu#01'])
    expect(fault(one, 8, 1), one).toMatch('常见')
  for (const one of ['12345678', 'abcdefgh', '88888888', '87654321'])
    expect(fault(one, 8, 1), one).toMatch(/简单|常见/)
  expect(plainForms('P@ssw0rd2026!')).toContain('password')
})
test('a lock doubles with every further failure, up to the most', () => {
  const now = new Date('2026-03-05T02:00:00Z')
  const minutes = (failures: number) => {
    const until = lockUntil(failures, { allowed: 5, firstMinutes: 5, mostMinutes: 240 }, now)
    return until && (until.getTime() - now.getTime()) / 60_000
  }
  expect([4, 5, 6, 7, 10, 11, 5000].map(minutes)).toEqual([null, 5, 10, 20, 160, 240, 240])
})

/** Coded words: each has a Chinese text, and the text names one code only. */
import { expect, test } from 'vitest'
import { auditWords } from './audit-words.ts'
import { posts } from './rights.ts'
import * as words from './words.ts'

const isTable = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const tables = Object.entries({ ...words, posts }).flatMap(
  ([name, value]): [string, Record<string, string>][] => (isTable(value) ? [[name, value]] : []),
)

test('words are Chinese, without codes', () => {
  expect(tables.length).toBeGreaterThan(10)
  for (const [name, table] of tables)
    for (const word of Object.values(table)) expect(word, name).toMatch(/^[\p{Script=Han}“”（）]{1,16}$/u)
})
test('different codes say different things', () => {
  for (const [name, table] of tables)
    expect(new Set(Object.values(table)).size, name).toBe(Object.keys(table).length)
})
test('a list of keys has every code of its table, in the same order', () => {
  for (const [name, table] of tables) {
    const keys = (words as unknown as Record<string, string[]>)[`${name.replace(/s$/, '')}Keys`]
    if (keys) expect(keys, name).toEqual(Object.keys(table))
  }
})
test('a level has its name from none to ten, and none at all', () => {
  expect(words.levelName(null)).toBe('不予评星')
  expect(words.levelName(0)).toBe('未获星')
  expect(words.levelName(1)).toBe('一星级')
  expect(words.levelName(10)).toBe('十星级')
})
test('the timeline speaks Chinese', () => {
  for (const [act, word] of Object.entries(auditWords)) {
    expect(act).toMatch(/^[a-z_]+\.[a-z_]+$/)
    expect(word, act).toMatch(/^[\p{Script=Han}：，“”、（）]{2,30}$/u)
  }
})

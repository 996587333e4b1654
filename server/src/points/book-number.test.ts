import { expect, test } from 'vitest'
import { bookNumber } from './book-number.ts'

test('the number of a book is year, township, village and member, each of fixed width', () => {
  expect(bookNumber(2026, 3, 12, 7)).toBe('2026-03-012-007')
  expect(bookNumber(2026, 11, 101, 0)).toBe('2026-11-101-000')
})

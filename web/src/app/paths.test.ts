import { expect, test } from 'vitest'
import { pathTo, safeBack } from './paths.ts'

test('parts are filled and encoded, empty filters left out, lists repeated', () => {
  const view = { year: 2026, text: '', all: false, late: true, unit: ['a', 'b'], none: null }
  expect(pathTo('/stars/books/:id', { id: 'a/b' }, view)).toBe(
    '/stars/books/a%2Fb?year=2026&late=1&unit=a&unit=b',
  )
  expect(pathTo('/stars')).toBe('/stars')
})

test.each([
  ['/stars/results?year=2025', '/stars/results?year=2025'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['https://elsewhere.example', '/'],
  ['/sign-in?back=/x', '/'],
  ['', '/'],
  [undefined, '/'],
])('after sign-in %s leads to %s', (back, place) => {
  expect(safeBack(back)).toBe(place)
})

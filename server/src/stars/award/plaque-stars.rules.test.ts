import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { starsOnPlaque } from './plaque-stars.rules.ts'

const rated = { lit: '1110000000', colours: 'GSR-------' }
const sums = [1500, 1250, 1000, 900, 950, 0, 0, 0, 0, 0]

describe('stars drawn on a plaque', () => {
  test('the computed level leaves them as they are', () =>
    expect(starsOnPlaque(rated, sums, 3)).toEqual(rated))
  test('a lower level puts out the weakest', () =>
    expect(starsOnPlaque(rated, sums, 2)).toEqual({ lit: '1100000000', colours: 'GS--------' }))
  test('a higher level lights the strongest of the others, in red', () =>
    expect(starsOnPlaque(rated, sums, 4)).toEqual({ lit: '1110100000', colours: 'GSR-R-----' }))
  test('without colours it stays without', () =>
    expect(starsOnPlaque({ lit: '1000000000', colours: 'N---------' }, sums, 2).colours).toBe('NN--------'))
  test('always as many as decided', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 10, maxLength: 10 }),
        fc.integer({ min: 0, max: 10 }),
        (points, level) => {
          const lit = points.map((one) => (one >= 1000 ? '1' : '0')).join('')
          const drawn = starsOnPlaque(
            { lit, colours: lit.replaceAll('1', 'R').replaceAll('0', '-') },
            points,
            level,
          )
          expect(drawn.lit.replaceAll('0', '')).toHaveLength(level)
          expect(drawn.colours.replaceAll('-', '')).toHaveLength(level)
        },
      ),
    ))
})

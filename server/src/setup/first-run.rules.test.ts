/** Every database that a start can find, with and without `--empty`. */
import { expect, test } from 'vitest'
import { type Found, firstRun } from './first-run.rules.ts'

const nothing: Found = { regions: 0, demoBegun: false, demoMade: false, kept: false }
const demo: Found = { regions: 2, demoBegun: true, demoMade: true, kept: false }
const half: Found = { ...demo, regions: 1, demoMade: false }
const kept: Found = { ...nothing, kept: true }
const county: Found = { ...kept, regions: 1 }
const restored: Found = { ...nothing, regions: 1 }

test('with --empty demo data is refused, whole or half; everything else is kept', () => {
  expect([demo, half, { ...half, regions: 0 }].map((found) => firstRun(true, found))).toEqual([
    'REFUSE',
    'REFUSE',
    'REFUSE',
  ])
  expect([nothing, kept, county, restored].map((found) => firstRun(true, found))).toEqual([
    'KEEP',
    'KEEP',
    'KEEP',
    'KEEP',
  ])
})

test('a plain start makes the demo world only where nothing stands and nothing is kept', () => {
  expect(firstRun(false, nothing)).toBe('DEMO')
  expect(firstRun(false, half)).toBe('ANEW')
  expect([demo, restored].map((found) => firstRun(false, found))).toEqual(['LEAVE', 'LEAVE'])
  expect([kept, county].map((found) => firstRun(false, found))).toEqual(['KEEP', 'KEEP'])
})

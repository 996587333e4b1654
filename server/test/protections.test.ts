import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { protections } from './protections.ts'

const root = join(import.meta.dirname, '../..')

test('every protection of the list still stands where it was, and its test too', () => {
  const stale = protections.flatMap(({ name, file, find, replace, test: path }) => {
    const there = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''
    return [
      ...(there.split(find).length === 2 ? [] : [`${name}: not exactly once in ${file}`]),
      ...(find === replace ? [`${name}: takes nothing out`] : []),
      ...(existsSync(join(root, path)) ? [] : [`${name}: no ${path}`]),
    ]
  })
  expect(stale).toEqual([])
  expect(protections.length).toBeGreaterThan(40)
  expect(new Set(protections.map(({ name }) => name)).size).toBe(protections.length)
})

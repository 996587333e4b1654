/** Laws of every lifecycle table that any contract file exports. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { everyStateAndAct, type Lifecycle, next, openActs } from './lifecycle.ts'

type Table = Lifecycle<string, string>
const lifecycles: [name: string, table: Table, states: Record<string, string> | undefined][] = []
for (const file of readdirSync(import.meta.dirname).filter((name) => /^[\w-]+\.ts$/.test(name))) {
  const exported = (await import(join(import.meta.dirname, file))) as Record<string, unknown>
  for (const [name, table] of Object.entries(exported))
    if (name.endsWith('Lifecycle'))
      lifecycles.push([
        name,
        table as Table,
        exported[name.replace('Lifecycle', 'States')] as Record<string, string> | undefined,
      ])
}
/**
 * States that another record's act brings about: the determination meeting takes the township's sheets with it, a change in
 * the tree ends a quarter, and what a person handed in is moved on by the work itself.
 */
const broughtAbout: Record<string, string[]> = {
  sheetLifecycle: ['DETERMINED'],
  quarterLifecycle: ['ENDED'],
  importLifecycle: ['CHECKED', 'WRITING', 'DONE', 'FAILED', 'CANCELLED'],
}
const reachable = (table: Table, from: string, seen = new Set<string>()): Set<string> => {
  if (!seen.has(from)) {
    seen.add(from)
    for (const to of Object.values(table[from] ?? {})) if (to) reachable(table, to, seen)
  }
  return seen
}

test('the procedures have their tables', () => {
  expect(lifecycles.length).toBeGreaterThanOrEqual(9)
})
describe.each(lifecycles)('%s', (name, table, states) => {
  test('leads only to states of its own', () => {
    for (const open of Object.values(table))
      for (const [act, to] of Object.entries(open)) expect(Object.keys(table), act).toContain(to)
  })
  test('has a Chinese word for each state and no word without a state', () => {
    expect(Object.keys(states ?? {}).sort()).toEqual(Object.keys(table).sort())
    for (const word of Object.values(states ?? {})) expect(word).toMatch(/^[\p{Script=Han}“”，]{2,12}$/u)
  })
  test('reaches every state from its first', () => {
    const first = Object.keys(table)[0] as string
    const reached = [...reachable(table, first), ...(broughtAbout[name] ?? [])]
    expect(reached.sort()).toEqual(Object.keys(table).sort())
  })
})

const door: Lifecycle<'OPEN' | 'SHUT', 'shut' | 'open'> = { OPEN: { shut: 'SHUT' }, SHUT: { open: 'OPEN' } }
test('what is not in the table is not open', () => {
  expect(next(door, 'OPEN', 'shut')).toBe('SHUT')
  expect(next(door, 'OPEN', 'open')).toBeUndefined()
  expect(openActs(door, 'SHUT')).toEqual(['open'])
  expect(everyStateAndAct(door, ['shut', 'open'])).toEqual([
    { from: 'OPEN', act: 'shut', to: 'SHUT' },
    { from: 'OPEN', act: 'open', to: undefined },
    { from: 'SHUT', act: 'shut', to: undefined },
    { from: 'SHUT', act: 'open', to: 'OPEN' },
  ])
})

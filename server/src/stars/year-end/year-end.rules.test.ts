import { everyStateAndAct, next } from '@xinghe/contract/lifecycle'
import type { ObjectionState } from '@xinghe/contract/notices'
import {
  attendanceReached,
  determinationActs,
  determinationLifecycle,
  majorityReached,
  quorumReached,
  type RatingState,
  ratingActs,
  ratingLifecycle,
  ratingStateKeys,
  sheetActs,
  sheetLifecycle,
  topAllowed,
} from '@xinghe/contract/year-end'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { objectedState } from './objected.rules.ts'

test('attendance, quorum and majority at their borders', () => {
  expect(
    [
      [3, 2],
      [3, 3],
      [6, 4],
      [6, 5],
      [1000, 667],
      [1000, 666],
    ].map(([entitled, attended]) =>
      attendanceReached({ entitled: entitled as number, attended: attended as number }),
    ),
  ).toEqual([false, true, false, true, true, false])
  expect(
    [
      [7, 3],
      [7, 4],
      [8, 4],
      [1, 0],
    ].map(([entitled, present]) =>
      quorumReached({ entitled: entitled as number, present: present as number }),
    ),
  ).toEqual([false, true, true, false])
  expect(
    [
      [6, 3],
      [6, 4],
      [5, 3],
      [5, 2],
    ].map(([present, votesFor]) =>
      majorityReached({ present: present as number, votesFor: votesFor as number }),
    ),
  ).toEqual([false, true, true, false])
  expect([topAllowed(103, 15), topAllowed(2, 40), topAllowed(9, null)]).toEqual([15, 0, null])
})

test('every state of each table is reached, and every act leads to a state of the table', () => {
  const reach = <S extends string, A extends string>(
    table: Record<S, Partial<Record<A, S>>>,
    acts: readonly A[],
    start: S,
  ) => {
    const seen = new Set<S>([start])
    for (const from of seen)
      for (const act of acts) if (next(table, from, act)) seen.add(next(table, from, act) as S)
    return seen
  }
  expect(reach(ratingLifecycle, ratingActs, 'ACCUMULATING').size).toBe(ratingStateKeys.length)
  expect([...reach(sheetLifecycle, sheetActs, 'OPEN'), 'DETERMINED'].sort()).toEqual(
    Object.keys(sheetLifecycle).sort(),
  )
  expect(reach(determinationLifecycle, determinationActs, 'PREPARING').size).toBe(
    Object.keys(determinationLifecycle).length,
  )
})

test('no way confirms a result without its notice, nor an amended one without another', () => {
  const withoutNotice = (start: RatingState) => {
    const seen = new Set<RatingState>([start])
    for (const from of seen)
      for (const { act, to } of everyStateAndAct(ratingLifecycle, ratingActs).filter(
        (one) => one.from === from,
      ))
        if (to && act !== 'publish') seen.add(to)
    return seen
  }
  expect(withoutNotice('ACCUMULATING')).not.toContain('CONFIRMED')
  expect(withoutNotice('DETERMINED')).not.toContain('CONFIRMED')
  expect(next(ratingLifecycle, 'AMENDED', 'confirm')).toBeUndefined()
})

test('a rating follows its objections: open ones hold it, one amendment makes it new, order does not matter', () => {
  const states = fc.array(fc.constantFrom<ObjectionState>('RAISED', 'INVESTIGATING', 'UPHELD', 'AMENDED'), {
    maxLength: 6,
  })
  fc.assert(
    fc.property(states, (list) => {
      const state = objectedState(list)
      expect(objectedState([...list].reverse())).toBe(state)
      const open = list.some((one) => one === 'RAISED' || one === 'INVESTIGATING')
      expect(state === undefined).toBe(list.length === 0)
      expect(state === 'OBJECTED' || state === 'UNDER_INVESTIGATION').toBe(open)
      if (!open && list.length > 0) expect(state).toBe(list.includes('AMENDED') ? 'AMENDED' : 'UPHELD')
      // Another objection never settles anything.
      expect(['OBJECTED', 'UNDER_INVESTIGATION']).toContain(objectedState([...list, 'RAISED']))
    }),
  )
})

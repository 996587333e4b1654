import { administrators, fills, type Post, postKeys } from '@xinghe/contract/rights'
import { expect, test } from 'vitest'
import { goTogether } from './separation.rules.ts'

const three: readonly Post[] = administrators
const others = postKeys.filter((post) => !three.includes(post))

test('each post is filled by exactly one, and none of the two by the other', () => {
  for (const post of postKeys)
    expect(postKeys.filter((by) => fills(by, post))).toEqual([
      three.includes(post) ? 'SECURITY_ADMIN' : 'ORG_DEPARTMENT',
    ])
})
test('one of the three holds nothing beside; the posts of the business go together', () => {
  for (const one of three)
    for (const other of postKeys) expect(goTogether([one, other]), `${one} ${other}`).toBe(one === other)
  expect(goTogether(others)).toBe(true)
  expect(goTogether([])).toBe(true)
})

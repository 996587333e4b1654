import { expect, test } from 'vitest'
import { postLevels, rightWords } from './right-words.ts'
import { actions, postKeys } from './rights.ts'

test('every right and every post stands on the page, once', () => {
  expect(
    Object.values(rightWords)
      .flatMap((rights) => Object.keys(rights))
      .sort(),
  ).toEqual([...actions].sort())
  expect(postLevels.flatMap(({ posts }) => posts as readonly string[]).sort()).toEqual([...postKeys].sort())
})

/** Every act that is audited anywhere in the server has its word on the timeline. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { auditWords } from '@xinghe/contract/audit-words'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
)

test('no audited act is nameless', () => {
  const acts = files.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(/\baudit\(([\s\S]{0,160})/g)].flatMap(([, call]) =>
      // The action is the third argument, at times chosen between two.
      [...((call ?? '').split(/[[{]/)[0]?.matchAll(/'([a-z_]+\.[a-z_]+)'/g) ?? [])].map(
        ([, act]) => act as string,
      ),
    ),
  )
  expect(acts.length).toBeGreaterThan(60)
  expect([...new Set(acts)].filter((act) => !(act in auditWords))).toEqual([])
})

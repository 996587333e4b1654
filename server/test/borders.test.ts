import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[]
  options: Record<string, unknown>
}
const rules = config.forbidden.map((rule) => rule.name)

async function broken(baseDir: string, folders: string[]): Promise<{ names: string[]; modules: number }> {
  const { tsConfig: _, ...options } = config.options
  const { output } = await cruise(
    folders.filter((folder) => existsSync(join(baseDir, folder))),
    {
      ...options,
      baseDir,
      validate: true,
      ruleSet: { forbidden: config.forbidden },
      outputType: 'json',
    } as never,
  )
  const result = (typeof output === 'string' ? JSON.parse(output) : output) as ICruiseResult
  return {
    names: [...new Set(result.summary.violations.map((violation) => violation.rule.name))],
    modules: result.summary.totalCruised,
  }
}

// A rule that cannot fail is no rule.
test.each(rules)('%s is broken by its fixture', async (name) => {
  const found = await broken(join(root, 'server/test/borders', name), [
    'contract/src',
    'server/src',
    'web/src',
  ])
  expect(found.names).toContain(name)
})

test('the house itself keeps them all', async () => {
  const found = await broken(root, ['contract/src', 'server/src', 'web/src', 'demo', 'scripts'])
  expect(found.modules).toBeGreaterThan(300)
  expect(found.names).toEqual([])
}, 120_000)

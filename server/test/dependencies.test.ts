import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { reviewDependencies } from '../../scripts/review-dependencies.ts'

const folder = mkdtempSync(join(tmpdir(), 'xinghe-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const good = { version: '1.0.0', license: 'MIT', integrity: 'sha512-abc' }
/** What is found in a lock file with one package, and a manifest that asks for it. */
function found(locked: object, version = '1.0.0'): string[] {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { a: version } }))
  const packages = { '': {}, 'node_modules/a': { ...good, ...locked } }
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }))
  return reviewDependencies(folder)
}

test('a sound lock file is sound', () => {
  expect(found({})).toEqual([])
  expect(found({ license: '(MIT OR GPL-3.0-or-later)' })).toEqual([])
  expect(found({ license: 'MIT AND OFL-1.1' })).toEqual([])
})
test.each<[string, object, string, RegExp]>([
  ['a range', {}, '^1.0.0', /exact/],
  ['a branch of a repository', {}, 'github:a/a#main', /exact/],
  ['an address', { resolved: 'git+ssh://git@host/a.git' }, '1.0.0', /comes from/],
  ['a plain http address', { resolved: 'http://host/a.tgz' }, '1.0.0', /comes from/],
  ['contents not pinned', { integrity: undefined }, '1.0.0', /pinned/],
  ['contents pinned by a broken digest', { integrity: 'sha1-abc' }, '1.0.0', /pinned/],
  ['a script at installation', { hasInstallScript: true }, '1.0.0', /script/],
  ['a licence that binds the whole', { license: 'GPL-3.0-only' }, '1.0.0', /licence/],
  ['a licence that binds a part', { license: 'MIT AND AGPL-3.0' }, '1.0.0', /licence/],
  ['no licence', { license: undefined }, '1.0.0', /licence/],
])('%s is found', (_, locked, version, finding) => {
  expect(found(locked, version)).toEqual([expect.stringMatching(finding)])
})

/** Whatever stands on the audit page stands there in words. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bindings } from '../app.ts'
import { placeOf, subjectOf } from './subject.ts'
import { tell } from './tell.ts'

const source = join(import.meta.dirname, '..')
const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => [file, readFileSync(join(source, file), 'utf8')] as const)

test('every door and every kind of record has its word', () => {
  const doors = bindings.filter(({ route }) => route.access !== 'public').map(({ route }) => route.path)
  expect(doors.filter((path) => placeOf(`GET ${path}`) === undefined)).toEqual([])
  const kinds = texts.flatMap(([, text]) =>
    [...text.matchAll(/subjectKind: '(\w+)'/g)].map(([, kind]) => kind),
  )
  expect(kinds.length).toBeGreaterThan(60)
  expect(
    [...new Set(kinds)].filter((kind) => kind !== 'route' && subjectOf(kind ?? '', null) === '其他'),
  ).toEqual([])
})
test('changes are told apart from facts', () => {
  expect(tell({ village_type: ['PASTORAL', null], again: 3, day: '2026-05-01' })).toEqual({
    changed: [{ field: '嘎查村类别', before: '牧区', after: '（空）' }],
    facts: [
      { name: '其间又有几次', value: '3' },
      { name: '日期', value: '2026年5月1日' },
    ],
  })
  expect(tell({ kind: 'VILLAGE', code: 'PASTORAL', refused: 'common.not_allowed' }).facts).toEqual([
    { name: '种类', value: '嘎查村' },
    { name: '类别', value: '牧区' },
    { name: '原因', value: '您当前的岗位不能办理此事' },
  ])
  expect(tell(null)).toEqual({ changed: [], facts: [] })
})
test('acts that write nothing down are these alone', () => {
  expect(
    texts
      .filter(([, text]) => /nothingToTell\(tx/.test(text))
      .map(([file]) => file)
      .sort(),
  ).toEqual([
    // The same objection sent twice.
    'notices/raise-objection.ts',
    // Nobody below the unit is without an account.
    'org/account-slips.ts',
    // The same lines saved again while somebody types.
    'papers/save-keying.ts',
    // A repeat of what was done and written down before.
    'platform/route.ts',
    // Works out what would be, and keeps nothing.
    'points/preview-slip.ts',
    'restructure/preview-change.ts',
    // Every township has its schemes.
    'setup/lay-out-schemes.ts',
    // Lays out what is missing; where nothing is, nothing was done.
    'stars/declare/open-sheets.ts',
  ])
})

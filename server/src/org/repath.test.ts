import { expect, test } from 'vitest'
import { freshWorld } from '../../test/world.ts'
import { pathedTables } from './repath.ts'

test('whatever has a path moves with its unit, but for the sealed trail', async () => {
  const world = await freshWorld()
  const found = await world.owner(
    `select c.relname as name, has_column_privilege('xinghe_app', c.oid, 'path', 'update') as may from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'path' and not a.attisdropped
     where c.relnamespace = 'xinghe'::regnamespace and c.relkind = 'r' order by 1`,
  )
  expect(found.filter(({ name }) => name !== 'audit_entry')).toEqual(
    pathedTables.map((name) => ({ name, may: true })),
  )
  expect(found.find(({ name }) => name === 'audit_entry')).toEqual({ name: 'audit_entry', may: false })
})

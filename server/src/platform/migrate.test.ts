/** What a start finds of rights and policies: as written, it leaves them; otherwise it writes them anew. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testRole } from '../../test/global-setup.ts'
import { freshWorld } from '../../test/world.ts'
import { migrate } from './migrate.ts'

const { ownerUrl } = await freshWorld()
const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=xinghe' })
beforeAll(() => client.connect())
afterAll(() => client.end())

const start = () => migrate({ ownerUrl, ...testRole })
const read = async (text: string) => (await client.query(text)).rows
/** Which rows of the catalog they are, and who wrote them: written anew, they are others. */
const policies = () =>
  read(`select oid, xmin::text, polname, polrelid::regclass::text as on from pg_policy order by 1`)
const ofBook = () =>
  read(
    `select polname, polcmd, polpermissive, pg_get_expr(polqual, polrelid) as sees, pg_get_expr(polwithcheck, polrelid) as writes
     from pg_policy where polrelid = 'book'::regclass order by 1`,
  )
const may = async (right: string) =>
  (await read(`select has_table_privilege('${testRole.appRole}', 'xinghe.book', '${right}') as may`))[0]?.may

test('the second start writes none of them', async () => {
  await start()
  const before = await policies()
  expect(before.length).toBeGreaterThan(50)
  await start()
  expect(await policies()).toEqual(before)
})

test.each([
  ['a policy that was dropped', 'drop policy scope on book'],
  ['a policy that was loosened', 'alter policy scope on book using (true)'],
  ['a table left without its guard', 'alter table book disable row level security'],
  ['a right that was taken', `revoke update on book from ${testRole.appRole}`],
  ['no note of what was written, as after a restore', `comment on schema xinghe is null`],
])('%s: the next start writes them anew', async (_, change) => {
  const [before, rights] = [await ofBook(), await may('update')]
  expect(rights).toBe(true)
  const written = await policies()
  await client.query(change)
  await start()
  expect(await ofBook()).toEqual(before)
  expect(await may('update')).toBe(true)
  expect(await read(`select relrowsecurity as guarded from pg_class where oid = 'book'::regclass`)).toEqual([
    { guarded: true },
  ])
  expect(await policies()).not.toEqual(written)
})

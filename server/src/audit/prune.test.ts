/** What is kept long enough moves into a file, the rest stays, and both verify. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { editUnit } from '@xinghe/contract/org'
import type { LocalDate } from '@xinghe/contract/values'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as, type GivenPerson, type GivenRegion, givenRegion } from '../../test/given.ts'
import { freshWorld } from '../../test/world.ts'
import { connect, type Database } from '../platform/database.ts'
import { readTx, systemTx, wholeRegion } from '../platform/tx.ts'
import { checkKept } from './kept-file.ts'
import { pruneAudit } from './prune-audit.ts'
import { sealEntries } from './seal-entries.ts'
import { sealsOf, verifyAudit, type WrittenSeal } from './verify-audit.ts'

let world: Awaited<ReturnType<typeof freshWorld>>
let banner: GivenRegion
let clerk: GivenPerson
let owner: Database
let close: () => Promise<void>
const folder = mkdtempSync(join(tmpdir(), 'xinghe-audit-'))
const day = 86_400_000

beforeAll(async () => {
  world = await freshWorld()
  banner = await givenRegion(world, { members: 1 })
  clerk = banner.townships[0]?.clerk as GivenPerson
  const { db, pool } = connect(world.ownerUrl, { max: 2 })
  owner = db
  close = () => pool.end()
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

const later = (days: number) =>
  world.clock.set(new Date(world.clock.now().getTime() + days * day).toISOString())
let count = 0
const work = async () => {
  for (let i = 0; i < 3; i++)
    expect(
      await as(world, clerk, editUnit, {
        params: { id: clerk.unit.id },
        body: { name: `东山镇${++count}`, shortName: `东山${count}`, villageType: 'PASTORAL' },
      }),
    ).toMatchObject({ status: 200 })
}
const seal = () => systemTx(world.db, 1, (tx) => sealEntries(tx, 1, world.clock.now()))
const verify = (written?: WrittenSeal) =>
  readTx(world.db, wholeRegion(1), (tx) => verifyAudit(tx, 1, written))
const prune = (before?: LocalDate) => pruneAudit(owner, 1, { folder, now: world.clock.now(), before })
const seals = () => readTx(world.db, wholeRegion(1), (tx) => sealsOf(tx, 1))

/** At least one seal, whichever test runs. */
const sealed = async () => {
  if ((await seals()).length > 0) return
  await work()
  await seal()
}

test('what is younger than it is kept stays, whoever asks', async () => {
  await work()
  await seal()
  later(200)
  await work()
  await seal()
  expect(await prune()).toBeUndefined()
  await expect(prune('2099-01-01' as LocalDate)).rejects.toThrow(/kept for 1095 days/)
  // A shorter time than the law's, written past the app, does not count.
  await world.owner(
    `insert into setting (region_id, key, value, changed_by, changed_at) values (1, 'audit.keep_days', '10', '某人', now())`,
  )
  expect(await prune()).toBeUndefined()
  await world.owner(`update setting set value = '180' where key = 'audit.keep_days'`)
})

test('what does not verify is not moved away', async () => {
  await sealed()
  await world.owner(`update audit_entry set person_name = person_name || '甲' where seal_no = 1`)
  await expect(prune()).rejects.toThrow(/does not verify/)
  await world.owner(`update audit_entry set person_name = left(person_name, -1) where seal_no = 1`)
  expect(readdirSync(folder)).toEqual([])
})

test('whole seals move into a file that verifies, and what is left verifies too', async () => {
  const before = await verify()
  const moved = await prune()
  expect(moved).toMatchObject({ upto: 1, entries: expect.any(Number) })
  const path = moved?.path as string
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toHaveLength(1)
  const kept = await checkKept(path, await seals())
  expect(kept).toMatchObject({ entries: moved?.entries, from: 1, upto: 1, findings: [] })
  expect(await verify()).toMatchObject({
    // Two seals, and the one over the entry that says what was moved.
    seals: 3,
    entries: before.entries - (moved?.entries ?? 0) + 1,
    unsealed: 0,
    findings: [],
  })
  expect(await prune()).toBeUndefined()
  const lines = gunzipSync(readFileSync(path)).toString().replace('东山镇1', '西山镇1')
  const changed = join(folder, 'audit-1-x.jsonl.gz')
  writeFileSync(changed, gzipSync(lines))
  expect((await checkKept(changed, await seals())).findings.map(({ what }) => what).join()).toContain(
    'was changed after it was sealed',
  )
})

test('a second time goes on where the first ended', async () => {
  later(200)
  expect(await prune()).toMatchObject({ upto: 3 })
  later(200)
  expect(await prune()).toMatchObject({ upto: 4 })
  expect((await verify()).findings).toEqual([])
})

test('who only says that it was moved is found', async () => {
  await sealed()
  await work()
  await seal()
  const [young] = await world.owner('select max(seal_no) as no from audit_entry')
  const fake = `insert into audit_entry (region_id, id, at, path, person_name, action, subject_kind, detail)
    values (1, 'ffffffff-ffff-4fff-bfff-ffffffffffff', now() + interval '100 years', '', '系统', 'audit.pruned', 'audit', jsonb_build_object('upto', $1::int))`
  await world.owner(fake, [young?.no])
  await world.owner('delete from audit_entry where seal_no = $1', [young?.no])
  // Not under a seal it counts for nothing; under one it tells how young that was.
  expect((await verify()).findings).not.toEqual([])
  await world.owner(`update audit_entry set at = $1 where seal_no is null`, [world.clock.now()])
  await seal()
  expect((await verify()).findings.map(({ what }) => what).join()).toContain('younger than 180 days')
})

test('a chain made anew by the owner does not have the code that was written down', async () => {
  await sealed()
  const { last } = await verify()
  expect((await verify(last as WrittenSeal)).findings.map(({ what }) => what).join()).not.toContain(
    'written down',
  )
  await world.owner('update audit_seal set digest = md5(digest) || md5(digest) where seq = $1', [last?.no])
  expect((await verify(last as WrittenSeal)).findings.map(({ what }) => what).join()).toContain(
    `was written down as ${last?.code}`,
  )
  await world.owner('delete from audit_seal where seq = $1', [last?.no])
  expect((await verify(last as WrittenSeal)).findings.map(({ what }) => what).join()).toContain('not there')
})

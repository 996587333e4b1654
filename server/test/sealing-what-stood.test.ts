/** A database from before the sealing: what stood in clear is sealed by the update, and still works. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openSecret } from '../src/identity/spend-code.ts'
import { openPersonal } from '../src/org/personal.ts'
import { connect } from '../src/platform/database.ts'
import { addKey, requireKeys } from '../src/platform/key-file.ts'
import { knownMigrations, migrate } from '../src/platform/migrate.ts'
import { resealAll } from '../src/platform/reseal.ts'
import { type Keys, keyIdOf, useKeys } from '../src/platform/sealed.ts'
import { keysInUse } from '../src/platform/sealed-columns.ts'
import { testRole } from './global-setup.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'xinghe-stood-'))
const template = new URL(inject('ownerUrl'))
const name = `t_stood_${process.pid}_${Date.now().toString(36)}`
const at = (database: string) => Object.assign(new URL(template), { pathname: `/${database}` }).href
const ownerUrl = at(name)
const person = { regionId: 7, id: '00000000-0000-7000-8000-000000000002' }
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const phone = '0479-1234567'
let keys: Keys
async function ask(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=xinghe' })
  await client.connect()
  return (await client.query(text, values).finally(() => client.end())).rows
}

beforeAll(async () => {
  keys = requireKeys(dataDir, [])
  useKeys(() => keys)
  await ask(at('postgres'), `create database ${name}`)
  await migrate({ ownerUrl, ...testRole, only: knownMigrations().filter((file) => file < '0018') })
  await ask(ownerUrl, `insert into region values (7, 'BANNER', '旗', '150000', now())`)
  await ask(
    ownerUrl,
    `insert into unit (region_id, id, path, seq, kind, name, short_name, first_on)
     values (7, '00000000-0000-7000-8000-000000000001', '0', 1, 'BANNER', '旗', '旗', '2026-01-01')`,
  )
  await ask(
    ownerUrl,
    `insert into person (region_id, id, path, name, name_sort, phone, created_at) values (7, $1, '0', '某人', 'mou ren', $2, now())`,
    [person.id, phone],
  )
  await ask(
    ownerUrl,
    `insert into account (region_id, person_id, login, password_hash, password_at, totp_secret, totp_since, created_at)
     values (7, $1, 'mouren', '-', now(), $2, now(), now())`,
    [person.id, secret],
  )
  await migrate({ ownerUrl, ...testRole })
})
afterAll(async () => {
  await ask(at('postgres'), `drop database if exists ${name} with (force)`)
  rmSync(dataDir, { recursive: true })
})

const stands = async () => {
  const [row] = await ask(
    ownerUrl,
    `select p.phone_sealed, a.totp_sealed, p::text || a::text as whole from person p join account a on a.person_id = p.id`,
  )
  return row as { phone_sealed: string; totp_sealed: string; whole: string }
}
test('the update seals it, and it opens for its own row', async () => {
  const row = await stands()
  expect(row.whole).not.toContain(secret)
  expect(row.whole).not.toContain('1234567')
  expect(openSecret(7, person.id, row.totp_sealed)).toBe(secret)
  expect(() => openSecret(7, '00000000-0000-7000-8000-000000000003', row.totp_sealed)).toThrow('moved')
  expect(openPersonal(person, 'PHONE', row)).toBe(phone)
})
test('a new key seals all of it anew, the second factor too', async () => {
  keys = addKey(dataDir, 'sm4')
  const newest = keys.sealing[0]?.id as string
  const { db, pool } = connect(ownerUrl, { max: 1 })
  expect(await resealAll(db, newest).finally(() => pool.end())).toBe(2)
  const row = await stands()
  expect([row.phone_sealed, row.totp_sealed].map((text) => text.split('.')[2])).toEqual([newest, newest])
  expect(openSecret(7, person.id, row.totp_sealed)).toBe(secret)
  expect((await keysInUse(ownerUrl)).get(newest)).toBe(2)
  expect(keyIdOf(row.phone_sealed)).toBe(newest)
})

import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { ciphers } from './ciphers.ts'
import { addKey, followKeys, KeyError, keyFile, madeKeys, readKeys, requireKeys } from './key-file.ts'
import { blindIndex, keyIdOf, open, SealError, seal, useKeys } from './sealed.ts'

const place = { regionId: 1, column: 'person.phone_sealed', row: 'row-1' }
const text = '13800001234 乌云'

describe.each(ciphers)('%s', (cipher) => {
  beforeEach(() => {
    const keys = madeKeys(cipher)
    useKeys(() => keys)
  })
  test('opens where it was sealed and nowhere else', () => {
    const sealed = seal(place, text)
    expect(sealed).toMatch(new RegExp(`^v1\\.${cipher}\\.[0-9a-f]{8}\\.[\\w-]+$`))
    expect(open(place, sealed)).toBe(text)
    expect(seal(place, text)).not.toBe(sealed)
    for (const other of [
      { ...place, row: 'row-2' },
      { ...place, regionId: 2 },
      { ...place, column: 'person.bank_account_sealed' },
    ])
      expect(() => open(other, sealed)).toThrow(SealError)
  })
  test('a changed byte, a cut, another key: does not open', () => {
    const sealed = seal(place, text)
    const [form, , id, body] = sealed.split('.') as [string, string, string, string]
    const bytes = Buffer.from(body, 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] as number) ^ 1
      expect(() => open(place, `${form}.${cipher}.${id}.${changed.toString('base64url')}`)).toThrow(SealError)
    }
    expect(() =>
      open(place, `${form}.${cipher}.${id}.${bytes.subarray(0, 20).toString('base64url')}`),
    ).toThrow(SealError)
    expect(() => open(place, `${form}.${cipher === 'aes' ? 'sm4' : 'aes'}.${id}.${body}`)).toThrow(SealError)
    const other = madeKeys(cipher)
    useKeys(() => other)
    expect(() => open(place, sealed)).toThrow(SealError)
  })
})

test('digests are equal within one county and column, and need the key', () => {
  const keys = madeKeys('aes')
  useKeys(() => keys)
  const at = { regionId: 1, column: 'person.phone' }
  expect(blindIndex(at, '1')).toBe(blindIndex(at, '1'))
  expect(blindIndex(at, '1')).not.toBe(blindIndex(at, '2'))
  expect(blindIndex({ ...at, regionId: 2 }, '1')).not.toBe(blindIndex(at, '1'))
  expect(keyIdOf(blindIndex(at, '1'))).toBe(keys.index.id)
  const first = blindIndex(at, '1')
  const other = madeKeys('aes')
  useKeys(() => other)
  expect(blindIndex(at, '1').split('.')[1]).not.toBe(first.split('.')[1])
})

test('keys are made once for the owner alone; the newest seals, older ones open; a missing one says what to do', () => {
  const dir = mkdtempSync(join(tmpdir(), 'xinghe-keys-'))
  const first = requireKeys(dir, [])
  expect(statSync(keyFile(dir)).mode & 0o777).toBe(0o600)
  expect(requireKeys(dir, [first.sealing[0]?.id as string, first.index.id])).toEqual(first)
  useKeys(followKeys(dir))
  const old = seal(place, text)
  const renewed = addKey(dir, 'sm4')
  expect(readKeys(dir)).toEqual(renewed)
  useKeys(followKeys(dir))
  expect(open(place, old)).toBe(text)
  expect(keyIdOf(seal(place, text))).toBe(renewed.sealing[0]?.id)

  expect(() => requireKeys(dir, ['00000000'])).toThrow(/00000000.*does not hold.*kept apart/)
  const empty = mkdtempSync(join(tmpdir(), 'xinghe-keys-'))
  expect(() => requireKeys(empty, [keyIdOf(old)])).toThrow(/there is none.*kept apart/)
  expect(() => readFileSync(keyFile(empty))).toThrow('ENOENT')
  for (const wrong of [
    '{',
    '{}',
    JSON.stringify({ sealing: [{ cipher: 'aes', secret: 'AAAA' }], index: '' }),
  ]) {
    writeFileSync(keyFile(empty), wrong)
    expect(() => requireKeys(empty, [])).toThrow(KeyError)
  }
})
test('what another process sealed with a key made a moment ago opens at once', () => {
  const dir = mkdtempSync(join(tmpdir(), 'xinghe-keys-'))
  requireKeys(dir, [])
  const [mine, others] = [followKeys(dir), followKeys(dir)]
  useKeys(mine)
  seal(place, text)
  addKey(dir, 'aes')
  useKeys(others)
  const sealed = seal(place, text)
  useKeys(mine)
  expect(open(place, sealed)).toBe(text)
})

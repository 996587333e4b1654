/** Backup files whose lengths are forged: refused before what they claim is held in memory. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { readArchive } from './archive.ts'
import { headerLength } from './sealed.ts'

const folder = mkdtempSync(join(tmpdir(), 'xinghe-forged-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const read = async (bytes: Buffer, passphrase?: string) => {
  const path = join(folder, 'forged')
  writeFileSync(path, bytes)
  await readArchive(path, passphrase, async () => {})
}

function header(name: string, size: string, type: string): Buffer {
  const bytes = Buffer.alloc(512)
  bytes.write(name)
  bytes.write('0000600\0', 100)
  bytes.write(size, 124)
  bytes.write('        ', 148)
  bytes.write(type, 156)
  bytes.write('ustar\0', 257)
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return bytes
}
const huge = '77777777777\0'
const content = Buffer.alloc(4 * 1024 * 1024)

test.each([
  ['an extended header', header('x', huge, 'x')],
  ['a header for all members', header('x', huge, 'g')],
  ['a long name', header('x', huge, 'L')],
  ['a link', header('x', '00000000000\0', '2')],
  ['a member of eight gigabytes', header('manifest.json', huge, '0')],
  ['a length in binary', header('manifest.json', '\x80\0\0\0\0\0\0\0\xff\xff\xff\xff', '0')],
  ['a length that is none', header('manifest.json', 'not a number', '0')],
])('%s is refused at its header', async (_, first) => {
  await expect(read(gzipSync(Buffer.concat([first, content])))).rejects.toMatchObject({
    problem: 'damaged',
    message: expect.stringContaining('member'),
  })
})

test('a seal that asks for a gigabyte of memory is not tried', async () => {
  const sealed = Buffer.concat([
    Buffer.from('XHSEAL1\n'),
    Buffer.from([20]),
    randomBytes(headerLength + 4096),
  ])
  const began = Date.now()
  await expect(read(sealed, 'a passphrase of five words')).rejects.toMatchObject({ problem: 'damaged' })
  expect(Date.now() - began).toBeLessThan(1000)
})

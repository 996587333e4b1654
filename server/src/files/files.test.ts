import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getFile, getThumbnail } from '@xinghe/contract/files'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  act,
  as,
  type GivenPerson,
  type GivenRegion,
  type GivenTownship,
  type GivenVillage,
  givenRegion,
} from '../../test/given.ts'
import { freshWorld, type World } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { markPermitted } from '../platform/tx.ts'
import { attachEvidence, attachEvidenceToMany, evidenceOf, setFilesDir } from './index.ts'

let world: World
let banner: GivenRegion
let east: GivenTownship
let village: GivenVillage
let neighbour: GivenVillage
const folder = mkdtempSync(join(tmpdir(), 'xinghe-files-'))
beforeAll(async () => {
  setFilesDir(folder)
  world = await freshWorld()
  banner = await givenRegion(world)
  east = banner.townships[0] as GivenTownship
  ;[village, neighbour] = east.villages as [GivenVillage, GivenVillage]
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function upload(
  person: GivenPerson,
  bytes: Buffer,
  name = 'a.bin',
  mime = 'image/jpeg',
  key: Record<string, string> = {},
) {
  const { headers } = await world.app.inject({
    method: 'POST',
    url: '/api/identity/sign-in',
    payload: { login: person.login, password: 'test' },
  })
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: mime }), name)
  const encoded = new Response(form)
  const response = await world.app.inject({
    method: 'POST',
    url: '/api/files',
    payload: Buffer.from(await encoded.arrayBuffer()),
    headers: {
      cookie: String(headers['set-cookie']).split(';')[0] as string,
      'content-type': encoded.headers.get('content-type') as string,
      ...key,
    },
  })
  return { status: response.statusCode, ...response.json() }
}
const photo = (colour: string) =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: colour } })
    .jpeg()
    .withExif({ IFD0: { Make: 'Secret' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '45/1 0/1 0/1' } })
    .toBuffer()
/** A ZIP that holds empty entries of these names: enough of an Office file to be told apart. */
function zip(names: string[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const name of names) {
    const head = Buffer.alloc(30)
    head.write('PK\x03\x04', 0, 'latin1')
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 0, 'latin1')
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    local.push(head, Buffer.from(name))
    central.push(entry, Buffer.from(name))
    at += 30 + name.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, ...central, end])
}

test('what a file is, its bytes say, not its name', async () => {
  const clerk = village.clerk
  expect(await upload(clerk, Buffer.from('<script>alert(1)</script>'), '照片.jpg')).toMatchObject({
    status: 415,
    error: { code: 'files.wrong_type' },
  })
  expect(
    await upload(clerk, Buffer.from('\x00\x00\x00\x18ftypheic....', 'latin1'), 'IMG.HEIC'),
  ).toMatchObject({ status: 415, error: { code: 'files.heic' } })
  expect(await upload(clerk, Buffer.from('\xff\xd8\xff\xe0 broken', 'latin1'), '照片.jpg')).toMatchObject({
    status: 422,
    error: { code: 'files.unreadable' },
  })
  expect(
    await upload(clerk, zip(['[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin']), '表.xlsx'),
  ).toMatchObject({ status: 415 })
  expect(
    await upload(clerk, Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(20 * 1024 * 1024)]), '大.pdf'),
  ).toMatchObject({ status: 413, error: { code: 'files.too_large' } })
  expect(await world.owner('select 1 from file')).toEqual([])
  expect(
    await upload(clerk, zip(['[Content_Types].xml', 'word/document.xml']), '..\\..\\记录.exe'),
  ).toMatchObject({ status: 200, name: '记录.docx', width: null })
  expect(await upload(clerk, Buffer.from('%PDF-1.7 …'), '决议.pdf')).toMatchObject({
    status: 200,
    mime: 'application/pdf',
  })
})

test('a photograph is kept without its place and camera, with a thumbnail, once on disk', async () => {
  const bytes = await photo('#884422')
  expect((await sharp(bytes).metadata()).exif).toBeDefined()
  const first = await upload(village.clerk, bytes, '防汛.jpg')
  expect(first).toMatchObject({ status: 200, name: '防汛.jpg', width: 900, height: 600 })
  const count = () => readdirSync(folder, { recursive: true }).length
  const before = count()
  await upload(village.clerk, bytes, '再传一次.jpg')
  expect(count()).toBe(before)
  const kept = await as(world, village.clerk, getFile, { params: { id: first.id } })
  expect((await sharp(kept.bytes).metadata()).exif).toBeUndefined()
  const small = await as(world, village.clerk, getThumbnail, { params: { id: first.id } })
  expect(await sharp(small.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 480 })
})

test('a file is read by those who may read its record, and by nobody beside', async () => {
  const { id } = await upload(east.clerk, await photo('#224488'), '现场.jpg')
  const read = async (person: GivenPerson, which: string) =>
    (await as(world, person, getFile, { params: { id: which } })).status
  expect(await read(village.clerk, id)).toBe(404)
  const [common, private_, far] = [newId(), newId(), newId()]
  const member = village.members[0] as GivenPerson
  await act(world, east.clerk, async (tx, by) => {
    markPermitted(tx)
    await attachEvidence(tx, by, 'slip', common, village.path, [id, id])
    await attachEvidence(tx, by, 'slip', common, village.path, [id])
    await attachEvidence(tx, by, 'exemption', private_, village.path, [id], member.id)
    await attachEvidenceToMany(
      tx,
      by,
      'slip',
      [
        { id: far, path: neighbour.path },
        { id: newId(), path: neighbour.path },
      ],
      [id],
    )
  })
  const evidence = await act(world, village.secretary, async (tx, by) => {
    markPermitted(tx)
    return {
      slips: await evidenceOf(tx, by, 'slip', [common, far]),
      other: await evidenceOf(tx, by, 'exemption', [private_]),
    }
  })
  expect([...evidence.slips.keys()]).toEqual([common])
  const shared = evidence.slips.get(common)?.[0]?.id as string
  const own = evidence.other.get(private_)?.[0]?.id as string
  expect(await read(village.clerk, shared)).toBe(200)
  expect(await read(village.members[1] as GivenPerson, shared)).toBe(200)
  expect(await read(neighbour.clerk, shared)).toBe(404)
  expect(await read(member, own)).toBe(200)
  expect(await read(village.members[1] as GivenPerson, own)).toBe(404)
  expect(await read(banner.townships[1]?.clerk as GivenPerson, id)).toBe(404)
  // A clerk cannot take another village's file as his own evidence.
  await expect(
    act(world, neighbour.clerk, async (tx, by) => {
      markPermitted(tx)
      await attachEvidence(tx, by, 'slip', newId(), neighbour.path, [shared])
    }),
  ).rejects.toMatchObject({ code: 'common.not_found' })
})

test('an upload repeated under its key is one file; other bytes under the key are refused', async () => {
  const key = { 'idempotency-key': 'upload-once-0001' }
  const first = await upload(village.clerk, await photo('teal'), 'a.jpg', 'image/jpeg', key)
  const again = await upload(village.clerk, await photo('teal'), 'a.jpg', 'image/jpeg', key)
  expect([first.status, again.status, again.id]).toEqual([200, 200, first.id])
  const other = await upload(village.clerk, await photo('olive'), 'a.jpg', 'image/jpeg', key)
  expect([other.status, other.error.code]).toEqual([409, 'common.same_key_other_content'])
})

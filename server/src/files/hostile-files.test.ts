/** Files made to harm: what they really are decides, pictures keep their pixels alone, archives their bounds. */
import { deflateRawSync } from 'node:zlib'
import exceljs from 'exceljs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { boundedArchive } from '../platform/archive-bounds.ts'
import { cleanImage } from './clean-image.ts'
import { fileType } from './file-type.ts'

const script = '<script>alert(1)</script>'
const grey = { create: { width: 60, height: 40, channels: 3 as const, background: '#888888' } }

interface Part {
  name: string
  content: Buffer
  /** Where its header is said to begin, to overlap another. */
  at?: number
  flags?: number
}
/** An archive whose directory says what the parts want it to say. */
function zip(parts: readonly Part[], { count = parts.length }: { count?: number } = {}): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const { name, content, at: said = at, flags = 0 } of parts) {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.write('PK\x03\x04', 0, 'latin1')
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 0, 'latin1')
    entry.writeUInt16LE(flags, 8)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    // A bomb says that it is small.
    entry.writeUInt32LE(10, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(said, 42)
    local.push(head, Buffer.from(name), packed)
    central.push(entry, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, ...central, end])
}
const part = (name: string, content: string | Buffer = 'x'): Part => ({ name, content: Buffer.from(content) })
const xlsx = (...more: Part[]) => zip([part('[Content_Types].xml'), part('xl/workbook.xml'), ...more])

describe('types', () => {
  test.each([
    ['a page', `<!doctype html>${script}`],
    ['a picture of vectors with a script', `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`],
    ['the same behind a declaration', `<?xml version="1.0"?><svg onload="alert(1)"/>`],
    ['a page behind a picture’s name', `\xff\xd8 ${script}`],
    ['a programme', 'MZ\x90\x00'],
    ['GIF', 'GIF89a'],
    ['nothing', ''],
  ])('%s is refused', async (_, text) => {
    await expect(fileType(Buffer.from(text, 'latin1'))).rejects.toMatchObject({ code: 'files.wrong_type' })
  })
})

describe('pictures', () => {
  test('what hides behind or within the pixels is gone', async () => {
    const photo = await sharp(grey)
      .jpeg()
      .withExif({ IFD0: { ImageDescription: script }, IFD3: { GPSLatitudeRef: 'N' } })
      .toBuffer()
    const polyglot = Buffer.concat([photo, Buffer.from(script), xlsx()])
    expect(await fileType(polyglot)).toBe('jpeg')
    const { bytes, thumbnail } = await cleanImage(polyglot, 'jpeg')
    for (const kept of [bytes, thumbnail]) {
      expect(kept.includes('<script')).toBe(false)
      expect(kept.includes('PK\x03\x04')).toBe(false)
      const { exif, xmp, iptc, icc, comments } = await sharp(kept).metadata()
      expect([exif, xmp, iptc, icc, comments]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ])
    }
  })
  test('texts inside a PNG are gone too', async () => {
    const png = await sharp(grey).png().toBuffer()
    const text = Buffer.concat([Buffer.from('tEXtComment\0'), Buffer.from(script)])
    const chunk = Buffer.alloc(8 + text.length)
    chunk.writeUInt32BE(text.length - 4, 0)
    text.copy(chunk, 4)
    const { crc32 } = await import('node:zlib')
    chunk.writeUInt32BE(crc32(text), 4 + text.length)
    // After the header (8 + 25 bytes).
    const written = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
    expect(written.includes('<script')).toBe(true)
    expect((await cleanImage(written, 'png')).bytes.includes('<script')).toBe(false)
  })
  test('a few bytes that unfold to a hundred thousand pixels each way are refused in words', async () => {
    const png = await sharp(grey).png().toBuffer()
    png.writeUInt32BE(100_000, 16)
    png.writeUInt32BE(100_000, 20)
    const { crc32 } = await import('node:zlib')
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
    await expect(cleanImage(png, 'png')).rejects.toMatchObject({ code: 'files.too_many_pixels' })
  })
})

describe('archives', () => {
  test('a real workbook passes', async () => {
    const book = new exceljs.Workbook()
    const sheet = book.addWorksheet('表')
    for (let row = 0; row < 3000; row++) sheet.addRow(['白音塔拉嘎查', row, '参加草原防火值守'])
    const bytes = Buffer.from(await book.xlsx.writeBuffer())
    expect(await fileType(bytes)).toBe('xlsx')
  })
  test('a bomb is refused, whatever its directory says of its size', async () => {
    const bomb = xlsx(part('xl/worksheets/sheet1.xml', Buffer.alloc(60 * 1024 * 1024)))
    expect(bomb.length).toBeLessThan(100_000)
    await expect(fileType(bomb)).rejects.toMatchObject({ code: 'common.archive_too_large', status: 413 })
  })
  test('so are many small bombs together', async () => {
    const many = Array.from({ length: 12 }, (_, at) => part(`xl/media/${at}.xml`, Buffer.alloc(1024 * 1024)))
    await expect(fileType(xlsx(...many))).rejects.toMatchObject({ code: 'common.archive_too_large' })
  })
  test('and too many parts', async () => {
    const parts = Array.from({ length: 30 }, (_, at) => part(`${at}`))
    const bounds = { parts: 20, unfolded: 1e6, ratio: 100 }
    await expect(boundedArchive(zip(parts), bounds)).rejects.toMatchObject({
      code: 'common.archive_too_large',
    })
  })
  test.each<[string, Buffer]>([
    ['parts that share their bytes', zip([part('a', 'long enough'), { ...part('b', 'long enough'), at: 0 }])],
    ['a part twice', zip([part('a'), part('a')])],
    ['a part outside the folder', zip([part('../../etc/passwd')])],
    ['a part at the root', zip([part('/etc/passwd')])],
    ['an encrypted part', zip([{ ...part('a'), flags: 1 }])],
    ['a directory that says more than there is', zip([part('a')], { count: 7 })],
    ['a part that begins nowhere', zip([{ ...part('a'), at: 4_000_000_000 }])],
    ['no directory', Buffer.from('PK\x03\x04 and nothing more')],
    ['packed bytes that are none', xlsx(part('b')).fill(0xff, 40, 60)],
  ])('%s: refused as damaged', async (_, bytes) => {
    await expect(boundedArchive(bytes)).rejects.toMatchObject({ code: 'files.unreadable' })
  })
  test.each(['xl/vbaProject.bin', 'word/vbaProject.bin', 'xl/macrosheets/sheet1.xml', 'word/activeX/a.bin'])(
    'with %s it is a programme',
    async (name) => {
      await expect(fileType(xlsx(part(name)))).rejects.toMatchObject({ code: 'files.macros' })
    },
  )
  test('an archive that is no document is not accepted', async () => {
    await expect(fileType(zip([part('a.txt')]))).rejects.toMatchObject({ code: 'files.wrong_type' })
  })
})

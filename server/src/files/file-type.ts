/** What a file really is, from its bytes: a name and a browser's word for it prove nothing. */
import { Refusal } from '../platform/refusal.ts'

export type FileType = 'jpeg' | 'png' | 'webp' | 'pdf' | 'docx' | 'xlsx'
export const mimeOf: Record<FileType, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const ascii = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to)

/** Names in a ZIP's central directory; undefined when there is none that can be read. */
function zipNames(bytes: Buffer): string[] | undefined {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > bytes.length) return undefined
  const names: string[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > bytes.length || ascii(bytes, at, at + 4) !== 'PK\x01\x02') return undefined
    const length = bytes.readUInt16LE(at + 28)
    names.push(bytes.toString('utf8', at + 46, at + 46 + length))
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return names
}

function officeType(bytes: Buffer): FileType | undefined {
  const names = zipNames(bytes)
  // A document with macros is a programme, not evidence.
  if (!names?.includes('[Content_Types].xml') || names.some((name) => /vbaproject\.bin$/i.test(name)))
    return undefined
  return names.includes('word/document.xml') ? 'docx' : names.includes('xl/workbook.xml') ? 'xlsx' : undefined
}

/** Refuses what is not accepted: `files.wrong_type`, `files.heic`. */
export function fileType(bytes: Buffer): FileType {
  const found: FileType | undefined =
    ascii(bytes, 0, 3) === '\xff\xd8\xff'
      ? 'jpeg'
      : ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n'
        ? 'png'
        : ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'
          ? 'webp'
          : ascii(bytes, 0, 5) === '%PDF-'
            ? 'pdf'
            : ascii(bytes, 0, 4) === 'PK\x03\x04'
              ? officeType(bytes)
              : undefined
  if (found) return found
  throw new Refusal(
    /^ftyp(heic|heix|mif1|msf1|hevc)$/.test(ascii(bytes, 4, 12)) ? 'files.heic' : 'files.wrong_type',
  )
}

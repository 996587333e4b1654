/** What a file really is, from its bytes: a name and a browser's word for it prove nothing. */
import { boundedArchive } from '../platform/archive-bounds.ts'
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

/** Macros of either kind, and controls that run when the document opens: a programme, not evidence. */
const runs = /vbaproject|(^|\/)(macrosheets|dialogsheets|activex)\//i

async function officeType(bytes: Buffer): Promise<FileType | undefined> {
  const names = await boundedArchive(bytes)
  if (names.some((name) => runs.test(name))) throw new Refusal('files.macros')
  if (!names.includes('[Content_Types].xml')) return undefined
  return names.includes('word/document.xml') ? 'docx' : names.includes('xl/workbook.xml') ? 'xlsx' : undefined
}

/** Refuses what is not accepted: `files.wrong_type`, `files.heic`, `files.macros`, and what `boundedArchive` refuses. */
export async function fileType(bytes: Buffer): Promise<FileType> {
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
              ? await officeType(bytes)
              : undefined
  if (found) return found
  throw new Refusal(
    /^ftyp(heic|heix|mif1|msf1|hevc)$/.test(ascii(bytes, 4, 12)) ? 'files.heic' : 'files.wrong_type',
  )
}

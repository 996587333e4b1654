/**
 * A ZIP (docx, xlsx) looked through before anything opens it: how many parts, how large they unfold, whether they lie
 * beside each other. What it says of itself is not believed: every part is unfolded, piece by piece, and counted.
 */
import { createInflateRaw } from 'node:zlib'
import { Refusal } from './refusal.ts'

export interface ArchiveBounds {
  parts: number
  /** Bytes of all parts together, unfolded. */
  unfolded: number
  /** Unfolded to packed bytes, above the first ten megabytes. */
  ratio: number
}
/** 依据: own choice. A county's whole ledger as a workbook unfolds to some tens of megabytes at 1:10 to 1:30. */
const officeBounds: ArchiveBounds = { parts: 2000, unfolded: 200 * 1024 * 1024, ratio: 100 }
/** 依据: 100,000 rows of twelve cells unfold to 60 to 100 MB; the same word in every row packs 1:200. */
export const sheetBounds: ArchiveBounds = { parts: 2000, unfolded: 400 * 1024 * 1024, ratio: 400 }
const smallEnough = 10 * 1024 * 1024

interface Part {
  name: string
  method: number
  /** Packed bytes. */
  packed: number
  /** Where its own header begins. */
  at: number
}
const damaged = () => new Refusal('files.unreadable')
const tooLarge = () => new Refusal('common.archive_too_large')
const isNamed = (bytes: Buffer, at: number, mark: string): boolean =>
  bytes.toString('latin1', at, at + 4) === mark

/** A part of an archive that was looked through, packed as it lies there. */
export interface PackedPart {
  name: string
  method: number
  packed: Buffer
}

/** The directory at the end, parts in the order in which they lie. No part twice, none outside the archive, none encrypted. */
function partsOf(bytes: Buffer, most: number): { parts: Part[]; directory: number } {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > bytes.length) throw damaged()
  const count = bytes.readUInt16LE(end + 10)
  const directory = bytes.readUInt32LE(end + 16)
  if (count > most) throw tooLarge()
  const parts: Part[] = []
  let at = directory
  for (let left = count; left > 0; left--) {
    if (at + 46 > end || !isNamed(bytes, at, 'PK\x01\x02')) throw damaged()
    const length = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + length)
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
    if (encrypted || /(^|[\\/])\.\.([\\/]|$)|^[\\/]|\0/.test(name)) throw damaged()
    const method = bytes.readUInt16LE(at + 10)
    parts.push({ name, method, packed: bytes.readUInt32LE(at + 20), at: bytes.readUInt32LE(at + 42) })
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (new Set(parts.map(({ name }) => name)).size !== parts.length) throw damaged()
  return { parts: parts.sort((one, other) => one.at - other.at), directory }
}

/** The packed bytes of each part. Parts that share bytes, as bombs do, are refused. */
function bytesOf(bytes: Buffer, parts: readonly Part[], directory: number): Buffer[] {
  let free = 0
  return parts.map(({ at, packed }) => {
    if (at < free || at + 30 > directory || !isNamed(bytes, at, 'PK\x03\x04')) throw damaged()
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    free = from + packed
    if (free > directory) throw damaged()
    return bytes.subarray(from, free)
  })
}

/** Bytes that a part unfolds to; stops as soon as there are more than `most`. */
function unfoldedSize(packed: Buffer, most: number): Promise<number> {
  return new Promise((done, fail) => {
    let size = 0
    const inflate = createInflateRaw()
    inflate.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= most) return
      inflate.destroy()
      done(size)
    })
    inflate.on('end', () => done(size))
    inflate.on('error', () => fail(damaged()))
    inflate.end(packed)
  })
}

/**
 * The names of an archive's parts. Throws `files.unreadable` when it is no sound archive, `common.archive_too_large`
 * when it unfolds beyond the bounds.
 */
export async function boundedArchive(bytes: Buffer, bounds = officeBounds): Promise<string[]> {
  const { parts, packed } = lyingIn(bytes, bounds.parts)
  const most = Math.min(bounds.unfolded, Math.max(smallEnough, bytes.length * bounds.ratio))
  let unfolded = 0
  for (const [at, { method }] of parts.entries()) {
    const part = packed[at] as Buffer
    if (method !== 0 && method !== 8) throw damaged()
    unfolded += method === 0 ? part.length : await unfoldedSize(part, most - unfolded)
    if (unfolded > most) throw tooLarge()
  }
  return parts.map(({ name }) => name)
}

function lyingIn(bytes: Buffer, most: number): { parts: Part[]; packed: Buffer[] } {
  const { parts, directory } = partsOf(bytes, most)
  return { parts, packed: bytesOf(bytes, parts, directory) }
}

/** The parts themselves, for whoever reads them one by one after `boundedArchive` has found them sound. */
export function packedParts(bytes: Buffer, bounds = sheetBounds): PackedPart[] {
  const { parts, packed } = lyingIn(bytes, bounds.parts)
  return parts.map(({ name, method }, at) => ({ name, method, packed: packed[at] as Buffer }))
}

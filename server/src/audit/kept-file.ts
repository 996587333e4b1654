/** Entries that were moved out of the database: one JSON object a line, gzip. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Entry } from './digest.ts'
import { type AuditFinding, findingsOf, type Seal } from './verify-audit.ts'

async function* linesOf(sealed: AsyncIterable<[Seal, Entry[]]>) {
  for await (const [, rows] of sealed) for (const row of rows) yield `${JSON.stringify(row)}\n`
}

/** Writes under another name first; the file is on the disk when this returns. Only its owner may read it. */
export async function writeKept(path: string, sealed: AsyncIterable<[Seal, Entry[]]>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const half = `${path}.part`
  await pipeline(Readable.from(linesOf(sealed)), createGzip(), createWriteStream(half, { mode: 0o600 }))
  const file = await open(half, 'r+')
  await file.sync().finally(() => file.close())
  await rename(half, path)
}

/** Reads the file back and makes its seals again; `seals` are those that the database kept, from the first of all on. */
export async function checkKept(
  path: string,
  seals: readonly Seal[],
): Promise<{ entries: number; from: number; upto: number; findings: AuditFinding[] }> {
  const findings: AuditFinding[] = []
  const digests = new Map(seals.map((seal) => [seal.seq, seal]))
  let entries = 0
  let from = 0
  let upto = 0
  let rows: Entry[] = []
  const close = () => {
    const seal = digests.get(upto)
    if (rows.length === 0) return
    if (seal) findings.push(...findingsOf(seal, digests.get(upto - 1)?.digest ?? '', rows))
    else findings.push({ what: `audit: the database knows no seal ${upto}` })
    rows = []
  }
  const text = createReadStream(path).pipe(createGunzip())
  for await (const line of createInterface({ input: text })) {
    const raw = JSON.parse(line) as Omit<Entry, 'at'> & { at: string }
    const row: Entry = { ...raw, at: new Date(raw.at) }
    if (row.seal_no !== upto) close()
    if (upto > 0 && row.seal_no !== upto && row.seal_no !== upto + 1)
      findings.push({ what: `audit: no entry of seal ${upto + 1} is in the file` })
    upto = row.seal_no ?? 0
    from ||= upto
    rows.push(row)
    entries++
  }
  close()
  return { entries, from, upto, findings }
}

export async function digestOfFile(path: string): Promise<string> {
  const hash = createHash('sm3')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/**
 * One file that holds everything: a gzipped tar whose first member is the manifest and whose last is SHA256SUMS over all
 * others, in their order; `tar xzf` and `sha256sum -c` read it too. Optionally sealed by a passphrase.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { PassThrough, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { z } from 'zod'
import { BackupError } from './error.ts'
import { headerLength, isSealed, seal, unseal } from './sealed.ts'

export const zManifest = z.object({
  product: z.literal('xinghe'),
  format: z.literal(1),
  version: z.string(),
  madeAt: z.string(),
  /** The newest migration of the schema. */
  schema: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  /** Ids of the keys that opening its personal data takes. The keys themselves are never in a backup. */
  keys: z.array(z.string()).default([]),
  files: z.object({ count: z.int(), bytes: z.int() }),
})
export type Manifest = z.infer<typeof zManifest>

export interface Member {
  name: string
  bytes: Buffer
}
const manifestName = 'manifest.json'
const sumsName = 'SHA256SUMS'
/** No member is larger: rows come in parts of four megabytes, and evidence has at most twenty. */
const largest = 128 * 1024 * 1024
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Writes the file at `path`, which must not exist, and returns when it lies on the disk. */
export async function writeArchive(
  path: string,
  manifest: Manifest,
  members: AsyncIterable<Member>,
  options: { passphrase: string | undefined; signal: AbortSignal | undefined },
): Promise<void> {
  const tar = pack()
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  const steps = [
    tar,
    createGzip({ level: 1 }),
    options.passphrase ? await seal(options.passphrase) : new PassThrough(),
    target,
  ] as const
  const written = pipeline(...(steps as unknown as [Readable, PassThrough, PassThrough, typeof target]), {
    signal: options.signal,
  })
  const sums: string[] = []
  const add = async ({ name, bytes }: Member) => {
    sums.push(`${sha256(bytes)}  ${name}\n`)
    await new Promise<void>((done, fail) => {
      tar
        .entry({ name, size: bytes.length, mode: 0o600 }, (error) => (error ? fail(error) : done()))
        .end(bytes)
    })
  }
  const filled = (async () => {
    await add({ name: manifestName, bytes: Buffer.from(JSON.stringify(manifest, null, 2)) })
    for await (const member of members) {
      options.signal?.throwIfAborted()
      await add(member)
    }
    await add({ name: sumsName, bytes: Buffer.from(sums.join('')) })
    tar.finalize()
  })()
  filled.catch((error) => tar.destroy(error))
  // The first of both that fails is the reason: after a full disk the tar would wait for ever.
  await Promise.all([written, Promise.race([filled, written])])
}

const block = 512
const octal = (bytes: Buffer): number => Number.parseInt(bytes.toString('latin1').replace(/[\0 ].*$/s, ''), 8)

/**
 * Lets plain files through and nothing else. Other kinds of member (long names, extended headers) are never written
 * here, and the reader would hold whatever length they claim in memory.
 */
function plainFilesOnly(): Transform {
  let head: Buffer = Buffer.alloc(0)
  /** Bytes of the member under way that are still to come. */
  let left = 0
  const look = (header: Buffer) => {
    if (header.every((byte) => byte === 0)) return
    const size = octal(header.subarray(124, 136))
    if (!/[0\0]/.test(header.toString('latin1', 156, 157)) || !(size >= 0 && size <= largest))
      throw new BackupError('damaged', 'member')
    left = Math.ceil(size / block) * block
  }
  return new Transform({
    transform(chunk: Buffer, _, done) {
      try {
        for (let at = 0; at < chunk.length; ) {
          const step = Math.min(left || block - head.length, chunk.length - at)
          const piece = chunk.subarray(at, at + step)
          at += step
          if (left > 0) left -= step
          else head = Buffer.concat([head, piece])
          if (head.length < block) continue
          look(head)
          head = Buffer.alloc(0)
        }
        done(null, chunk)
      } catch (error) {
        done(error as Error)
      }
    },
  })
}

/** The stream of tar bytes behind gzip and seal. */
async function opened(path: string, passphrase: string | undefined): Promise<Readable[]> {
  const file = await open(path)
  const header = Buffer.alloc(headerLength)
  const { bytesRead } = await file.read(header, 0, headerLength, 0)
  await file.close()
  if (!isSealed(header)) {
    if (header[0] !== 0x1f || header[1] !== 0x8b) throw new BackupError('not_a_backup')
    return [createReadStream(path)]
  }
  if (!passphrase) throw new BackupError('sealed')
  const opening = await unseal(passphrase, header.subarray(0, bytesRead))
  return [createReadStream(path, { start: headerLength }), opening]
}

/**
 * Reads the file once, from its beginning to its end, and hands each member to `each`. Fails with a `BackupError` when
 * anything is not as it was written; only after it has returned is the file known to be whole.
 */
export async function readArchive(
  path: string,
  passphrase: string | undefined,
  each: (member: Member, manifest: Manifest) => Promise<void>,
): Promise<Manifest> {
  let manifest: Manifest | undefined
  let complete = false
  const sums: string[] = []
  const lines = new Map<string, number>()
  const untar = extract()
  const consumed = (async () => {
    for await (const entry of untar) {
      const { name, size } = entry.header
      if (complete || size === undefined || size > largest) throw new BackupError('damaged', name)
      const chunks: Buffer[] = []
      for await (const chunk of entry) chunks.push(chunk as Buffer)
      const member = { name, bytes: Buffer.concat(chunks) }
      if (name === sumsName) {
        if (member.bytes.toString('utf8') !== sums.join('')) throw new BackupError('damaged', 'digests')
        complete = true
        continue
      }
      sums.push(`${sha256(member.bytes)}  ${name}\n`)
      if (!manifest) {
        manifest = readManifest(member)
        continue
      }
      const table = tableOf(name)
      if (table) lines.set(table, (lines.get(table) ?? 0) + countLines(member.bytes))
      await each(member, manifest)
    }
  })()
  consumed.catch(() => {})
  try {
    const steps = [
      ...(await opened(path, passphrase)),
      createGunzip(),
      plainFilesOnly(),
      untar,
    ] as unknown as [Readable, PassThrough]
    await Promise.all([pipeline(...steps), consumed])
  } catch (error) {
    throw await reasonOf(error, consumed)
  }
  if (!manifest || !complete) throw new BackupError('damaged', 'the end is missing')
  for (const { name, rows } of manifest.tables)
    if ((lines.get(name) ?? 0) !== rows) throw new BackupError('damaged', name)
  return manifest
}

/** What the reader said, rather than that its stream was closed; errors of the system (no such file) as they are. */
async function reasonOf(error: unknown, consumed: Promise<void>): Promise<unknown> {
  const { code } = error as { code?: string }
  if (error instanceof BackupError || code === 'ENOENT' || code === 'EACCES') return error
  const other = await Promise.race([
    consumed.then(
      () => undefined,
      (reason: unknown) => reason,
    ),
    new Promise<undefined>((done) => setTimeout(done, 50, undefined)),
  ])
  if (other instanceof BackupError) return other
  const isStream =
    /^(Z_|ERR_STREAM|ERR_BUFFER)/.test(code ?? '') ||
    /header|Unexpected end|Writable|premature/i.test(String(error))
  return isStream ? new BackupError('damaged') : (other ?? error)
}

function readManifest({ name, bytes }: Member): Manifest {
  if (name !== manifestName) throw new BackupError('not_a_backup')
  let content: unknown
  try {
    content = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new BackupError('damaged', name)
  }
  const { format } = content as { format?: unknown }
  if (typeof format === 'number' && format > 1) throw new BackupError('newer')
  const parsed = zManifest.safeParse(content)
  if (!parsed.success) throw new BackupError('not_a_backup')
  return parsed.data
}

/** 'db/xinghe.book/000001' → 'xinghe.book'. */
export const tableOf = (name: string): string | undefined => /^db\/([^/]+)\/\d+$/.exec(name)?.[1]

/** Rows: a line each, since the text form of COPY writes line ends inside values as \n. */
function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++
  return count
}

/** A process of its own that sets and joins sheets, so that the server goes on answering. Started by pool.ts. */
import { writeFileSync } from 'node:fs'
import { compileWith, MissingGlyph } from './compile.ts'
import { join, type Part } from './join.ts'

/** One file of many sheets, set by these faces and written to `file`. */
export interface SetJob {
  kind: 'set'
  fonts: string[]
  template: string
  data: object
  /** Milliseconds. */
  createdAt: number
  file: string
}
export interface JoinJob {
  kind: 'join'
  parts: Part[]
  file: string
}
export type Job = SetJob | JoinJob
export interface Done {
  pages: number
  /** The pages, from 1, on which the sheets begin. */
  begins: number[]
  /** Bytes of memory that this process holds, and milliseconds of its work. */
  rss: number
  ms: number
}
export type Told = { done: Done } | { missing: string } | { failed: string }

async function doJob(job: Job): Promise<Told> {
  const from = performance.now()
  try {
    const made = job.kind === 'set' ? set(job) : { ...(await join(job.parts, job.file)), begins: [] }
    return { done: { ...made, rss: process.memoryUsage.rss(), ms: performance.now() - from } }
  } catch (error) {
    if (error instanceof MissingGlyph) return { missing: error.text }
    return { failed: String((error as Error)?.stack ?? error) }
  }
}
function set({ fonts, template, data, createdAt, file }: SetJob) {
  const options = { createdAt: new Date(createdAt), tags: false }
  const { pdf, begins, pages } = compileWith(fonts, template, data, options)
  writeFileSync(file, pdf, { mode: 0o600 })
  return { pages, begins }
}

process.on('message', (job: Job) => {
  void doJob(job).then((told) => process.send?.(told))
})
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0))

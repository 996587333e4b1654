import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file for its owner only, whole or not at all; one that is there stays. Of several processes that start at the
 * same moment one writes it, and all read the same.
 */
export function writeOnce(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const partial = `${file}.${process.pid}.new`
  writeFileSync(partial, text, { mode: 0o600, flush: true })
  try {
    linkSync(partial, file)
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EEXIST') return
    // A disk without links: then whoever comes second must not come at the same moment.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    renameSync(partial, file)
  } finally {
    rmSync(partial, { force: true })
  }
}

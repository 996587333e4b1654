/** Builds the web app when its sources changed since the last build. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
export const webDist = join(root, 'web/dist')
const stamp = join(webDist, '.built-from')

/** A digest of names, sizes and times: reading the bytes of every source would cost more than it tells. */
function digestOf(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const folder of folders)
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (
        entry.isFile() &&
        !entry.parentPath.includes('node_modules') &&
        !entry.parentPath.includes(`${join('web', 'dist')}`)
      ) {
        const { size, mtimeMs } = statSync(join(entry.parentPath, entry.name))
        hash.update(`${entry.parentPath}/${entry.name} ${size} ${mtimeMs}\n`)
      }
  return hash.digest('hex')
}

export function buildWeb(log: (line: string) => void): void {
  const digest = digestOf(['web/src', 'web/public', 'contract/src'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  log('building the web app …')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    { cwd: join(root, 'web'), encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the web app does not build:\n${stdout}${stderr}`)
  writeFileSync(stamp, digest)
}

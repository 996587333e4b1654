/** Builds the web app when its sources changed since the last build. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')
export const webDist = join(root, 'web/dist')
const stamp = join(webDist, '.built-from')

/** A digest of names, sizes and times: reading the bytes of every source would cost more than it tells. */
function digestOf(folders: readonly string[], files: readonly string[]): string {
  const hash = createHash('sha256')
  const add = (path: string) => {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  for (const folder of folders)
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (
        entry.isFile() &&
        !entry.parentPath.includes('node_modules') &&
        !entry.parentPath.includes(`${join('web', 'dist')}`)
      )
        add(join(entry.parentPath, entry.name))
  for (const file of files) add(join(root, file))
  return hash.digest('hex')
}

export function buildWeb(log: (line: string) => void): void {
  const digest = digestOf(
    ['web/src', 'web/public', 'contract/src'],
    ['web/index.html', 'web/vite.config.ts', 'web/package.json', 'scripts/build-web.ts'],
  )
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  log('building the web app …')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    // Also when a test asks for the build: what a test environment is called must not make it another one.
    { cwd: join(root, 'web'), encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } },
  )
  if (status !== 0) throw new Error(`the web app does not build:\n${stdout}${stderr}`)
  compress()
  writeFileSync(stamp, digest)
}

/** Beside each text its compressed forms: done once, as small as it gets, and nothing is compressed while people wait. */
function compress(): void {
  for (const { name, parentPath } of readdirSync(webDist, { recursive: true, withFileTypes: true })) {
    if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name)) continue
    const file = join(parentPath, name)
    const bytes = readFileSync(file)
    // Smaller ones fit into one packet as they are.
    if (bytes.length < 1200) continue
    const sized = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, sized))
    // Over plain http in an office, browsers ask for no other.
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

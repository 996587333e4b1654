/** What we are measured beside: packages that stand in bench/peers alone and are installed there when first needed. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export const peersFolder = join(import.meta.dirname, 'peers')
const stamp = join(peersFolder, 'node_modules', '.installed')

/** Imports a peer by its name; installs them all when they are not there, or when the lock has changed. */
export async function peer<Module>(name: string): Promise<Module> {
  installPeers()
  const path = createRequire(join(peersFolder, 'package.json')).resolve(name)
  return (await import(pathToFileURL(path).href)) as Module
}

export function installPeers(): void {
  const digest = createHash('sha256')
    .update(readFileSync(join(peersFolder, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  console.log('  installing the peers …')
  const { status } = spawnSync(
    'npm',
    ['install', '--no-save', '--loglevel=error', '--no-audit', '--no-fund', '--prefix', peersFolder],
    { cwd: peersFolder, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  if (status !== 0) throw new Error('the peers could not be installed')
  writeFileSync(stamp, digest)
}

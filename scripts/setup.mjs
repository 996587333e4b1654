// Runs before every command, with whatever Node is there (18 or later): plain JavaScript, no packages.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

installPackages()
if (process.argv.includes('--test')) installTestTools()

function installPackages() {
  const stamp = 'node_modules/.xinghe-setup'
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  const write = () => writeFileSync(stamp, wanted)
  if (existsSync('node_modules/.bin/node')) {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
    if (installedByHand()) return write()
  }
  console.log('[setup] Installing packages (npm ci), a minute or so the first time …')
  const started = Date.now()
  const { status } = npm(['ci', '--loglevel=error'])
  if (status !== 0) fail('npm ci failed; its message stands above')
  if (!existsSync('node_modules/.bin/node'))
    fail('npm ci did not bring Node 24: are install scripts switched off (npm config get ignore-scripts)?')
  write()
  console.log(`[setup] Packages installed in ${Math.round((Date.now() - started) / 1000)} s`)
}

/**
 * Whether npm's own record of what it installed says the same as the lockfile, as after a developer's `npm install`.
 * Contents, not file times: git touches files, and a needless `npm ci` takes the packages from under running programs.
 */
function installedByHand() {
  const record = 'node_modules/.package-lock.json'
  if (!existsSync(record)) return false
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
  const installed = packagesOf(record)
  return Object.entries(packagesOf('package-lock.json')).every(
    ([path, { version, integrity, optional, link }]) => {
      if (!path.startsWith('node_modules/') || link) return true
      const there = installed[path]
      return there ? there.version === version && there.integrity === integrity : optional === true
    },
  )
}

/** The npm that runs us, and never through the Node inside the node_modules that it is about to replace. */
function npm(args) {
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith('/node_modules/.bin'))
    .join(delimiter)
  const options = { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PATH } }
  const { npm_execpath: script } = process.env
  return script?.endsWith('.js')
    ? spawnSync('node', [script, ...args], options)
    : spawnSync('npm', args, options)
}

function installTestTools() {
  const missing = [
    ['chromium', existsSync('/usr/bin/chromium')],
    [
      'fonts-noto-cjk',
      existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') || hasChineseFont(),
    ],
    ['poppler-utils', existsSync('/usr/bin/pdftotext') && existsSync('/usr/bin/pdftoppm')],
  ]
    .filter(([, isThere]) => !isThere)
    .map(([name]) => name)
  if (missing.length === 0) return

  const command = `apt-get install -y ${missing.join(' ')}`
  if (process.getuid?.() !== 0) fail(`The tests need ${missing.join(', ')}. As root: ${command}`)
  console.log(`[setup] Installing what the tests need: ${missing.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (args) =>
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
  if (!run(['update']) || !run(['install', '-y', ...missing]))
    fail(`The tests need ${missing.join(', ')}, and this did not bring them: ${command}`)
}

function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh'], { stdio: ['ignore', 'pipe', 'ignore'] }).length > 0
  } catch {
    return false
  }
}

function fail(message) {
  console.error(`[setup] ${message}`)
  process.exit(1)
}

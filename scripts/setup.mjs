// Runs on whatever Node (18 or later) is there: installs what is missing, so that the command itself finds Node 24.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.xinghe-installed')
const digest = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

function run(command, args, what) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) {
    console.error(`${what} failed${error ? `: ${error.message}` : ''}`)
    process.exit(1)
  }
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
  console.log('installing dependencies, about a minute the first time …')
  // Not `npm ci`: it refuses a lockfile that lacks packages of other platforms, which some registries do not serve.
  run('npm', ['install', '--no-save', '--loglevel=error', '--no-audit', '--no-fund'], 'npm install')
  writeFileSync(stamp, digest)
}

const missing = []
if (process.argv.includes('--test')) {
  if (!existsSync('/usr/bin/chromium')) missing.push('chromium')
  if (!existsSync('/usr/bin/pdftotext')) missing.push('poppler-utils')
  // Writes the workbooks that imports are tested with, and opens what is exported.
  if (!existsSync('/usr/bin/soffice')) missing.push('libreoffice-calc', 'libreoffice-writer')
  if (!fontsThere()) missing.push('fonts-noto-cjk')
}
function fontsThere() {
  try {
    return existsSync('/usr/share/fonts/opentype/noto') || execFileSync('fc-list', [':lang=zh-cn']).length > 0
  } catch {
    return false
  }
}
if (missing.length > 0) {
  if (process.getuid?.() !== 0) {
    console.error(
      `the tests need ${missing.join(', ')}: run once as root: apt-get install -y ${missing.join(' ')}`,
    )
    process.exit(1)
  }
  console.log(`installing ${missing.join(', ')} for the tests …`)
  const quiet = { cwd: root, stdio: 'ignore' }
  spawnSync('apt-get', ['update'], quiet)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...missing], {
    ...quiet,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  for (const [program, name] of [
    ['chromium', 'chromium'],
    ['soffice', 'libreoffice-calc'],
  ])
    if (!existsSync(`/usr/bin/${program}`)) {
      console.error(`apt-get could not install ${name}`)
      process.exit(1)
    }
}
// The same Chromium without windows: where it is there, the journeys take half the time.
if (
  process.argv.includes('--test') &&
  process.getuid?.() === 0 &&
  !existsSync('/usr/bin/chromium-headless-shell')
) {
  if (missing.length === 0) spawnSync('apt-get', ['update'], { stdio: 'ignore' })
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium-headless-shell'], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
// Without it the tests leave out what they try on an older server. Its packages would start a server: it stays off.
if (process.argv.includes('--test') && process.getuid?.() === 0 && !existsSync('/usr/lib/postgresql')) {
  console.log('installing postgresql-15 for the tests …')
  const config = '/etc/postgresql-common/createcluster.conf'
  const install = (name) =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  spawnSync('apt-get', ['update'], { stdio: 'ignore' })
  install('postgresql-common')
  if (existsSync(config)) {
    const text = readFileSync(config, 'utf8').replace(
      /^#?\s*create_main_cluster.*$/m,
      'create_main_cluster = false',
    )
    writeFileSync(config, text)
    install('postgresql-15')
  }
}

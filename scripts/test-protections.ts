/**
 * `npm run test:protections [part of a name …]`: takes each protection of server/test/protections.ts out of a copy of
 * this checkout and demands that its test, which passed before, fails. Ends with 'N held, M not'.
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { createDatabase } from '../e2e/create-database.ts'
import { startPostgres } from '../server/src/platform/embedded-postgres.ts'
import { protections } from '../server/test/protections.ts'

const root = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'xinghe-protections-'))
const leftOut = new Set(['node_modules', '.git', 'dist', 'data', '.data', 'shots'])
const wanted = process.argv.slice(2)

/** Packages as they are; our own ones lead into the copy. */
function copyCheckout(): void {
  cpSync(root, copy, { recursive: true, filter: (path) => path === root || !leftOut.has(basename(path)) })
  for (const workspace of ['', 'contract', 'server', 'web']) {
    const from = join(root, workspace, 'node_modules')
    if (!existsSync(from)) continue
    const to = join(copy, workspace, 'node_modules')
    mkdirSync(to)
    for (const name of readdirSync(from))
      if (name !== '@xinghe' && !name.startsWith('.vite')) symlinkSync(join(from, name), join(to, name))
  }
  const own = join(copy, 'node_modules/@xinghe')
  mkdirSync(own)
  for (const name of ['contract', 'server', 'web']) symlinkSync(join(copy, name), join(own, name))
}

/** How many of these tests failed; undefined when none ran at all. */
async function failures(server: string, file: string, named: string): Promise<number | undefined> {
  const database = await createDatabase(server)
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  const escaped = named.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const project = file.includes('/faults/') ? 'faults' : 'tests'
  const options = ['--project', project, file, '-t', escaped, '--reporter', 'json', '--outputFile', report]
  if (process.env.DEBUG) options.push('--reporter', 'default')
  spawnSync(process.execPath, [join(copy, 'node_modules/vitest/vitest.mjs'), 'run', ...options], {
    cwd: copy,
    env: { ...process.env, TEST_DATABASE_URL: database.ownerUrl },
    stdio: process.env.DEBUG ? 'inherit' : 'ignore',
  })
  await database.drop()
  if (!existsSync(report)) return undefined
  const { numFailedTests: failed, numPassedTests: passed } = JSON.parse(readFileSync(report, 'utf8'))
  return failed + passed === 0 ? undefined : failed
}

copyCheckout()
const dataDir = mkdtempSync(join(tmpdir(), 'xinghe-protections-data-'))
const given = process.env.TEST_DATABASE_URL
const postgres = given ? undefined : await startPostgres({ dataDir, fsync: false })
const server = given ?? (postgres?.ownerUrl as string)
const before = new Map<string, number | undefined>()
let [held, not] = [0, 0]
for (const { name, file, find, replace, test, named } of protections) {
  if (wanted.length > 0 && !wanted.some((part) => `${name} ${file}`.includes(part))) continue
  const key = `${test} ${named}`
  if (!before.has(key)) before.set(key, await failures(server, test, named))
  const path = join(copy, file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    text.replace(find, () => replace),
  )
  const after = before.get(key) === 0 ? await failures(server, test, named) : undefined
  writeFileSync(path, text)
  const verdict =
    before.get(key) !== 0
      ? 'its test does not pass as it is'
      : after === undefined
        ? 'its test did not run'
        : after === 0
          ? 'taken out, its test still passes'
          : undefined
  if (verdict) not++
  else held++
  console.log(
    `${verdict ? 'NOT ' : 'held'} ${name}${verdict ? `: ${verdict} (${relative(copy, path)})` : ''}`,
  )
}
await postgres?.stop()
for (const folder of [copy, dataDir]) rmSync(folder, { recursive: true, force: true })
console.log(`\n${held} held, ${not} not`)
process.exit(not === 0 ? 0 : 1)

/**
 * `npm run bench` measures everything, `npm run bench -- NAME …` some rows; `--books N`, `--rounds N` set the size.
 * Each row prints its table and writes bench/results/NAME.json; `-- --table` writes the newest results into README.md.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Bench, type Finding, machine, tableOf } from './measure.ts'

const here = import.meta.dirname
const results = join(here, 'results')
/** In the order of the table. */
const order = readdirSync(join(here, 'rows'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    books: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '5' },
    table: { type: 'boolean', default: false },
  },
})

/** When the run began to which a row belongs: rows of one run share it. */
const run = process.env.BENCH_RUN ?? new Date().toISOString()

interface Result {
  name: string
  about: string
  at: string
  run: string
  machine: string
  books: number
  rounds: number
  findings: Finding[]
}

async function measure(name: string): Promise<void> {
  const { default: bench } = (await import(`./rows/${name}.ts`)) as { default: Bench }
  const books = Number(values.books)
  const rounds = Number(values.rounds)
  console.log(`\n## ${name}\n${bench.about}\n`)
  const findings = await bench.run({ books, rounds, log: (line) => console.log(`  ${line}`) })
  console.log(`\n${tableOf(findings)}`)
  mkdirSync(results, { recursive: true })
  const result: Result = {
    name,
    about: bench.about,
    at: new Date().toISOString(),
    run,
    machine: machine(),
    books,
    rounds,
    findings,
  }
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
}

/** Between the two marks of README.md. */
function writeTable(): void {
  const file = join(here, 'README.md')
  const found = order
    .map((name) => join(results, `${name}.json`))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as Result)
  const text = found
    .map(
      (one) =>
        `### ${one.name}\n\n${one.about} Measured ${one.at.slice(0, 10)} on ${one.machine}, with \`--books ${one.books} --rounds ${one.rounds}\`.\n\n${tableOf(one.findings)}`,
    )
    .join('\n\n')
  const runs = new Set(found.map((one) => one.run))
  const head =
    runs.size === 1
      ? `All rows are from one run, begun ${[...runs][0]?.slice(0, 10)}, each in a process of its own.\n\n`
      : ''
  const readme = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    readme.replace(
      /(<!-- results -->)[\s\S]*(<!-- \/results -->)/,
      (_, from, to) => `${from}\n\n${head}${text}\n\n${to}`,
    ),
  )
}

if (values.table) writeTable()
else {
  const unknown = positionals.filter((name) => !order.includes(name))
  if (unknown.length > 0) {
    console.error(`No such row: ${unknown.join(', ')}. There are: ${order.join(', ')}`)
    process.exit(2)
  }
  const names = positionals.length > 0 ? positionals : order
  if (names.length === 1) await measure(names[0] as string)
  // Each in a process of its own: one row's memory is not another's, and one that fails ends only itself.
  else
    for (const name of names) {
      const flags = ['--books', values.books, '--rounds', values.rounds]
      const { status } = spawnSync(process.execPath, [import.meta.filename, name, ...flags], {
        stdio: 'inherit',
        env: { ...process.env, BENCH_RUN: run },
      })
      if (status !== 0) {
        console.error(`${name} failed`)
        process.exitCode = 1
      }
    }
}
process.exit()

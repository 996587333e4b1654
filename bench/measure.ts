/** What every row of the bench suite shares: rounds that take turns, medians with their spread, and the table. */
import { cpus, totalmem } from 'node:os'

/** One figure of a row: what ours took, round by round, and what stood beside it in the same run. */
export interface Finding {
  /** 'confirm, 16 connections'. */
  what: string
  /** 's', 'ms', '/s', 'MB', 'KB', 'µs'. */
  unit: string
  ours: readonly number[]
  beside?: { name: string; values: readonly number[] }
  /** What is to be reached, as the issue says it, and whether the medians reach it. Left out: a figure only told. */
  goal?: { text: string; met: boolean }
}

export interface BenchContext {
  rounds: number
  /** Books in the generated world; 20 entries each. */
  books: number
  log(line: string): void
}
export interface Bench {
  /** What is timed, and beside what: one sentence for the table's head. */
  about: string
  run(context: BenchContext): Promise<Finding[]>
}

export interface Spread {
  median: number
  least: number
  most: number
}
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number
  const middle = sorted.length % 2 ? at(0.5) : (at(0.5) + (sorted[sorted.length / 2 - 1] as number)) / 2
  return { median: middle, least: sorted[0] as number, most: sorted.at(-1) as number }
}
export const median = (values: readonly number[]): number => spread(values).median
/** 0.95 → the value that 95 of a hundred stay below. */
export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] as number

/** Seconds that `work` takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

/**
 * Each contender once a round, the order turned round every second round, so that whatever the machine does besides falls
 * on all of them. Returns what each measured, round by round.
 */
export async function takeTurns<Name extends string>(
  rounds: number,
  contenders: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[]
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 ? [...names].reverse() : names) measured[name].push(await contenders[name]())
  return measured
}

/** Ours over what stood beside it. */
export const ratio = (finding: Finding): number | undefined =>
  finding.beside && median(finding.ours) / median(finding.beside.values)

export const atMost = (limit: number, value: number, text: string) => ({ text, met: value <= limit })
export const atLeast = (limit: number, value: number, text: string) => ({ text, met: value >= limit })

const shown = (value: number): string => {
  if (value >= 100) return value.toFixed(0)
  if (value >= 10) return value.toFixed(1)
  return value === 0 || value >= 0.01 ? value.toFixed(2) : value.toPrecision(2)
}
const cell = (values: readonly number[], unit: string): string => {
  const { median: middle, least, most } = spread(values)
  return values.length > 1
    ? `${shown(middle)} ${unit} (${shown(least)}–${shown(most)})`
    : `${shown(middle)} ${unit}`
}

/** The findings as a Markdown table, which is also what stands on the console. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map((finding) => {
    const times = ratio(finding)
    return [
      finding.what,
      cell(finding.ours, finding.unit),
      finding.beside ? `${finding.beside.name}: ${cell(finding.beside.values, finding.unit)}` : '–',
      times === undefined ? '–' : `${shown(times)} ×`,
      finding.goal?.text ?? '–',
      finding.goal ? (finding.goal.met ? 'yes' : 'no') : '–',
    ]
  })
  const head = ['figure', 'ours: median (least–most)', 'beside', 'ours / beside', 'to reach', 'reached']
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** Cores and memory only: no name, no place. */
export const machine = (): string => `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`

import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { checkSlips as route } from '@xinghe/contract/slips'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { auditAll } from '../platform/audit.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ActTogether } from '../platform/route.ts'
import { atOnce, type Tx } from '../platform/tx.ts'
import { readSetting, settle } from '../work/index.ts'
import { demandOpen, type LoadedSlip, loadSlips, loadVisible, refuseOwn } from './load-slips.ts'
import { makeEffective } from './make-effective.ts'
import { sampleNeeded } from './slip.rules.ts'
import { strikeLines } from './strike-lines.ts'

/** A sample stands for the rest only where the rules say so, and only when enough of it was looked at. */
async function demandSample(
  tx: Tx,
  by: Actor,
  slips: readonly LoadedSlip[],
  sampled: ReadonlySet<string>,
): Promise<number> {
  const unseen = slips.filter((slip) => slip.checker === 'TOWNSHIP' && !sampled.has(slip.id))
  if (unseen.length > 0) throw new Refusal('slips.must_be_checked', { count: unseen.length })
  const percent = await readSetting(tx, by, 'slips.sample_percent')
  const sample = slips.filter((slip) => slip.checker === 'SAMPLE')
  const seen = sample.filter((slip) => sampled.has(slip.id)).length
  const needed = sampleNeeded(sample.length, percent)
  if (seen < needed) throw new Refusal('slips.sample_too_small', { of: sample.length, needed, percent, seen })
  return seen
}

type Input = InputOf<typeof route>
/** One person's check that stands the rules: what is checked, and how it is told. */
interface Check {
  by: Actor
  slips: readonly LoadedSlip[]
  note: (slip: LoadedSlip) => string
  detail: unknown
}

/** 依据: the township's right, the state, and that nobody checks what he entered or confirmed himself. */
function demandCheckable(tx: Tx, by: Actor, slips: readonly LoadedSlip[]): void {
  permitAll(
    tx,
    by,
    'slips.check',
    slips.map((slip) => slip.path),
  )
  demandOpen(slips, 'check')
  refuseOwn(by, slips, (slip) => slip.confirmed_by === by.personId)
}

/** The slips of these checks take effect: the same statements for one person's and for many people's. */
async function takeEffect(tx: Tx, checks: readonly Check[]): Promise<number> {
  const [first] = checks
  if (!first) return 0
  const { by } = first
  const all = checks.flatMap((check) => check.slips.map((slip) => ({ ...slip, checked: check.by })))
  const ids = all.map((slip) => slip.id)
  const [lines] = await atOnce([
    makeEffective(
      tx,
      by,
      all.map((slip) => ({ ...slip, checked_by_name: slip.checked.name })),
    ),
    sql`
      update slip set state = 'EFFECTIVE', checked_by_name = n.name, checked_at = ${by.now}
      from unnest(${ids}::uuid[], ${all.map((slip) => slip.checked.name)}::text[]) as n (id, name)
      where slip.region_id = ${by.regionId} and slip.id = n.id`.execute(tx),
    auditAll(
      tx,
      'slip.check',
      checks.flatMap((check) =>
        check.slips.map((slip) => ({
          by: check.by,
          path: slip.path,
          subjectKind: 'slip',
          subjectId: slip.id,
          note: check.note(slip),
          detail: check.detail,
        })),
      ),
    ),
    settle(tx, by, 'slip', ids),
  ])
  return lines
}

/** The township checks: slips take effect. In mode `sample`, those in `sampledIds` were looked at one by one. */
export async function checkSlips(
  tx: Tx,
  by: Actor,
  { ids, strike, mode, sampledIds }: Input,
): Promise<AnswerIn<typeof route>> {
  const slips = await loadSlips(tx, by, ids)
  demandCheckable(tx, by, slips)
  const sampled = new Set(sampledIds)
  const seen = mode === 'sample' ? await demandSample(tx, by, slips, sampled) : slips.length
  await strikeLines(tx, by, slips, strike)
  const how = (slip: LoadedSlip) =>
    mode === 'all' || sampled.has(slip.id) ? everyOne : `抽查通过（${slips.length}张中查看${seen}张）`
  const struck = (slip: LoadedSlip) =>
    strike
      .filter((one) => slip.lines.some((line) => line.id === one.lineId))
      .map((one) => `；划去一行：${one.reason}`)
      .join('')
  const note = (slip: LoadedSlip) => how(slip) + struck(slip)
  const lines = await takeEffect(tx, [{ by, slips, note, detail: { mode, seen, of: slips.length } }])
  return { effective: slips.length, lines }
}
const everyOne = '逐张核查'

/** Small checks of several people at once; whatever would be refused, or touches a neighbour's slip, goes alone. */
export const checkSlipsTogether: ActTogether<typeof route> = {
  fits: ({ ids, strike, mode }) => mode === 'all' && strike.length === 0 && ids.length <= 20,
  async act(tx, calls) {
    const [first] = calls
    if (!first) return []
    const wanted = calls.flatMap(({ input }) => input.ids)
    const loaded = new Map((await loadVisible(tx, first.by, wanted)).map((slip) => [slip.id, slip]))
    const taken = new Set<string>()
    const checks = calls.map(({ by, input }): Check | undefined => {
      const ids = [...new Set(input.ids)]
      const slips = ids.flatMap((id) => loaded.get(id) ?? [])
      if (slips.length < ids.length || ids.some((id) => taken.has(id))) return undefined
      try {
        demandCheckable(tx, by, slips)
      } catch (error) {
        if (error instanceof Refusal) return undefined
        throw error
      }
      for (const id of ids) taken.add(id)
      const of = slips.length
      return { by, slips, note: () => everyOne, detail: { mode: input.mode, seen: of, of } }
    })
    await takeEffect(
      tx,
      checks.filter((check) => check !== undefined),
    )
    return checks.map(
      (check) =>
        check && {
          effective: check.slips.length,
          lines: check.slips.reduce((sum, slip) => sum + slip.lines.filter((line) => line.live).length, 0),
        },
    )
  },
}

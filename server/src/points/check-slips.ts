import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { checkSlips as route } from '@xinghe/contract/slips'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { readSetting, settle } from '../work/index.ts'
import { demandOpen, type LoadedSlip, loadSlips, refuseOwn } from './load-slips.ts'
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

/** The township checks: slips take effect. In mode `sample`, those in `sampledIds` were looked at one by one. */
export async function checkSlips(
  tx: Tx,
  by: Actor,
  { ids, strike, mode, sampledIds }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const slips = await loadSlips(tx, by, ids)
  permitAll(
    tx,
    by,
    'slips.check',
    slips.map((slip) => slip.path),
  )
  demandOpen(slips, 'check')
  refuseOwn(by, slips, (slip) => slip.confirmed_by === by.personId)
  const sampled = new Set(sampledIds)
  const seen = mode === 'sample' ? await demandSample(tx, by, slips, sampled) : slips.length
  await strikeLines(tx, by, slips, strike)
  await tx
    .updateTable('slip')
    .set({ state: 'EFFECTIVE', checked_by_name: by.name, checked_at: by.now })
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${slips.map((slip) => slip.id)}::uuid[])`)
    .execute()
  const lines = await makeEffective(
    tx,
    by,
    slips.map((slip) => ({ ...slip, checked_by_name: by.name })),
  )
  const how = (slip: LoadedSlip) =>
    mode === 'all' || sampled.has(slip.id) ? '逐张核查' : `抽查通过（${slips.length}张中查看${seen}张）`
  const struck = (slip: LoadedSlip) =>
    strike
      .filter((one) => slip.lines.some((line) => line.id === one.lineId))
      .map((one) => `；划去一行：${one.reason}`)
      .join('')
  await audit(
    tx,
    by,
    'slip.check',
    slips.map((slip) => ({
      path: slip.path,
      subjectKind: 'slip',
      subjectId: slip.id,
      note: how(slip) + struck(slip),
      detail: { mode, seen, of: slips.length },
    })),
  )
  await settle(
    tx,
    by,
    'slip',
    slips.map((slip) => slip.id),
  )
  return { effective: slips.length, lines }
}

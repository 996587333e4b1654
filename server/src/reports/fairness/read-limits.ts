import type { Actor } from '../../platform/actor.ts'
import type { ReadTx } from '../../platform/tx.ts'
import { readSettings } from '../../work/index.ts'
import type { Limits } from './fairness.rules.ts'

export async function readLimits(tx: ReadTx, by: Actor): Promise<Limits> {
  const set = await readSettings(tx, by, [
    'fairness.points_percent',
    'fairness.share_percent',
    'fairness.rule_times',
    'fairness.burst_days',
    'fairness.burst_percent',
    'fairness.look_bits',
    'fairness.everybody_percent',
    'fairness.nobody_percent',
    'fairness.least',
  ])
  return {
    pointsPercent: set['fairness.points_percent'],
    sharePercent: set['fairness.share_percent'],
    ruleTimes: set['fairness.rule_times'],
    burstDays: set['fairness.burst_days'],
    burstPercent: set['fairness.burst_percent'],
    lookBits: set['fairness.look_bits'],
    everybodyPercent: set['fairness.everybody_percent'],
    nobodyPercent: set['fairness.nobody_percent'],
    least: set['fairness.least'],
  }
}

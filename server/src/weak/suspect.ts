import type { InputOf } from '@xinghe/contract/route'
import type { enterWeak as enterRoute, suspectWeak as suspectRoute, WeakReason } from '@xinghe/contract/weak'
import { sql } from 'kysely'
import { getUnit } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { permit, permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { lineOf } from './load.ts'
import { queueCases } from './queues.ts'
import { signalsOf } from './signals.ts'

interface Suspected {
  villageId: string
  townshipId: string
  path: string
  orgName: string
  reasons: WeakReason[]
}

async function openCases(
  tx: Tx,
  by: Actor,
  action: 'weak.suspected' | 'weak.entered',
  list: readonly Suspected[],
): Promise<string[]> {
  const open = await tx
    .selectFrom('weak_case')
    .select('org_name')
    .where('region_id', '=', by.regionId)
    .where('village_id', '=', sql<string>`any(${list.map((one) => one.villageId)}::uuid[])`)
    .where('state', 'not in', ['DISMISSED', 'CLOSED'])
    .execute()
  if (open.length > 0)
    throw new Refusal('weak.open_already', { names: open.map((one) => one.org_name).join('、') })
  const cases = list.map((one) => ({
    reasons: one.reasons,
    row: {
      region_id: by.regionId,
      id: newId(),
      village_id: one.villageId,
      township_id: one.townshipId,
      path: one.path,
      org_name: one.orgName,
      state: 'SUSPECTED' as const,
      suspected_on: by.today,
      suspected_by_name: by.name,
    },
  }))
  await insertRows(
    tx,
    'weak_case',
    cases.map(({ row }) => row),
  )
  await insertRows(
    tx,
    'weak_reason',
    cases.flatMap(({ row, reasons }) =>
      reasons.map((reason, at) => ({
        region_id: by.regionId,
        case_id: row.id,
        seq: at + 1,
        path: row.path,
        criterion: reason.criterion,
        text: reason.text,
        ref_kind: reason.refKind,
        ref_id: reason.refId,
      })),
    ),
  )
  await queueCases(
    tx,
    by,
    cases.map(({ row }) => ({ ...row, begun_on: null, deadline: null, watch_until: null, reported: [] })),
  )
  const lines = cases.map(({ row, reasons }) => lineOf(row, reasons.map(({ text }) => text).join('；')))
  await audit(tx, by, action, lines.flat())
  return cases.map(({ row }) => row.id)
}

/** Opens cases for organisations that meet a criterion today; the reasons are counted anew, never taken from the screen. */
export async function suspectWeak(
  tx: Tx,
  by: Actor,
  { villageIds }: InputOf<typeof suspectRoute>,
): Promise<{ count: number }> {
  const ids = [...new Set(villageIds)]
  const villages = await tx
    .selectFrom('unit')
    .select(['id', 'path', 'short_name'])
    .where('region_id', '=', by.regionId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  permitAll(
    tx,
    by,
    'weak.suspect',
    villages.map((one) => one.path),
  )
  if (villages.length < ids.length) throw new Refusal('common.not_found')
  const signals = await signalsOf(tx, by, { villageIds: ids })
  const quiet = villages.filter((one) => !signals.some(({ villageId }) => villageId === one.id))
  if (quiet.length > 0)
    throw new Refusal('weak.nothing_found', { names: quiet.map((one) => one.short_name).join('、') })
  return { count: (await openCases(tx, by, 'weak.suspected', signals)).length }
}

/** Opens a case by hand, for what no table shows. */
export async function enterWeak(
  tx: Tx,
  by: Actor,
  { villageId, reason }: InputOf<typeof enterRoute>,
): Promise<{ id: string }> {
  const unit = await getUnit(tx, by, villageId)
  permit(tx, by, 'weak.suspect', unit.path)
  if (!['VILLAGE', 'COMMUNITY'].includes(unit.kind) || !unit.parent_id)
    throw new Refusal('weak.not_a_village', undefined, [
      { path: 'villageId', message: '请选择嘎查村或社区的党组织' },
    ])
  const [id] = await openCases(tx, by, 'weak.entered', [
    {
      villageId,
      townshipId: unit.parent_id,
      path: unit.path,
      orgName: unit.party_org_name ?? unit.short_name,
      reasons: [{ criterion: 'ENTERED', text: reason, refKind: null, refId: null }],
    },
  ])
  return { id: id as string }
}

import { blockerLine, type ChangePart, type restructure as route } from '@xinghe/contract/restructure'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import * as org from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { newId } from '../platform/ids.ts'
import { insertRows } from '../platform/insert-rows.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { nameRunningBooks } from '../points/index.ts'
import { blockersOf } from './blockers.ts'
import { figuresOf } from './figures.ts'
import { mergeTownships } from './merge-townships.ts'
import { mergeVillages } from './merge-villages.ts'
import { moveVillages } from './move-villages.ts'
import { type Names, type Plan, planChange } from './plan-change.ts'
import { splitTownship, splitVillage } from './split-units.ts'

interface Concerned {
  id: string
  part: ChangePart
  before: string | null
  after: string | null
}

/** One change of the tree from today on, with everything that belongs to the units; whole or not at all. */
export async function restructure(
  tx: Tx,
  by: Actor,
  { change, docNo, reason }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const plan = await planChange(tx, by, change)
  const blockers = await blockersOf(tx, by, plan)
  if (blockers.length > 0)
    throw new Refusal('restructure.under_way', { list: blockers.map(blockerLine).join('；') })
  const figures = await figuresOf(tx, by, plan)
  const units = await carryOut(tx, by, plan, docNo)
  const id = newId()
  await tx
    .insertInto('restructure')
    .values({
      region_id: by.regionId,
      id,
      kind: plan.kind,
      on_day: by.today,
      doc_no: docNo,
      reason,
      figures: JSON.stringify(figures),
      done_by_name: by.name,
      done_at: by.now,
    })
    .execute()
  const places = await pathsOf(tx, by, units)
  await insertRows(
    tx,
    'restructure_unit',
    units.map((unit) => ({
      region_id: by.regionId,
      restructure_id: id,
      unit_id: unit.id,
      path: places.get(unit.id) as string,
      part: unit.part,
      name_before: unit.before,
      name_after: unit.after,
    })),
  )
  await audit(
    tx,
    by,
    'org.restructured',
    units.map((unit) => ({
      path: places.get(unit.id) as string,
      subjectKind: 'unit',
      subjectId: unit.id,
      note: `${sentence(plan)}（${docNo}）：${reason}`,
      detail: { kind: plan.kind, part: unit.part },
    })),
  )
  return { id, figures }
}

async function carryOut(tx: Tx, by: Actor, plan: Plan, docNo: string): Promise<Concerned[]> {
  const stays = (part: ChangePart) => (unit: { id: string; short_name: string }) => ({
    id: unit.id,
    part,
    before: unit.short_name,
    after: unit.short_name,
  })
  const gone = (unit: { id: string; short_name: string }) => ({ ...stays('FROM')(unit), after: null })
  const made = (unit: { id: string; short_name: string }) => ({ ...stays('NEW')(unit), before: null })
  switch (plan.kind) {
    case 'RENAME':
      await rename(tx, by, plan.unit, plan.names)
      return [{ ...stays('RENAMED')(plan.unit), after: plan.names.shortName }]
    case 'VILLAGE_MERGE':
    case 'TOWNSHIP_MERGE':
      await (plan.kind === 'VILLAGE_MERGE'
        ? mergeVillages(tx, by, { ...plan, kind: plan.kind }, docNo)
        : mergeTownships(tx, by, { ...plan, kind: plan.kind }, docNo))
      if (plan.rename) await rename(tx, by, plan.into, plan.rename)
      return [
        ...plan.leaving.map(gone),
        { ...stays('INTO')(plan.into), after: plan.rename?.shortName ?? plan.into.short_name },
      ]
    case 'VILLAGE_MOVE':
      await moveVillages(tx, by, plan.leaving, plan.into, docNo)
      return [...plan.leaving.map(stays('MOVED')), stays('INTO')(plan.into)]
    case 'VILLAGE_SPLIT':
      return [...plan.leaving.map(stays('FROM')), made(await splitVillage(tx, by, plan, docNo))]
    case 'TOWNSHIP_SPLIT':
      return [
        stays('FROM')(plan.from),
        ...plan.leaving.map(stays('MOVED')),
        made(await splitTownship(tx, by, plan, docNo)),
      ]
  }
}

async function rename(
  tx: Tx,
  by: Actor,
  unit: org.UnitRow & { party_org_kind: string | null },
  names: Names,
): Promise<void> {
  await org.editUnit(tx, by, {
    id: unit.id,
    name: names.name,
    shortName: names.shortName,
    partyOrgName: names.partyOrgName ?? unit.party_org_name,
    partyOrgKind: unit.party_org_kind as never,
    villageType: unit.village_type as never,
  })
  if (names.partyOrgName) await nameRunningBooks(tx, by, unit.id, names.partyOrgName)
}

const sentence = (plan: Plan): string => {
  const list = (units: readonly { short_name: string }[]) => units.map((unit) => unit.short_name).join('、')
  switch (plan.kind) {
    case 'RENAME':
      return `${plan.unit.short_name}更名为${plan.names.shortName}`
    case 'VILLAGE_MERGE':
    case 'TOWNSHIP_MERGE':
      return `${list(plan.leaving)}并入${plan.into.short_name}`
    case 'VILLAGE_MOVE':
      return `${list(plan.leaving)}划归${plan.into.short_name}`
    case 'VILLAGE_SPLIT':
      return `从${list(plan.leaving)}分设${plan.names.shortName}`
    case 'TOWNSHIP_SPLIT':
      return `从${plan.from.short_name}分设${plan.names.shortName}，划入${list(plan.leaving)}`
  }
}

async function pathsOf(tx: Tx, by: Actor, units: readonly Concerned[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('unit')
    .select(['id', 'path'])
    .where('region_id', '=', by.regionId)
    .where(
      'id',
      'in',
      units.map((unit) => unit.id),
    )
    .execute()
  return new Map(rows.map((row) => [row.id, row.path]))
}

import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { listSettings as listRoute, setSetting as setRoute } from '@xinghe/contract/settings'
import { type SettingKey, safetyGroup, settingKeys, settingNames } from '@xinghe/contract/settings'
import { getRoot } from '../org/index.ts'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { may, permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import { inForce, readSetting } from '../platform/settings.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'

export { readSetting, readSettings } from '../platform/settings.ts'

/** 依据: 三员分立; how people sign in and how long the log is kept is the security administrator's, all else the department's. */
const rightFor = (group: string) => (group === safetyGroup ? 'security.edit' : 'settings.edit')

/** Every setting with its value, its default, its ground, and who changed it last. */
export async function listSettings(tx: ReadTx, by: Actor): Promise<AnswerIn<typeof listRoute>> {
  const rows = await tx.selectFrom('setting').selectAll().where('region_id', '=', by.regionId).execute()
  const stored = new Map(rows.map((row) => [row.key, row]))
  return settingNames.map((key) => {
    const { shape: _, initial, kind, group, label, basis, ...rest } = settingKeys[key]
    const row = stored.get(key)
    return {
      key,
      group,
      kind,
      label,
      basis,
      initial,
      unit: ('unit' in rest && rest.unit) || null,
      value: inForce(key, row?.value),
      changed: row ? { by: row.changed_by, at: row.changed_at.toISOString() } : null,
      can: may(by, rightFor(group)),
    }
  })
}

/** Sets one value; 422 at the field when it does not fit, 404 for a key that does not exist. */
export async function setSetting(
  tx: Tx,
  by: Actor,
  { key, value }: InputOf<typeof setRoute>,
): Promise<{ ok: true }> {
  if (!Object.hasOwn(settingKeys, key)) throw new Refusal('settings.unknown')
  const root = await getRoot(tx, by)
  const { shape, label, group } = settingKeys[key as SettingKey]
  // Whoever may not at all is told so, wherever his unit stands.
  if (!may(by, rightFor(group))) throw new Refusal('common.not_allowed')
  permit(tx, by, rightFor(group), root.path)
  const parsed = shape.safeParse(value)
  if (!parsed.success)
    throw new Refusal(
      'common.bad_input',
      undefined,
      parsed.error.issues.map(({ message }) => ({ path: 'value', message })),
    )
  const before = await readSetting(tx, by, key as SettingKey)
  const row = {
    value: JSON.stringify(parsed.data),
    changed_by: by.name,
    changed_at: by.now,
  }
  await tx
    .insertInto('setting')
    .values({ region_id: by.regionId, key, ...row })
    .onConflict((conflict) => conflict.columns(['region_id', 'key']).doUpdateSet(row))
    .execute()
  await audit(tx, by, 'settings.set', {
    path: root.path,
    subjectKind: 'setting',
    subjectId: null,
    note: label,
    detail: { key, ...changes({ value: before }, { value: parsed.data }) },
  })
  return { ok: true }
}

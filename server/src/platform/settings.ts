import { type SettingKey, type SettingValue, settingKeys } from '@xinghe/contract/settings'
import type { Actor } from './actor.ts'
import type { ReadTx } from './tx.ts'

/** The county's values of these settings, or their defaults, read at once: `const { 'weak.level': level } = await …`. */
export async function readSettings<K extends SettingKey>(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  keys: readonly K[],
): Promise<{ [Key in K]: SettingValue<Key> }> {
  const rows = await tx
    .selectFrom('setting')
    .select(['key', 'value'])
    .where('region_id', '=', by.regionId)
    .where('key', 'in', keys)
    .execute()
  const stored = new Map(rows.map((row) => [row.key, row.value]))
  return Object.fromEntries(keys.map((key) => [key, inForce(key, stored.get(key))])) as {
    [Key in K]: SettingValue<Key>
  }
}

/** One of them; `await readSetting(tx, by, 'notice.workdays')` is a number. */
export async function readSetting<K extends SettingKey>(
  tx: ReadTx,
  by: Pick<Actor, 'regionId'>,
  key: K,
): Promise<SettingValue<K>> {
  return (await readSettings(tx, by, [key]))[key]
}

/** A value that an older version allowed must not stop the office: the default stands in. */
export function inForce(key: SettingKey, stored: unknown): unknown {
  const { shape, initial } = settingKeys[key]
  const parsed = stored === undefined ? undefined : shape.safeParse(stored)
  return parsed?.success ? parsed.data : initial
}

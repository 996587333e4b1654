import { type Post, posts } from '@xinghe/contract/rights'
import { addDays, formatDay } from '@xinghe/contract/values'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import type { Tx } from '../platform/tx.ts'

/** The posts at units that are no more end with yesterday; one that had not begun is over before it does. Returns how many. */
export async function endPostsAt(
  tx: Tx,
  by: Actor,
  unitIds: readonly string[],
  note: string,
): Promise<number> {
  const lastOn = addDays(by.today, -1)
  const { rows } = await sql<{ person_id: string; path: string; post: string }>`
    update post_holding set last_on = ${lastOn}, first_on = least(first_on, ${lastOn}::date)
    where region_id = ${by.regionId} and unit_id = any(${unitIds}::uuid[]) and (last_on is null or last_on > ${lastOn})
    returning person_id, path, post`.execute(tx)
  await audit(
    tx,
    by,
    'org.post_ended',
    rows.map((row) => ({
      path: row.path,
      subjectKind: 'person',
      subjectId: row.person_id,
      note: `${posts[row.post as Post]}（至${formatDay(lastOn)}）：${note}`,
    })),
  )
  return rows.length
}

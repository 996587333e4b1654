import type { InputOf } from '@xinghe/contract/route'
import type { remind as route } from '@xinghe/contract/work'
import type { Actor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { change, lockMatter } from './matters.ts'

/** A superior urges a matter that waits at a unit below his own; the owner sees the flag. */
export async function remind(tx: Tx, by: Actor, { id, note }: InputOf<typeof route>): Promise<{ ok: true }> {
  const matter = await lockMatter(tx, by, id)
  permit(tx, by, 'work.hand_over', matter.path)
  if (matter.unit_path === by.path || !matter.unit_path.startsWith(by.path))
    throw new Refusal('work.not_superior')
  await change(tx, by, id, { reminded_at: by.now })
  await audit(tx, by, 'work.reminded', {
    path: matter.path,
    subjectKind: matter.subject_kind,
    subjectId: matter.subject_id,
    note,
  })
  return { ok: true }
}

import { createHash } from 'node:crypto'
import type { Database } from '../platform/database.ts'
import { readTx, type Tx, wholeRegion } from '../platform/tx.ts'

export interface Account {
  person_id: string
  name: string
  login: string
  password_hash: string
  password_at: Date
  must_change: boolean
  epoch: number
  totp_sealed: string | null
  totp_since: Date | null
}
export const accountRow = (tx: Pick<Tx, 'selectFrom'>, regionId: number) =>
  tx
    .selectFrom('account as a')
    .innerJoin('person as p', (join) =>
      join.onRef('p.region_id', '=', 'a.region_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select([
      ...(['a.person_id', 'p.name', 'a.login', 'a.password_hash', 'a.password_at', 'a.must_change'] as const),
      ...(['a.epoch', 'a.totp_sealed', 'a.totp_since'] as const),
    ])
    .where('a.region_id', '=', regionId)

/**
 * The account of a login name, and the county where it is counted. A name that does not exist belongs to some county
 * too, always the same one, so that its settings (how many failures, how long a lock) tell nothing.
 */
export async function findAccount(
  db: Database,
  login: string,
): Promise<{ regionId: number; account: Account | undefined }> {
  const name = await db
    .selectFrom('login_name')
    .select(['region_id', 'person_id'])
    .where('login', '=', login)
    .executeTakeFirst()
  const regions = await db.selectFrom('region').select('id').orderBy('id').execute()
  const some = createHash('sha256').update(login).digest().readUInt32BE(0) % Math.max(regions.length, 1)
  const regionId = name?.region_id ?? regions[some]?.id ?? 0
  const account = await readTx(db, wholeRegion(regionId), (tx) =>
    accountRow(tx, regionId)
      .where('a.person_id', '=', name?.person_id ?? '00000000-0000-7000-8000-000000000000')
      .executeTakeFirst(),
  )
  return { regionId, account }
}

/** Secrets of second factors that stood in plain text are sealed. SQL has no keys: a step in code. */
import type { Step } from '../../src/platform/migrate.ts'
import { seal } from '../../src/platform/sealed.ts'

interface Plain {
  region_id: number
  person_id: string
  totp_secret: string
}

const step: Step = async (query) => {
  // One for each person who has set one up: thousands at most.
  const rows = await query<Plain>(
    'select region_id, person_id, totp_secret from account where totp_secret is not null',
  )
  await query(
    `update account a set totp_sealed = n.sealed from unnest($1::int[], $2::uuid[], $3::text[]) as n (region_id, person_id, sealed)
     where a.region_id = n.region_id and a.person_id = n.person_id`,
    [
      rows.map((row) => row.region_id),
      rows.map((row) => row.person_id),
      rows.map((row) =>
        seal({ regionId: row.region_id, column: 'account.totp_sealed', row: row.person_id }, row.totp_secret),
      ),
    ],
  )
}
export default step

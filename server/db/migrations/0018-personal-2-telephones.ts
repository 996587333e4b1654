/** Telephones that stood in plain text are sealed. SQL has no keys: a step in code. */
import type { Step } from '../../src/platform/migrate.ts'
import { blindIndex, seal } from '../../src/platform/sealed.ts'

interface Plain {
  region_id: number
  id: string
  phone: string
}

const step: Step = async (query) => {
  for (let found = 1; found > 0; ) {
    const rows = await query<Plain>(
      'select region_id, id, phone from person where phone is not null order by region_id, id limit 2000',
    )
    found = rows.length
    await query(
      `update person p set phone = null, phone_sealed = n.sealed, phone_hash = n.hash
       from unnest($1::int[], $2::uuid[], $3::text[], $4::text[]) as n (region_id, id, sealed, hash)
       where p.region_id = n.region_id and p.id = n.id`,
      [
        rows.map((row) => row.region_id),
        rows.map((row) => row.id),
        rows.map((row) =>
          seal({ regionId: row.region_id, column: 'person.phone_sealed', row: row.id }, row.phone),
        ),
        rows.map((row) =>
          blindIndex({ regionId: row.region_id, column: 'person.phone_hash' }, row.phone.replace(/\D/g, '')),
        ),
      ],
    )
  }
}
export default step

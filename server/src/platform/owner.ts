/** The few things only the owner of the database may do after migrating: founding a county, and the demo's marks. */
import pg from 'pg'

export interface Owner {
  addRegionRow(region: { id: number; kind: string; name: string; code: string }): Promise<void>
  regions(): Promise<number>
  marked(name: string): Promise<boolean>
  mark(name: string): Promise<void>
  analyze(): Promise<void>
  /** Drops everything. For a demo world that was interrupted while being made; never called when real data may stand. */
  wipe(): Promise<void>
  close(): Promise<void>
}

export async function asOwner(ownerUrl: string): Promise<Owner> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=xinghe' })
  await client.connect()
  return {
    async addRegionRow({ id, kind, name, code }) {
      await client.query(
        'insert into region (id, kind, name, code, created_at) values ($1, $2, $3, $4, now())',
        [id, kind, name, code],
      )
    },
    async regions() {
      return Number((await client.query('select count(*) as count from region')).rows[0].count)
    },
    async marked(name) {
      return (await client.query('select 1 from migration where name = $1', [name])).rows.length > 0
    },
    async mark(name) {
      await client.query('insert into migration values ($1, now()) on conflict do nothing', [name])
    },
    async analyze() {
      await client.query('analyze')
    },
    async wipe() {
      await client.query('drop schema if exists xinghe cascade')
    },
    close: () => client.end(),
  }
}

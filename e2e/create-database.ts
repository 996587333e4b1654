import pg from 'pg'

/** A database of its own beside the one of `url`, and how to drop it. */
export async function createDatabase(url: string): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  const name = `e2e_${process.pid}_${Date.now().toString(36)}`
  const admin = Object.assign(new URL(url), { pathname: '/postgres' }).href
  const run = async (text: string) => {
    const client = new pg.Client({ connectionString: admin })
    await client.connect()
    await client.query(text).finally(() => client.end())
  }
  await run(`create database ${name}`)
  return {
    ownerUrl: Object.assign(new URL(url), { pathname: `/${name}` }).href,
    drop: () => run(`drop database if exists ${name} with (force)`),
  }
}

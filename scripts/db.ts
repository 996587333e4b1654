/**
 * `npm run db -- distribute [--shards 128] [--dry]`: spreads the database of DATABASE_URL over the servers of its Citus
 * cluster, with the app stopped; goes on where it stopped when begun again, and takes tables that came with an update.
 * Where the extension is not there, and with --dry, it only prints the commands (docs/scaling.md).
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { appConnection } from '../server/src/platform/app-connection.ts'
import { commandsFor, distribute, isClustered, lookAt } from '../server/src/platform/distribute.ts'
import { migrate } from '../server/src/platform/migrate.ts'
import { dataDir, reachDatabase } from './reach-database.ts'

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    // 依据: 3,000 counties on up to 32 servers, four shards or more on each, room to double.
    options: { shards: { type: 'string', default: '128' }, dry: { type: 'boolean', default: false } },
  })
  if (positionals.join(' ') !== 'distribute') throw new Error('Say what: distribute')
  const shards = Number(values.shards)
  if (!Number.isInteger(shards) || shards < 1) throw new Error('--shards must be a whole number above 0')
  const { ownerUrl, release } = await reachDatabase()
  try {
    const { appUrl: _, ...role } = appConnection(ownerUrl, dataDir)
    const client = new pg.Client({ connectionString: ownerUrl })
    await client.connect()
    try {
      const clustered = await isClustered(client)
      if (clustered && !values.dry) await migrate({ ownerUrl, ...role })
      const commands = commandsFor(await lookAt(client, role.appRole), shards)
      const print = (command: string) => console.log(`${command};`)
      if (commands.length === 0) console.log('-- every table lies where it belongs')
      else if (clustered && !values.dry) {
        await distribute(client, commands, print)
        console.log('-- done. Now: npm run verify')
      } else {
        for (const command of commands) print(command)
        console.log(
          clustered
            ? '-- printed only, as asked'
            : '-- printed only: this database has not the extension citus, nothing was changed',
        )
      }
    } finally {
      await client.end()
    }
  } finally {
    await release()
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

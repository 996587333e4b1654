/**
 * `npm run db -- distribute [--shards 128] [--dry]`: spreads the database of DATABASE_URL over the servers of its Citus
 * cluster, with the app stopped; goes on where it stopped when begun again, and takes tables that came with an update.
 * Where the extension is not there, and with --dry, it only prints the commands (docs/scaling.md).
 */
import { parseArgs } from 'node:util'
import { appConnection } from '../server/src/platform/app-connection.ts'
import {
  commandsFor,
  distribute,
  isClustered,
  isEmpty,
  lookAt,
  withOwner,
} from '../server/src/platform/distribute.ts'
import { migrate } from '../server/src/platform/migrate.ts'
import { dataDir, reachDatabase } from './reach-database.ts'

const print = (command: string) => console.log(`${command};`)

async function run(ownerUrl: string, shards: number, dry: boolean): Promise<void> {
  const { appUrl: _, ...role } = appConnection(ownerUrl, dataDir)
  await withOwner(ownerUrl, async (client) => {
    const clustered = await isClustered(client)
    if (clustered && !dry) await migrate({ ownerUrl, ...role })
    if (await isEmpty(client)) throw new Error('This database holds no tables yet: npm start makes them')
    const commands = commandsFor(await lookAt(client, role.appRole), shards)
    if (commands.length === 0) return console.log('-- every table lies where it belongs')
    if (clustered && !dry) {
      await distribute(client, commands, print)
      return console.log('-- done. Now: npm run verify')
    }
    for (const command of commands) print(command)
    console.log(
      clustered
        ? '-- printed only, as asked'
        : '-- printed only: this database has not the extension citus, nothing was changed',
    )
  })
}

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
  await run(ownerUrl, shards, values.dry).finally(release)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

/** `npm run keys`: which keys seal personal data. `-- rotate` makes a new one and seals everything with it; `-- reseal` only the latter. Also while the app runs. */
import { setTimeout } from 'node:timers/promises'
import { connect } from '../server/src/platform/database.ts'
import { addKey, cipherChosen, followKeys, keyFile, requireKeys } from '../server/src/platform/key-file.ts'
import { resealAll } from '../server/src/platform/reseal.ts'
import { useKeys } from '../server/src/platform/sealed.ts'
import { keysInUse } from '../server/src/platform/sealed-columns.ts'
import { dataDir, reachDatabase } from './reach-database.ts'

const what = process.argv[2] ?? 'list'
async function run(ownerUrl: string): Promise<void> {
  const used = await keysInUse(ownerUrl)
  let keys = requireKeys(dataDir, [...used.keys()])
  if (what === 'rotate') {
    keys = addKey(dataDir, cipherChosen())
    console.log(`new key ${keys.sealing[0]?.id} in ${keyFile(dataDir)}: keep a copy of the file apart`)
    // The running app looks at the file once a second.
    await setTimeout(2500)
  }
  if (what === 'rotate' || what === 'reseal') {
    useKeys(followKeys(dataDir))
    const { db, pool } = connect(ownerUrl, { max: 1 })
    const done = await resealAll(db, keys.sealing[0]?.id as string, (count) =>
      process.stdout.write(`\r${count} values sealed anew`),
    ).finally(() => pool.end())
    console.log(`\r${done} values sealed anew. Older keys stay: backups made before need them`)
  }
  const now = await keysInUse(ownerUrl)
  for (const { id, cipher } of keys.sealing) console.log(`  ${id}  ${cipher}  ${now.get(id) ?? 0} values`)
  console.log(`  ${keys.index.id}  digests  ${now.get(keys.index.id) ?? 0} values`)
}

try {
  if (!['list', 'rotate', 'reseal'].includes(what)) throw new Error('Say what: list, rotate or reseal')
  const { ownerUrl, release } = await reachDatabase()
  await run(ownerUrl).finally(release)
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}

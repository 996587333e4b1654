/**
 * `npm run account -- LOGIN`: a new one-time password for an account, from the machine itself, when nobody is left who
 * could renew it in the app. Without LOGIN: the accounts on which the county hangs. Also while the server runs.
 */
import { connect } from '../server/src/platform/database.ts'
import { keepersAccounts, renewAccount } from '../server/src/setup/index.ts'
import { reachDatabase } from './reach-database.ts'

const login = process.argv[2]
const { ownerUrl, release } = await reachDatabase()
const { db, pool } = connect(ownerUrl, { max: 1 })
try {
  if (login === undefined) {
    for (const one of await keepersAccounts(db))
      console.log(`  ${one.login.padEnd(20)} ${one.name} · ${one.post} · ${one.county}`)
    console.log('\nnpm run account -- LOGIN gives one of them, or any other account, a new password.')
  } else {
    const password = await renewAccount(db, login, new Date())
    if (!password) throw new Error(`There is no account ${login}. npm run account lists those of the county.`)
    console.log(`\n  ${login}: one-time password ${password}`)
    console.log(
      '  To be changed at the next sign-in. It is shown here once; the trail says that it was renewed.\n',
    )
  }
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  await pool.end()
  await release()
}

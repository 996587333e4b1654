/** The app in a process of its own, to be killed: APP_URL is its database, DATA_DIR holds its keys, NOW is its clock; says its address when it listens. */
import { buildApp } from '../../src/app.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { connect } from '../../src/platform/database.ts'
import { followKeys } from '../../src/platform/key-file.ts'
import { limitsFrom } from '../../src/platform/limits.ts'
import { useKeys } from '../../src/platform/sealed.ts'

const { APP_URL = '', DATA_DIR = '', NOW = '' } = process.env
useKeys(followKeys(DATA_DIR))
const { db } = connect(APP_URL)
const limits = limitsFrom({ LIMIT_ADDRESS: '1000000', LIMIT_ACCOUNT: '1000000' })
const app = await buildApp({ db, clock: fixedClock(NOW) }, { to: { write: () => {} }, limits })
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))

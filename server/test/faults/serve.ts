/** The app in a process of its own, to be killed: APP_URL is its database, NOW its clock; says its address when it listens. */
import { buildApp } from '../../src/app.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { connect } from '../../src/platform/database.ts'
import { limitsFrom } from '../../src/platform/limits.ts'

const { APP_URL = '', NOW = '' } = process.env
const { db } = connect(APP_URL)
const limits = limitsFrom({ LIMIT_ADDRESS: '1000000', LIMIT_ACCOUNT: '1000000' })
const app = await buildApp({ db, clock: fixedClock(NOW) }, { to: { write: () => {} }, limits })
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))

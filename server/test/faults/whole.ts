/** All of the product in a process of its own, one of several: OWNER_URL is its database, DATA_DIR is shared; says its address. */
import { startServer } from '../../src/main.ts'
import { fixedClock } from '../../src/platform/clock.ts'

const { OWNER_URL = '', DATA_DIR = '', NOW = '' } = process.env
const { address } = await startServer({
  ownerUrl: OWNER_URL,
  dataDir: DATA_DIR,
  host: '127.0.0.1',
  port: 0,
  demo: false,
  webDist: '/nowhere',
  clock: fixedClock(NOW),
})
console.log(address)

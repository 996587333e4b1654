/** The role under which the app works: it owns nothing, and its password lies in the data folder for its owner only. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeOnce } from './write-once.ts'

/** Made once a data folder. */
function appPassword(dataDir: string): string {
  const file = join(dataDir, 'app-role.json')
  if (!existsSync(file)) writeOnce(file, JSON.stringify({ password: randomBytes(24).toString('base64url') }))
  return (JSON.parse(readFileSync(file, 'utf8')) as { password: string }).password
}

/** Address, name and password of the app's role in the owner's database. */
export function appConnection(
  ownerUrl: string,
  dataDir: string,
): { appUrl: string; appRole: string; appPassword: string } {
  const url = new URL(ownerUrl)
  const appRole = `${url.pathname.slice(1).toLowerCase().replace(/\W/g, '_')}_app`
  url.username = appRole
  url.password = appPassword(dataDir)
  return { appUrl: url.href, appRole, appPassword: url.password }
}

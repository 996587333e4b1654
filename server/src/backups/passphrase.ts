import { readFileSync } from 'node:fs'

/** The first line of BACKUP_PASSPHRASE_FILE, or BACKUP_PASSPHRASE; undefined when backups are not encrypted. */
export function passphraseGiven(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const file = env.BACKUP_PASSPHRASE_FILE
  const given = file ? readFileSync(file, 'utf8').split(/\r?\n/)[0] : env.BACKUP_PASSPHRASE
  if (given === undefined || (given === '' && !file)) return undefined
  if (given.length < 12) throw new Error('The passphrase for backups must have at least 12 characters')
  return given
}

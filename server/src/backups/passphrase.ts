import { readFileSync } from 'node:fs'

/** For the terminal; on the page it is said in Chinese. */
export class PassphraseError extends Error {}

/** The first line of BACKUP_PASSPHRASE_FILE, or BACKUP_PASSPHRASE; undefined when backups are not encrypted. Throws `PassphraseError`. */
export function passphraseGiven(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const file = env.BACKUP_PASSPHRASE_FILE
  const given = file ? firstLine(file) : env.BACKUP_PASSPHRASE
  if (given === undefined || (given === '' && !file)) return undefined
  if (given.length < 12)
    throw new PassphraseError('The passphrase for backups must have at least 12 characters')
  return given
}

function firstLine(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0]
  } catch {
    throw new PassphraseError(
      `BACKUP_PASSPHRASE_FILE is ${file}, and that file cannot be read. Put it back: until then no backup is made`,
    )
  }
}

/** What the page says: backups are plain, encrypted, or not made because the passphrase is not there. */
export function passphraseState(): 'NONE' | 'READY' | 'UNREADABLE' {
  try {
    return passphraseGiven() === undefined ? 'NONE' : 'READY'
  } catch {
    return 'UNREADABLE'
  }
}

/** Everything kept in one file, and brought back. */
export { BackupError } from './error.ts'
export { makeBackup } from './make-backup.ts'
export { passphraseGiven } from './passphrase.ts'
export { checkBackup, restoreBackup } from './restore-backup.ts'

/** Everything kept in one file, and brought back. */
export { BackupError } from './error.ts'
export { makeBackup } from './make-backup.ts'
export { crontab, jobs, useBackups } from './nightly.ts'
export { passphraseGiven, passphraseState } from './passphrase.ts'
export { checkBackup, restoreBackup } from './restore-backup.ts'
export { routes } from './routes.ts'

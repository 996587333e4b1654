/** Why a backup or a restore cannot go on, in a sentence for whoever sits at the terminal. */
const sentences = {
  damaged: 'The backup file is damaged or incomplete. Nothing was written. Take another copy of it.',
  passphrase:
    'The passphrase is wrong, or the file is damaged at its beginning. Nothing was written. Check the passphrase, then try another copy.',
  sealed:
    'The backup is encrypted. Give its passphrase in BACKUP_PASSPHRASE, or a file that holds it in BACKUP_PASSPHRASE_FILE.',
  newer: 'The backup was made by a newer version of Xinghe. Nothing was written. Update this program first.',
  full: 'There is data in this place already. Nothing was written. A backup is restored only into an empty place: set DATA_DIR to a new folder (and DATABASE_URL to an empty database, if you use one of your own).',
  no_space: 'The disk is full. The unfinished file was removed. Make room, or choose another folder.',
  not_a_backup: 'This file is not a backup of Xinghe. Nothing was written.',
} as const
export type BackupProblem = keyof typeof sentences

export class BackupError extends Error {
  readonly problem: BackupProblem
  constructor(problem: BackupProblem, more = '') {
    super(more ? `${sentences[problem]} (${more})` : sentences[problem])
    this.problem = problem
  }
}

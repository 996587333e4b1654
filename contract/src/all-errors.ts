/** Every refusal of every capability. One line per capability. */
import { auditErrors } from './audit.ts'
import { awardErrors } from './award.ts'
import { backupErrors } from './backups.ts'
import { categoryErrors } from './categories.ts'
import { circularErrors } from './circulars.ts'
import { declarationErrors } from './declarations.ts'
import { errandErrors } from './errands.ts'
import { commonErrors } from './errors.ts'
import { exportErrors } from './exports.ts'
import { fileErrors } from './files.ts'
import { setupErrors } from './founding.ts'
import { identityErrors } from './identity.ts'
import { importErrors } from './imports.ts'
import { noticeErrors } from './notices.ts'
import { orgErrors } from './org.ts'
import { paperErrors } from './papers.ts'
import { personalErrors } from './personal.ts'
import { pointsErrors } from './points.ts'
import { printErrors } from './prints.ts'
import { removalErrors } from './removals.ts'
import { restructureErrors } from './restructure.ts'
import { resultErrors } from './results.ts'
import { schemeErrors } from './schemes.ts'
import { settingErrors } from './settings.ts'
import { signOnErrors } from './single-sign-on.ts'
import { substitutionErrors } from './substitutions.ts'
import { weakErrors } from './weak.ts'
import { whatIfErrors } from './what-if.ts'
import { workErrors } from './work.ts'
import { yearEndErrors } from './year-end.ts'

export const allErrors = {
  ...auditErrors,
  ...awardErrors,
  ...backupErrors,
  ...categoryErrors,
  ...circularErrors,
  ...commonErrors,
  ...declarationErrors,
  ...errandErrors,
  ...exportErrors,
  ...fileErrors,
  ...identityErrors,
  ...importErrors,
  ...noticeErrors,
  ...orgErrors,
  ...removalErrors,
  ...restructureErrors,
  ...resultErrors,
  ...paperErrors,
  ...personalErrors,
  ...pointsErrors,
  ...printErrors,
  ...schemeErrors,
  ...settingErrors,
  ...setupErrors,
  ...signOnErrors,
  ...substitutionErrors,
  ...weakErrors,
  ...whatIfErrors,
  ...workErrors,
  ...yearEndErrors,
}
export type ErrorCode = keyof typeof allErrors

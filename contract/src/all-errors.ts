/** Every refusal of every capability. One line per capability. */
import { auditErrors } from './audit.ts'
import { awardErrors } from './award.ts'
import { backupErrors } from './backups.ts'
import { categoryErrors } from './categories.ts'
import { declarationErrors } from './declarations.ts'
import { errandErrors } from './errands.ts'
import { commonErrors } from './errors.ts'
import { fileErrors } from './files.ts'
import { identityErrors } from './identity.ts'
import { noticeErrors } from './notices.ts'
import { orgErrors } from './org.ts'
import { personalErrors } from './personal.ts'
import { pointsErrors } from './points.ts'
import { printErrors } from './prints.ts'
import { removalErrors } from './removals.ts'
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
  ...commonErrors,
  ...declarationErrors,
  ...errandErrors,
  ...fileErrors,
  ...identityErrors,
  ...noticeErrors,
  ...orgErrors,
  ...removalErrors,
  ...resultErrors,
  ...personalErrors,
  ...pointsErrors,
  ...printErrors,
  ...schemeErrors,
  ...settingErrors,
  ...signOnErrors,
  ...substitutionErrors,
  ...weakErrors,
  ...whatIfErrors,
  ...workErrors,
  ...yearEndErrors,
}
export type ErrorCode = keyof typeof allErrors

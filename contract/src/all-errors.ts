/** Every refusal of every capability. One line per capability. */
import { commonErrors } from './errors.ts'
import { identityErrors } from './identity.ts'
import { orgErrors } from './org.ts'
import { workErrors } from './work.ts'

export const allErrors = {
  ...commonErrors,
  ...identityErrors,
  ...orgErrors,
  ...workErrors,
}
export type ErrorCode = keyof typeof allErrors

/** Every refusal of every capability. One line per capability. */
import { commonErrors } from './errors.ts'
import { identityErrors } from './identity.ts'

export const allErrors = {
  ...commonErrors,
  ...identityErrors,
}
export type ErrorCode = keyof typeof allErrors

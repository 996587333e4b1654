import { allErrors, type ErrorCode } from '@xinghe/contract/all-errors'

/** Thrown when an act is refused for a reason the user can understand. The Chinese text stands in the contract. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown> | undefined
  readonly fields: { path: string; message: string }[] | undefined
  constructor(
    code: ErrorCode,
    details?: Record<string, unknown>,
    fields?: { path: string; message: string }[],
  ) {
    super(code)
    this.code = code
    this.details = details
    this.fields = fields
  }
  get status(): number {
    return allErrors[this.code].status
  }
  /** The text of the contract with {name} filled from details. */
  get zh(): string {
    return allErrors[this.code].zh.replace(/\{(\w+)\}/g, (_, name: string) =>
      String(this.details?.[name] ?? ''),
    )
  }
}

/** A refusal at one field: the screen shows `message` there. */
export const refuseField = (path: string, message: string): Refusal =>
  new Refusal('common.bad_input', undefined, [{ path, message }])

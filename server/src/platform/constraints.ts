/** What the database refuses, in words. By constraint name where the server gives it, else by SQLSTATE. */
import type { ErrorCode } from '@xinghe/contract/all-errors'
import { Refusal } from './refusal.ts'

const byConstraint: Record<string, ErrorCode> = {}
/** A capability says once what its constraints mean. */
export function explainConstraints(table: Record<string, ErrorCode>): void {
  Object.assign(byConstraint, table)
}

const bySqlState: Record<string, ErrorCode> = {
  '23505': 'common.duplicate',
  '23503': 'common.in_use',
  '40001': 'common.busy',
  '40P01': 'common.busy',
  '53300': 'common.busy',
  '57P01': 'common.busy',
  '57P03': 'common.busy',
  '53100': 'common.busy',
}

/** The refusal behind a database error, or undefined when it is a bug. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const { code, constraint } = error as { code?: string; constraint?: string }
  const known = (constraint && byConstraint[constraint]) || (code && bySqlState[code])
  return known ? new Refusal(known) : undefined
}

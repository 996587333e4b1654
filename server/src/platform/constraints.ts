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
  // A sign that no text may hold (NUL), in plain text and in JSON.
  '22021': 'common.unreadable',
  '22P05': 'common.unreadable',
  '40001': 'common.busy',
  '40P01': 'common.busy',
  '53300': 'common.busy',
  '57P01': 'common.busy',
  '57P02': 'common.busy',
  '57P03': 'common.busy',
  '08001': 'common.busy',
  '08003': 'common.busy',
  '08006': 'common.busy',
  // The database is starting again, or went away in the middle: nothing was committed that was not answered.
  ECONNREFUSED: 'common.busy',
  ECONNRESET: 'common.busy',
  EPIPE: 'common.busy',
  '53100': 'common.no_space',
  ENOSPC: 'common.no_space',
  EDQUOT: 'common.no_space',
  EFBIG: 'common.no_space',
}

const gone =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|The server closed the connection|timeout exceeded when trying to connect)/

/** Of a distributed database only the message names the constraint, with the number of the shard behind it. */
const namedIn = (message = ''): string | undefined => /constraint "(\w+?)(?:_\d{6,})?"/.exec(message)?.[1]

/** The refusal behind a database error, or undefined when it is a bug. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const { code, constraint, message } = error as { code?: string; constraint?: string; message?: string }
  // The driver gives these no code.
  if (!code && gone.test(message ?? '')) return new Refusal('common.busy')
  const name = constraint || (code?.startsWith('23') ? namedIn(message) : undefined)
  const known = (name && byConstraint[name]) || (code && bySqlState[code])
  return known ? new Refusal(known) : undefined
}

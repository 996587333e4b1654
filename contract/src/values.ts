/** Values that both sides share, each with its law. Sizes are whole numbers; text is what people type and read. */
import { z } from 'zod'

declare const brand: unique symbol
type Branded<T, Name extends string> = T & { readonly [brand]: Name }

/** Points in whole hundredths: 10 points are 1000. Half points are common, so no floating point anywhere. */
export type Points = Branded<number, 'Points'>
/** Money in whole fen. */
export type Fen = Branded<number, 'Fen'>
/** A day in Shanghai, 'YYYY-MM-DD'. Ranges of days include both ends. */
export type LocalDate = Branded<string, 'LocalDate'>
/** An instant, ISO 8601 with zone. */
export type Instant = Branded<string, 'Instant'>

function whole(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be a safe whole number, got ${value}`)
  return value
}
export const points = (hundredths: number): Points => whole(hundredths, 'points') as Points
export const fen = (value: number): Fen => whole(value, 'fen') as Fen

/** '9.5' → 950. Undefined for anything that is not a number with at most two decimals. */
export function parsePoints(text: string): Points | undefined {
  const match = /^(-?)(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  const size = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return points(match[1] ? 0 - size : size)
}

/** 950 → '9.5'; never more digits than needed. */
export function formatPoints(value: number): string {
  const size = Math.abs(value)
  const rest = size % 100
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(2, '0').replace(/0$/, '')}`
  return `${value < 0 ? '-' : ''}${Math.floor(size / 100)}${fraction}`
}

/** 60000 → '600.00' yuan. */
export function formatFen(value: number): string {
  const size = Math.abs(value)
  return `${value < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
}

const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
/** 2025-12-31T16:30Z is already 2026-01-01 in Shanghai. */
export const dayInShanghai = (now: Date): LocalDate => shanghai.format(now) as LocalDate

export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text
}
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a day: ${text}`)
  return text
}
export function addDays(day: LocalDate, count: number): LocalDate {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + count)
  return at.toISOString().slice(0, 10) as LocalDate
}
export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4))
/** 1–4. */
export const quarterOf = (day: LocalDate): number => Math.ceil(Number(day.slice(5, 7)) / 3)
/** '2026-03-05' → '2026年3月5日'. */
export const formatDay = (day: string): string =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** An instant as the clerk reads it: '2026年3月5日 09:30', Shanghai time; to the second where entries follow each other. */
export function formatInstant(iso: string, { seconds = false } = {}): string {
  const at = new Date(iso)
  const time = at.toLocaleTimeString('en-GB', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  })
  return `${formatDay(dayInShanghai(at))} ${time}`
}

export const zId = z.uuid()
export const zDay = z
  .string()
  .refine(isLocalDate, '请填写正确的日期，如 2026-03-05')
  .transform((d) => d as LocalDate)
export const zPoints = z.int().transform((n) => n as Points)
export const zFen = z
  .int()
  .min(0)
  .transform((n) => n as Fen)
export const zYear = z.coerce.number().int().min(2000).max(2100)
export const zQuarter = z.coerce.number().int().min(1).max(4)
/** Free text that must say something: trimmed, not empty. */
export const zText = (max = 500) => z.string().trim().min(1, '请填写此项').max(max, `不超过${max}字`)

/** 整顿 by the book: months that must be reported, the verdict of an acceptance, what happened in one sentence. */
import { addDays, formatDay, type LocalDate, localDate } from '@xinghe/contract/values'
import type { WeakState } from '@xinghe/contract/weak'

/** '2026-03' of a day. */
export const monthOf = (day: string): string => day.slice(0, 7)
export const nextMonth = (month: string): string => {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}
/** The same day `count` months later, or the last day of that month. */
export function addMonths(day: LocalDate, count: number): LocalDate {
  let month = monthOf(day)
  for (let left = count; left > 0; left--) month = nextMonth(month)
  const last = addDays(localDate(`${nextMonth(month)}-01`), -1)
  const same = `${month}-${day.slice(8)}`
  return (same < last ? same : last) as LocalDate
}
const months = (from: string, to: string): string[] => {
  const all: string[] = []
  for (let month = from; month <= to; month = nextMonth(month)) all.push(month)
  return all
}

export interface Rectified {
  begunOn: string
  reported: readonly string[]
  reportDay: number
}
/** Months that may still be told of: from the first to the present one. */
export const reportable = ({ begunOn, reported }: Rectified, today: string): string[] =>
  months(monthOf(begunOn), monthOf(today)).filter((month) => !reported.includes(month))
const firstMonth = ({ begunOn, reportDay }: Rectified): string =>
  Number(begunOn.slice(8)) <= reportDay ? monthOf(begunOn) : nextMonth(monthOf(begunOn))
/** Months that are over and untold. */
export const missing = (one: Rectified, today: string): string[] =>
  reportable(one, today).filter((month) => month >= firstMonth(one) && month < monthOf(today))
/** The next month to be told of, and its last day. */
export function nextReport(one: Rectified): { month: string; dueOn: string } {
  let month = firstMonth(one)
  while (one.reported.includes(month)) month = nextMonth(month)
  return { month, dueOn: `${month}-${String(one.reportDay).padStart(2, '0')}` }
}

export interface Acceptance {
  score: number
  representatives: number
  dissatisfied: number
}
export interface AcceptanceRules {
  passScore: number
  dissatisfiedPercent: number
}
/** 依据: both must hold; exactly half dissatisfied is not more than half. */
export function verdictOf(
  { score, representatives, dissatisfied }: Acceptance,
  { passScore, dissatisfiedPercent }: AcceptanceRules,
): { passed: boolean; verdict: string } {
  const against: string[] = []
  if (score < passScore) against.push(`得${score}分，低于${passScore}分`)
  if (dissatisfied * 100 > representatives * dissatisfiedPercent)
    against.push(`${representatives}名代表中${dissatisfied}名不满意，超过${dissatisfiedPercent}%`)
  return against.length === 0
    ? {
        passed: true,
        verdict: `得${score}分，${representatives}名代表中${dissatisfied}名不满意，达到验收标准`,
      }
    : { passed: false, verdict: against.join('；') }
}

export interface Told {
  state: WeakState
  suspectedOn: string
  dismissedOn: string | null
  dismissedReason: string | null
  listedOn: string | null
  approvedOn: string | null
  deadline: string | null
  reported: number
  attempts: readonly { on: string; score: number; passed: boolean }[]
  removedOn: string | null
  watchUntil: string | null
  closedOn: string | null
}
/** What happened, in one sentence. */
export function storyOf(one: Told): string {
  const parts = [`${formatDay(one.suspectedOn)}列为疑似`]
  if (one.dismissedOn) parts.push(`${formatDay(one.dismissedOn)}决定不予列入（${one.dismissedReason}）`)
  if (one.listedOn) parts.push(`${formatDay(one.listedOn)}由旗委列入`)
  if (one.approvedOn)
    parts.push(
      `${formatDay(one.approvedOn)}开始整顿${one.reported > 0 ? `，已报${one.reported}个月进展` : ''}`,
    )
  for (const { on, score, passed } of one.attempts)
    parts.push(`${formatDay(on)}验收${score}分，${passed ? '通过并销号' : '未通过'}`)
  if (one.state === 'IN_PROGRESS' && one.deadline) parts.push(`整顿期限到${formatDay(one.deadline)}`)
  if (one.state === 'REMOVED' && one.watchUntil) parts.push(`观察到${formatDay(one.watchUntil)}`)
  if (one.closedOn) parts.push(`${formatDay(one.closedOn)}观察期满，没有反弹`)
  return parts.join('；')
}

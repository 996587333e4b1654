/** The area and year that a page of charts is about, and the addresses of the rows behind its figures. */
import type { Subject } from '@xinghe/contract/words'
import { pathTo, type ViewValue } from '../app/paths.ts'

export interface Area {
  unitId: string
  /** Where the page shows one township: the lists of other pages are told so. */
  townshipId: string
  year: number
  subject: Subject
}
/** What the rows behind are asked for, where no page lists them. */
export type Behind =
  | { of: 'star'; kind: 'COMMON' | 'DUTY' | 'ELECTIVE'; star: string; won: 'yes' | 'no' }
  | { of: 'month'; month: number }
  | { of: 'evidence'; unitId: string; name: string; without: 'any' | 'needed' }
  | { of: 'step'; step: number; state: 'done' | 'now' | 'late' | 'todo'; unitId: string }

export const resultsPath = (
  { townshipId, year, subject }: Area,
  filter: Record<string, ViewValue>,
  year_ = year,
) => pathTo('/stars/results', {}, { year: year_, subject, townshipId, ...filter })
export const differencesPath = ({ year, subject }: Area, township: string) =>
  pathTo('/stars/differences', {}, { year, subject, township })
export const countWord = (subject: Subject) => (subject === 'ORG' ? '个' : '名')

/** Where each kind of matter is settled: the page, with the record already open. */
import type { WorkKind, WorkRow } from '@xinghe/contract/work'
import { pages } from '../app/pages.ts'
import { pathTo } from '../app/paths.ts'

interface Place {
  /** The page's path as in its pages.ts; ':id' is the record. */
  page: string
  /** The record's name in the address, where the page is a list. */
  open?: string
}
const schemes: Place = { page: '/stars/schemes/:id' }
const declarations: Place = { page: '/stars/declarations/:id' }
const yearEnd: Place = { page: '/stars/year-end/:id' }
const determination: Place = { page: '/stars/determination/:id' }
const quarters: Place = { page: '/points/quarters', open: 'open' }

const weak: Place = { page: '/weak/:id' }

const places: Record<WorkKind, Place> = {
  SCHEME_REVIEW: schemes,
  SCHEME_RETURNED: schemes,
  SCHEME_PUBLISH: schemes,
  DECLARATION_DRAFT: declarations,
  DECLARATION_CONFIRM: declarations,
  DECLARATION_RETURNED: declarations,
  DECLARATION_PUBLISH: declarations,
  EXEMPTION_DECIDE: { page: '/stars/exemptions', open: 'open' },
  SLIP_CONFIRM: { page: '/points/checking', open: 'slip' },
  SLIP_CHECK: { page: '/points/checking', open: 'slip' },
  SLIP_RETURNED: { page: '/points/slips', open: 'open' },
  QUARTER_CLOSE: quarters,
  QUARTER_NOTICE: quarters,
  QUARTER_SEAL: quarters,
  SELF_ASSESS: yearEnd,
  PEER_REVIEW: yearEnd,
  ASSESS: yearEnd,
  DETERMINE: determination,
  YEAR_NOTICE: determination,
  NOTICE_RUNNING: { page: '/notices', open: 'open' },
  OBJECTION_INVESTIGATE: { page: '/objections', open: 'open' },
  OBJECTION_ANSWER: { page: '/objections', open: 'open' },
  AMENDMENT_NOTICE: determination,
  FILE_RESULT: determination,
  CONFIRM_RESULT: determination,
  ORDER_PLAQUES: { page: '/stars/plaques' },
  HANG_PLAQUE: { page: '/stars/plaques' },
  REMOVAL_DECIDE: { page: '/stars/removals', open: 'open' },
  REMOVAL_NOTICE: { page: '/stars/removals', open: 'open' },
  REMOVAL_EFFECT: { page: '/stars/removals', open: 'open' },
  WEAK_VERIFY: weak,
  WEAK_LIST: weak,
  WEAK_PLAN: weak,
  WEAK_APPROVE: weak,
  WEAK_REPORT: weak,
  WEAK_APPLY: weak,
  WEAK_ACCEPT: weak,
  WEAK_AGAIN: weak,
  WEAK_WATCH: weak,
}

/** The address where the matter is settled; undefined while no page stands there. */
export function linkOf({ kind, subjectId }: Pick<WorkRow, 'kind' | 'subjectId'>): string | undefined {
  const { page, open } = places[kind]
  if (!pages.some(({ path }) => path === page)) return undefined
  return pathTo(page, { id: subjectId }, open ? { [open]: subjectId } : {})
}

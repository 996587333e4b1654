/** What can be brought in. A kind without an entry is shown nowhere. */
import type { ImportKindKey } from '@xinghe/contract/import-kinds'
import type { Post } from '@xinghe/contract/rights'
import { holds } from '@xinghe/contract/rights'
import { Refusal } from '../../platform/refusal.ts'
import type { ImportKind, ImportOptions } from '../kind.ts'
import { entries } from './entries.ts'
import { openings } from './openings.ts'
import { pastResults } from './past-results.ts'
import { people } from './people.ts'
import { units } from './units.ts'

// biome-ignore lint/suspicious/noExplicitAny: what a kind plans is its own matter; only it gets it back.
export type AnyKind = ImportKind<any>

export const kinds: Partial<Record<ImportKindKey, AnyKind>> = {
  UNITS: units,
  PEOPLE: people,
  ENTRIES: entries,
  OPENINGS: openings,
  PAST_RESULTS: pastResults,
}

/** The kind, when this post may bring it in and the year is given where one is needed. */
export function kindFor(by: { post: Post }, key: ImportKindKey, { year }: ImportOptions): AnyKind {
  const kind = kinds[key]
  if (!kind) throw new Refusal('common.not_found')
  if (!holds(by.post, kind.action)) throw new Refusal('common.not_allowed')
  if (kind.needsYear && year === undefined)
    throw new Refusal('imports.year_needed', undefined, [{ path: 'year', message: '请选择年度' }])
  return kind
}

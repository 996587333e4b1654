/** What is wrong with an answer, in words; empty when nothing is. */
import type { Route } from '@xinghe/contract/route'
import type { Answered, Asked } from './ask.ts'
import { type Census, idsIn, marksIn, type Row } from './census.ts'
import type { Walker } from './given.ts'
import { holds, sees } from './sight.ts'

/** Shown beyond the subtree, and why: pages of the county on which rows of these tables stand. */
const copies: Record<string, { tables: readonly string[]; why: string }> = {
  'GET /api/notices/:id': {
    tables: ['unit', 'person', 'book'],
    why: 'a public notice names everybody it is about, for the whole county',
  },
  'GET /api/notices/:id/pdf': { tables: ['unit', 'person', 'book'], why: 'the same on paper' },
  'GET /api/identity/me': { tables: ['unit'], why: 'every post that he holds, with the name of its unit' },
  'GET /api/schemes': { tables: ['unit'], why: 'a scheme is shown with the township whose it is' },
  'GET /api/schemes/:id': { tables: ['unit'], why: 'a scheme is shown with the township whose it is' },
  'GET /api/schemes/:id/comparison': {
    tables: ['unit'],
    why: 'a township compares its scheme with another’s',
  },
  'GET /api/scheme-sources': { tables: ['unit'], why: 'a township copies another’s scheme' },
}

/** What is wrong with an answer. `but`: rows of these tables that this route shows of the whole county here. */
export function leaks(
  census: Census,
  walker: Walker,
  route: Route,
  { text, status }: Answered,
  asked: Asked,
  but: readonly string[] = [],
): string[] {
  const { sight, known } = walker
  const place = `${route.method} ${route.path}`
  const found: string[] = []
  if (status === 500) found.push('breaks')
  if (route.access !== 'public' && !holds(sight, route.access) && status !== 401 && status !== 403)
    found.push(`answers ${status} without the right`)
  const mine = (personId: string | null) =>
    personId === walker.personId || (personId !== null && known.has(personId))
  if (route.access === 'public') return found
  const shown = (row: Row, personId: string | null) =>
    sees(sight, row) ||
    (row.table === 'person' && mine(personId)) ||
    (row.regionId === sight?.regionId && [...(copies[place]?.tables ?? []), ...but].includes(row.table))
  for (const mark of marksIn(text)) {
    const row = census.rowOfMark(mark)
    if (!row) found.push(`shows a mark of nothing: ${mark}`)
    else if (!shown(row, row.personId)) found.push(`shows ${mark} of ${row.table} at ${row.path}`)
  }
  for (const id of idsIn(text)) {
    const row = census.rows.get(id)
    if (row && !shown(row, id)) found.push(`shows ${row.table} ${id} at ${row.path}`)
  }
  if (status === 200)
    for (const { id, kind, inPath } of asked.named) {
      const row = census.rows.get(id)
      if (
        inPath &&
        row &&
        !sees(sight, row) &&
        !(row.regionId === sight?.regionId && but.includes(row.table))
      )
        found.push(`opens ${kind} ${id} at ${row.path}`)
    }
  return found
}

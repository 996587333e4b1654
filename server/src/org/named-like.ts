import { type RawBuilder, sql } from 'kysely'

/** What LIKE would read as a pattern stands for itself. */
const literal = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** Of people `p`: `q` is a part of the name, or the beginning of its pinyin or initials. */
export function namedLike(q: string): RawBuilder<boolean> {
  const letters = `${literal(q.toLowerCase().replace(/\s+/g, ''))}%`
  return sql<boolean>`(p.name like ${`%${literal(q.replace(/\s+/g, ''))}%`}
    or replace(p.name_sort, ' ', '') like ${letters} or regexp_replace(p.name_sort, '(\\S)\\S*\\s*', '\\1', 'g') like ${letters})`
}

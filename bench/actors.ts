/** Whoever reads in the bench: an inspector at a unit, as the product knows him. */
import { dayInShanghai } from '@xinghe/contract/values'
import type { Actor } from '../server/src/platform/actor.ts'

export const readerAt = (unit: { id: string; name: string; path: string }, now: Date): Actor => ({
  regionId: 1,
  personId: '01900000-0002-7000-8000-000000000001',
  name: '钱草原',
  post: 'INSPECTOR',
  unitId: unit.id,
  unitName: unit.name,
  path: unit.path,
  posts: [],
  now,
  today: dayInShanghai(now),
  traceId: 'bench',
  address: null,
})

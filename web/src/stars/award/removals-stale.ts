import { listPlaques } from '@xinghe/contract/award'
import { listRemovals } from '@xinghe/contract/removals'
import { listResults, summariseResults } from '@xinghe/contract/results'

/** What a step of a removal changes on other screens. */
export const removalsStale = [listRemovals, listResults, summariseResults, listPlaques]

import { getMe } from '@xinghe/contract/identity'
import { getUnitDetail } from '@xinghe/contract/org'
import { listSubstitutions } from '@xinghe/contract/substitutions'
import { listWork } from '@xinghe/contract/work'

/** What shows who stands in for whom. */
export const substitutesStale = [listSubstitutions, getUnitDetail, getMe, listWork]

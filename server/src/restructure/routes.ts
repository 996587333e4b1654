import * as contract from '@xinghe/contract/restructure'
import { bind } from '../platform/route.ts'
import { getUnitHistory, listChanges } from './list-changes.ts'
import { previewChange } from './preview-change.ts'
import { restructure } from './restructure.ts'

export const routes = [
  bind(contract.previewChange, previewChange),
  bind(contract.restructure, restructure),
  bind(contract.listChanges, listChanges),
  bind(contract.getUnitHistory, getUnitHistory),
]

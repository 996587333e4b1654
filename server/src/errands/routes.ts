import * as errands from '@xinghe/contract/errands'
import { bind } from '../platform/route.ts'
import { cancelErrand, getErrand, listErrands, takeErrandFile } from './own-errands.ts'

export const routes = [
  bind(errands.listErrands, listErrands),
  bind(errands.getErrand, getErrand),
  bind(errands.cancelErrand, cancelErrand),
  bind(errands.takeErrandFile, takeErrandFile),
]

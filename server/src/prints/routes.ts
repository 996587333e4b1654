import * as prints from '@xinghe/contract/prints'
import { bind } from '../platform/route.ts'
import { beginPrints } from './begin-prints.ts'
import { printEmptyBook } from './print-empty-book.ts'
import { printSummary } from './print-summary.ts'

export const routes = [
  bind(prints.beginPrints, beginPrints),
  bind(prints.printEmptyBook, printEmptyBook),
  bind(prints.printSummary, printSummary),
]

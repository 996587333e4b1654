import * as results from '@xinghe/contract/results'
import { bind } from '../../platform/route.ts'
import { seesBook } from '../../points/index.ts'
import { getWhy } from './get-why.ts'
import { listResults } from './list-results.ts'
import { listYears } from './list-years.ts'
import { dropPastResult, listPastResults } from './past-results.ts'
import { printWhy } from './print-why.ts'
import { summariseResults } from './summarise-results.ts'

export const routes = [
  bind(results.summariseResults, summariseResults),
  bind(results.listResults, listResults),
  bind(results.listYears, listYears),
  bind(results.listPastResults, listPastResults),
  bind(results.dropPastResult, dropPastResult),
  bind(results.getWhy, getWhy, (tx, by, { bookId }) => seesBook(tx, by, 'STAR', bookId)),
  bind(results.printWhy, printWhy, (tx, by, { bookId }) => seesBook(tx, by, 'STAR', bookId)),
]

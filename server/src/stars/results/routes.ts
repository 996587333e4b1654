import * as results from '@xinghe/contract/results'
import { sql } from 'kysely'
import { leaveView } from '../../org/index.ts'
import { bind } from '../../platform/route.ts'
import { seesBook } from '../../points/index.ts'
import { exportResults } from './export-results.ts'
import { getWhy } from './get-why.ts'
import { listResults } from './list-results.ts'
import { listYears } from './list-years.ts'
import { dropPastResult, exportPastResults, listPastResults, pastRows } from './past-results.ts'
import { printWhy } from './print-why.ts'
import { resultRows } from './rows.ts'
import { summariseResults } from './summarise-results.ts'

export const routes = [
  bind(results.summariseResults, summariseResults),
  bind(results.listResults, listResults),
  bind(results.listYears, listYears),
  bind(results.exportResults, exportResults, (tx, by, input) =>
    leaveView(tx, by, 'EXPORT', sql`select b.person_id, r.path ${resultRows(by, input)}`),
  ),
  bind(results.listPastResults, listPastResults),
  bind(results.exportPastResults, exportPastResults, (tx, by, input) =>
    leaveView(
      tx,
      by,
      'EXPORT',
      sql`select r.person_id, r.path ${pastRows(by, input)} and r.person_id is not null`,
    ),
  ),
  bind(results.dropPastResult, dropPastResult),
  bind(results.getWhy, getWhy, (tx, by, { bookId }) => seesBook(tx, by, 'STAR', bookId)),
  bind(results.printWhy, printWhy, (tx, by, { bookId }) => seesBook(tx, by, 'STAR', bookId)),
]

/** The lists that leave as workbooks, and the very act that answers each on the screen. */
import { plaquesList, removalsList, usesList } from '@xinghe/contract/lists/award'
import { circularsList } from '@xinghe/contract/lists/circulars'
import { declarationsList, exemptionsList } from '@xinghe/contract/lists/declarations'
import {
  bonusEntriesList,
  burstEntriesList,
  checkersList,
  hintSlipsList,
  photographsList,
} from '@xinghe/contract/lists/fairness'
import type { ExportKey, ExportList } from '@xinghe/contract/lists/list'
import { noticesList, objectionsList } from '@xinghe/contract/lists/notices'
import { peopleList, unitsList } from '@xinghe/contract/lists/org'
import { papersList } from '@xinghe/contract/lists/papers'
import { booksList, quartersList, slipsList } from '@xinghe/contract/lists/points'
import {
  lighterWorkList,
  overviewList,
  starWinnersList,
  yearEntriesList,
} from '@xinghe/contract/lists/reports'
import { changesList } from '@xinghe/contract/lists/restructure'
import { pastResultsList, resultsList, resultTownshipsList } from '@xinghe/contract/lists/results'
import { schemesList } from '@xinghe/contract/lists/schemes'
import { signalsList, weakList } from '@xinghe/contract/lists/weak'
import { workList } from '@xinghe/contract/lists/work'
import { boardList, determinationList, differencesList, yearEndList } from '@xinghe/contract/lists/year-end'
import type { Route } from '@xinghe/contract/route'
import { routes as notices } from '../notices/index.ts'
import { routes as org } from '../org/index.ts'
import { routes as papers } from '../papers/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { ReadTx } from '../platform/tx.ts'
import { routes as points } from '../points/index.ts'
import { routes as reports } from '../reports/index.ts'
import { routes as restructure } from '../restructure/index.ts'
import { routes as stars } from '../stars/index.ts'
import { routes as weak } from '../weak/index.ts'
import { routes as work } from '../work/index.ts'

/** As the export handles each of them: what is asked and answered is the list's own business. */
export type AnyList = Omit<ExportList, 'title' | 'columns' | 'rows' | 'total' | 'about' | 'route'> & {
  route: Route
  title(asked: unknown): string
  columns(asked: unknown): ReturnType<ExportList<never, unknown>['columns']>
  rows(answer: unknown, asked: unknown): readonly unknown[]
  total?(answer: unknown): number
  about?(row: unknown): { personId: string } | { bookId: string } | undefined
}
export const lists = [
  ...[peopleList, unitsList, booksList, slipsList, quartersList, workList, noticesList, objectionsList],
  ...[weakList, signalsList, schemesList, declarationsList, exemptionsList],
  ...[resultsList, resultTownshipsList, pastResultsList],
  ...[yearEndList, boardList, determinationList, differencesList, plaquesList, usesList, removalsList],
  ...[changesList, circularsList, papersList],
  ...[overviewList, lighterWorkList, starWinnersList, yearEntriesList],
  ...[checkersList, bonusEntriesList, burstEntriesList, hintSlipsList, photographsList],
] as unknown as AnyList[]

const byKey = new Map(lists.map((list) => [list.key, list]))
export function listNamed(key: ExportKey): AnyList {
  const list = byKey.get(key)
  if (!list) throw new Error(`no such list: ${key}`)
  return list
}

type Act = (tx: ReadTx, by: Actor, input: unknown) => Promise<unknown>
const bound = new Map(
  [...notices, ...org, ...papers, ...points, ...reports, ...restructure, ...stars, ...weak, ...work].map(
    (one) => [one.route, one],
  ),
)
/** What the screen's own request runs. */
export function actOf({ of }: AnyList): Act {
  const binding = bound.get(of)
  if (binding?.kind !== 'act') throw new Error(`${of.method} ${of.path} is bound to no act`)
  return binding.act as unknown as Act
}

import * as fairness from '@xinghe/contract/fairness'
import * as lighter from '@xinghe/contract/lighter-work'
import * as overview from '@xinghe/contract/overview'
import * as wall from '@xinghe/contract/wall'
import * as charts from '@xinghe/contract/year-charts'
import { bind } from '../platform/route.ts'
import { getFairness } from './fairness/get-fairness.ts'
import { listSamePhotographs } from './fairness/list-photographs.ts'
import { listBonusEntries, listBurstEntries, listHintSlips } from './fairness/list-rows.ts'
import { getLighterWork } from './lighter-work.ts'
import { printLighterWork } from './print-lighter-work.ts'
import { listStarWinners, listYearEntries } from './rows-behind.ts'
import { getTownshipOverview } from './township-overview.ts'
import { getWall } from './wall.ts'
import { getYearEntries } from './year-entries.ts'
import { getYearResults } from './year-results.ts'

export const routes = [
  bind(lighter.getLighterWork, getLighterWork),
  bind(lighter.printLighterWork, printLighterWork),
  bind(overview.getTownshipOverview, getTownshipOverview),
  bind(wall.getWall, getWall),
  bind(charts.getYearResults, getYearResults),
  bind(charts.getYearEntries, getYearEntries),
  bind(charts.listStarWinners, listStarWinners),
  bind(charts.listYearEntries, listYearEntries),
  bind(fairness.getFairness, getFairness),
  bind(fairness.listSamePhotographs, listSamePhotographs),
  bind(fairness.listBonusEntries, listBonusEntries),
  bind(fairness.listBurstEntries, listBurstEntries),
  bind(fairness.listHintSlips, listHintSlips),
]

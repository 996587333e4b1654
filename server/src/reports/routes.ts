import * as lighter from '@xinghe/contract/lighter-work'
import * as overview from '@xinghe/contract/overview'
import { bind } from '../platform/route.ts'
import { getLighterWork } from './lighter-work.ts'
import { printLighterWork } from './print-lighter-work.ts'
import { getTownshipOverview } from './township-overview.ts'

export const routes = [
  bind(lighter.getLighterWork, getLighterWork),
  bind(lighter.printLighterWork, printLighterWork),
  bind(overview.getTownshipOverview, getTownshipOverview),
]

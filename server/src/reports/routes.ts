import * as overview from '@xinghe/contract/overview'
import { bind } from '../platform/route.ts'
import { getTownshipOverview } from './township-overview.ts'

export const routes = [bind(overview.getTownshipOverview, getTownshipOverview)]

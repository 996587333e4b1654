import * as prints from '@xinghe/contract/prints'
import { bind } from '../platform/route.ts'
import { beginPrints } from './begin-prints.ts'

export const routes = [bind(prints.beginPrints, beginPrints)]

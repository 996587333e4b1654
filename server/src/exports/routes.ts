import { beginExport as beginRoute } from '@xinghe/contract/exports'
import { type Binding, bind } from '../platform/route.ts'
import { beginExport } from './begin-export.ts'
import { exportList, traceOfExport } from './export-list.ts'
import { lists } from './lists.ts'

export const routes: Binding[] = [
  ...lists.map((list) => bind(list.route, exportList(list) as never, traceOfExport as never)),
  bind(beginRoute, beginExport),
]

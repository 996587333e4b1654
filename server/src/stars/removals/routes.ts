import * as removals from '@xinghe/contract/removals'
import { explainConstraints } from '../../platform/constraints.ts'
import { bind } from '../../platform/route.ts'
import { decideRemoval } from './decide-removal.ts'
import { listRemovals } from './list-removals.ts'
import { proposeRemoval, withdrawRemoval } from './propose-removal.ts'
import { publishRemoval } from './publish-removal.ts'
import { takeEffect } from './take-effect.ts'

explainConstraints({ star_removal__notice_before_effect: 'removals.notice_first' })

export const routes = [
  bind(removals.listRemovals, listRemovals),
  bind(removals.proposeRemoval, proposeRemoval),
  bind(removals.withdrawRemoval, withdrawRemoval),
  bind(removals.decideRemoval, decideRemoval),
  bind(removals.publishRemoval, publishRemoval),
  bind(removals.takeEffect, takeEffect),
]

import * as weak from '@xinghe/contract/weak'
import { bind } from '../platform/route.ts'
import { acceptWeak, againWeak, closeWeak, relapseWeak } from './accept.ts'
import { dismissWeak, listByCommittee, verifyWeak } from './decide.ts'
import { getWeak } from './get-weak.ts'
import { listSignals } from './list-signals.ts'
import { listWeak } from './list-weak.ts'
import { approvePlan, planWeak, returnPlan } from './plan.ts'
import { applyWeak, reportWeak } from './progress.ts'
import { enterWeak, suspectWeak } from './suspect.ts'

export const routes = [
  bind(weak.listWeak, listWeak),
  bind(weak.listSignals, listSignals),
  bind(weak.suspectWeak, suspectWeak),
  bind(weak.enterWeak, enterWeak),
  bind(weak.getWeak, getWeak),
  bind(weak.verifyWeak, verifyWeak),
  bind(weak.dismissWeak, dismissWeak),
  bind(weak.listByCommittee, listByCommittee),
  bind(weak.planWeak, planWeak),
  bind(weak.returnPlan, returnPlan),
  bind(weak.approvePlan, approvePlan),
  bind(weak.reportWeak, reportWeak),
  bind(weak.applyWeak, applyWeak),
  bind(weak.acceptWeak, acceptWeak),
  bind(weak.againWeak, againWeak),
  bind(weak.relapseWeak, relapseWeak),
  bind(weak.closeWeak, closeWeak),
]

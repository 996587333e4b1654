import * as contract from '@xinghe/contract/what-if'
import { bind } from '../../platform/route.ts'
import { whatIfChoices } from './choices.ts'
import { exportWhatIf } from './export-what-if.ts'
import { whatIf } from './what-if.ts'

export const routes = [
  bind(contract.whatIf, whatIf),
  bind(contract.exportWhatIf, exportWhatIf),
  bind(contract.whatIfChoices, whatIfChoices),
]

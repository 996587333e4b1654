import * as circulars from '@xinghe/contract/circulars'
import { explainConstraints } from '../../platform/constraints.ts'
import { bind } from '../../platform/route.ts'
import { draftCircular } from './draft-circular.ts'
import { editCircular } from './edit-circular.ts'
import { getCircular } from './get-circular.ts'
import { issueCircular, withdrawCircular } from './issue-circular.ts'
import { listCirculars } from './list-circulars.ts'
import { printCircular, wordCircular } from './print-circular.ts'

explainConstraints({ circular__number_once: 'circulars.number_taken' })

export const routes = [
  bind(circulars.listCirculars, listCirculars),
  bind(circulars.getCircular, getCircular),
  bind(circulars.draftCircular, draftCircular),
  bind(circulars.editCircular, editCircular),
  bind(circulars.issueCircular, issueCircular),
  bind(circulars.withdrawCircular, withdrawCircular),
  bind(circulars.printCircular, printCircular),
  bind(circulars.wordCircular, wordCircular),
]

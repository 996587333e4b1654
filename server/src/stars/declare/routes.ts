import * as declarations from '@xinghe/contract/declarations'
import { bind } from '../../platform/route.ts'
import { confirmSheets } from './confirm-sheets.ts'
import { applyExemptions, decideExemptions, withdrawExemption } from './exempt.ts'
import { getDeclaration, getMyDeclaration } from './get-sheet.ts'
import { listExemptible, listExemptions } from './list-exemptions.ts'
import { listDeclarations } from './list-sheets.ts'
import { openSheets } from './open-sheets.ts'
import { publishSheets } from './publish-sheets.ts'
import { returnSheet } from './return-sheet.ts'
import { saveSheets } from './save-sheets.ts'
import { submitSheets } from './submit-sheets.ts'

export const routes = [
  bind(declarations.listDeclarations, listDeclarations),
  bind(declarations.getDeclaration, getDeclaration),
  bind(declarations.getMyDeclaration, getMyDeclaration),
  bind(declarations.openSheets, openSheets),
  bind(declarations.saveSheets, saveSheets),
  bind(declarations.submitSheets, submitSheets),
  bind(declarations.confirmSheets, confirmSheets),
  bind(declarations.returnSheet, returnSheet),
  bind(declarations.publishSheets, publishSheets),
  bind(declarations.listExemptions, listExemptions),
  bind(declarations.listExemptible, listExemptible),
  bind(declarations.applyExemptions, applyExemptions),
  bind(declarations.decideExemptions, decideExemptions),
  bind(declarations.withdrawExemption, withdrawExemption),
]

import * as imports from '@xinghe/contract/imports'
import { bind } from '../platform/route.ts'
import { beginImport } from './begin-import.ts'
import { checkImport, confirmImport, discardImport } from './decide-import.ts'
import { getImport, listImportKinds, listImports, takeRemarks } from './list-imports.ts'
import { takeTemplate } from './template.ts'

export const routes = [
  bind(imports.listImportKinds, listImportKinds),
  bind(imports.takeTemplate, takeTemplate),
  bind(imports.beginImport, beginImport),
  bind(imports.listImports, listImports),
  bind(imports.getImport, getImport),
  bind(imports.confirmImport, confirmImport),
  bind(imports.checkImport, checkImport),
  bind(imports.discardImport, discardImport),
  bind(imports.takeRemarks, takeRemarks),
]

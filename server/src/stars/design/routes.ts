import { compareSchemes as comparison } from '@xinghe/contract/scheme-comparison'
import * as schemes from '@xinghe/contract/schemes'
import { bind } from '../../platform/route.ts'
import { compareSchemes } from './compare-schemes.ts'
import { createScheme } from './create-scheme.ts'
import { getScheme } from './get-scheme.ts'
import { listSchemes } from './list-schemes.ts'
import { publishScheme } from './publish-scheme.ts'
import { approveScheme, returnScheme } from './review-scheme.ts'
import { reviseScheme } from './revise-scheme.ts'
import { fillScheme, saveScheme } from './save-scheme.ts'
import { listSchemeSources } from './source.ts'
import { submitScheme } from './submit-scheme.ts'

export const routes = [
  bind(schemes.listSchemes, listSchemes),
  bind(schemes.listSchemeSources, listSchemeSources),
  bind(schemes.getScheme, getScheme),
  bind(comparison, compareSchemes),
  bind(schemes.createScheme, createScheme),
  bind(schemes.saveScheme, saveScheme),
  bind(schemes.fillScheme, fillScheme),
  bind(schemes.submitScheme, submitScheme),
  bind(schemes.approveScheme, approveScheme),
  bind(schemes.returnScheme, returnScheme),
  bind(schemes.publishScheme, publishScheme),
  bind(schemes.reviseScheme, reviseScheme),
]

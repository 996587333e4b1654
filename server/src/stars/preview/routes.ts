import * as contract from '@xinghe/contract/previews'
import { bind } from '../../platform/route.ts'
import { getPreview } from './get-preview.ts'
import { beginPreview } from './preview-year.ts'

export const routes = [bind(contract.beginPreview, beginPreview), bind(contract.getPreview, getPreview)]

import * as audit from '@xinghe/contract/audit'
import { bind } from '../platform/route.ts'
import { exportAudit, listAudit } from './list-audit.ts'

export const routes = [bind(audit.listAudit, listAudit), bind(audit.exportAudit, exportAudit)]

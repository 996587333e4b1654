import * as backups from '@xinghe/contract/backups'
import { bind } from '../platform/route.ts'
import { askForBackup, listBackups, setBackupPlan } from './keep-backups.ts'

export const routes = [
  bind(backups.listBackups, listBackups),
  bind(backups.askForBackup, askForBackup),
  bind(backups.setBackupPlan, setBackupPlan),
]

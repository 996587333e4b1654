import {
  type askForBackup as askRoute,
  type BackupPlan,
  goodForHours,
  type listBackups as listRoute,
} from '@xinghe/contract/backups'
import type { AnswerIn, AnswerOf } from '@xinghe/contract/route'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { audit, changes } from '../platform/audit.ts'
import { permit } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx, Tx } from '../platform/tx.ts'
import { listKept } from './kept.ts'
import { backupPlace, readPlan, underway, writePlan } from './nightly.ts'
import { passphraseState } from './passphrase.ts'

/** The list, and a light: red when the last good one is older than two days, yellow when the last attempt failed. */
export async function listBackups(_: ReadTx, by: Actor): Promise<AnswerIn<typeof listRoute>> {
  const folder = backupPlace()?.folder
  const backups = folder ? await listKept(folder) : []
  const lastGoodAt = backups.find(({ good }) => good)?.madeAt ?? null
  const old = !lastGoodAt || by.now.getTime() - Date.parse(lastGoodAt) > goodForHours * 3_600_000
  const passphrase = passphraseState()
  return {
    light: old ? 'RED' : underway.failed || passphrase === 'UNREADABLE' ? 'YELLOW' : 'GREEN',
    lastGoodAt,
    ...underway,
    passphrase,
    plan: await readPlan(),
    backups,
  }
}

/** Leaves a job; the page follows its progress. */
export async function askForBackup(tx: Tx, by: Actor): Promise<AnswerOf<typeof askRoute>> {
  permit(tx, by, 'backups.keep', by.path)
  if (!backupPlace()) throw new Refusal('backups.not_here')
  if (underway.running) throw new Refusal('backups.running')
  // One queue with the nightly one: another process of the app makes none at the same time.
  await sql`select graphile_worker.add_job('backups_make', queue_name => 'backups', job_key => 'backups_make', max_attempts => 1)`.execute(
    tx,
  )
  await audit(tx, by, 'backups.asked', { path: by.path, subjectKind: 'backup', subjectId: null })
  return { ok: true }
}

export async function setBackupPlan(tx: Tx, by: Actor, plan: BackupPlan): Promise<{ ok: true }> {
  permit(tx, by, 'backups.keep', by.path)
  const place = backupPlace()
  if (!place) throw new Refusal('backups.not_here')
  const before = await readPlan()
  await audit(tx, by, 'backups.plan_set', {
    path: by.path,
    subjectKind: 'backup',
    subjectId: null,
    detail: changes<BackupPlan>(before, plan),
  })
  await writePlan(place.folder, plan)
  return { ok: true }
}

/** The nightly backup. A machine that sleeps at night makes it up in the morning: asked every hour whether one is due. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BackupPlan, initialBackupPlan, zBackupPlan } from '@xinghe/contract/backups'
import type { JobTable } from '../platform/jobs.ts'
import { version } from '../platform/version.ts'
import { BackupError } from './error.ts'
import { keepNewest, listKept, writeWhole } from './kept.ts'
import { makeBackup, type Progress } from './make-backup.ts'
import { PassphraseError, passphraseGiven } from './passphrase.ts'

export interface BackupPlace {
  ownerUrl: string
  filesDir: string
  folder: string
}
let place: BackupPlace | undefined
/** Said once at the start: what is backed up, and where to. */
export const useBackups = (given: BackupPlace | undefined): void => {
  place = given
}
export const backupPlace = (): BackupPlace | undefined => place

/** What is going on in this process; of several, the others know nothing of it. */
export const underway: {
  running: { share: number; what: Parameters<Progress>[1] } | null
  failed: { at: string; message: string } | null
} = { running: null, failed: null }

const planFile = (folder: string) => join(folder, 'plan.json')
export async function readPlan(): Promise<BackupPlan> {
  if (!place) return initialBackupPlan
  const text = await readFile(planFile(place.folder), 'utf8').then(JSON.parse, () => undefined)
  const parsed = zBackupPlan.safeParse(text)
  return parsed.success ? parsed.data : initialBackupPlan
}
export const writePlan = (folder: string, plan: BackupPlan): Promise<void> =>
  writeWhole(planFile(folder), JSON.stringify(plan))

/** 依据: sentences for the page; what the system says is in English and may name a path. */
const inWords = (error: unknown): string => {
  if (error instanceof BackupError && error.problem === 'no_space')
    return '磁盘已满，没有备份成功，请腾出空间'
  if (error instanceof PassphraseError) return '备份口令读不到或太短，没有备份，请检查口令文件'
  if (error instanceof BackupError) return '写好的备份读不回来，请检查磁盘'
  return '没有备份成功，原因见服务器日志'
}

/** One at a time; what went wrong stands on the page until the next one succeeds. */
async function make(now: Date): Promise<void> {
  if (!place || underway.running) return
  underway.running = { share: 0, what: 'rows' }
  try {
    await makeBackup({
      ...place,
      version,
      now,
      passphrase: passphraseGiven(),
      progress: (share, what) => {
        underway.running = { share, what }
      },
    })
    await keepNewest(place.folder, (await readPlan()).keep, now)
    underway.failed = null
  } catch (error) {
    underway.failed = { at: now.toISOString(), message: inWords(error) }
    throw error
  } finally {
    underway.running = null
  }
}

/** The last time that the hour struck in Shanghai. */
export function lastStruck(hour: number, now: Date): Date {
  const struck = new Date(now)
  struck.setUTCHours((hour + 24 - 8) % 24, 0, 0, 0)
  if (struck > now) struck.setUTCDate(struck.getUTCDate() - 1)
  return struck
}

export const jobs: JobTable = {
  async backups_hourly({ now }) {
    if (!place) return
    const last = (await listKept(place.folder)).find(({ good }) => good)
    if (last && new Date(last.madeAt) >= lastStruck((await readPlan()).hour, now)) return
    await make(now)
  },
  async backups_make({ now }) {
    await make(now)
  },
}
export const crontab = '0 * * * * backups_hourly ?max=1&queue=backups'

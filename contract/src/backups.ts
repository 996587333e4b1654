/** Backups of the whole installation, for whoever keeps the machine. The files themselves never leave through the web. */
import { z } from 'zod'
import { type ErrorTable, route } from './route.ts'

export const backupErrors = {
  'backups.running': { status: 409, zh: '正在备份，请等这一次做完' },
  'backups.not_here': { status: 503, zh: '这台服务器没有设置备份文件夹，请在运行程序的电脑上用命令备份' },
} as const satisfies ErrorTable

/** 依据: two nights missed are no longer an accident. */
export const goodForHours = 48

export const zBackupPlan = z.object({
  hour: z.int('请填写整点').min(0, '填写0至23点').max(23, '填写0至23点'),
  keep: z.int('请填写整数').min(2, '至少留2份').max(90, '最多留90份'),
})
export type BackupPlan = z.infer<typeof zBackupPlan>
export const initialBackupPlan: BackupPlan = { hour: 2, keep: 14 }

const zBackup = z.object({
  name: z.string(),
  size: z.int(),
  digest: z.string(),
  madeAt: z.string(),
  checkedAt: z.string(),
  sealed: z.boolean(),
  rows: z.int(),
  files: z.int(),
  missing: z.int(),
  good: z.boolean(),
})

export const listBackups = route({
  method: 'GET',
  path: '/api/backups',
  access: 'backups.keep',
  summary: 'Backups that are kept, the last good one, and one that is being made',
  answer: z.object({
    light: z.enum(['GREEN', 'YELLOW', 'RED']),
    lastGoodAt: z.string().nullable(),
    running: z.object({ share: z.number(), what: z.enum(['rows', 'files', 'check']) }).nullable(),
    failed: z.object({ at: z.string(), message: z.string() }).nullable(),
    /** Whether backups are encrypted; UNREADABLE: they should be, and none is made until its passphrase is back. */
    passphrase: z.enum(['NONE', 'READY', 'UNREADABLE']),
    plan: zBackupPlan,
    backups: z.array(zBackup),
  }),
})
export const askForBackup = route({
  method: 'POST',
  path: '/api/backups',
  access: 'backups.keep',
  summary: 'Make a backup now',
  body: z.object({}),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['backups.running', 'backups.not_here'],
})
export const setBackupPlan = route({
  method: 'PUT',
  path: '/api/backups/plan',
  access: 'backups.keep',
  summary: 'At which hour (Shanghai) the nightly backup is made and how many are kept',
  body: zBackupPlan,
  answer: z.object({ ok: z.literal(true) }),
  errors: ['backups.not_here'],
})

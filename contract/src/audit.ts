/** 审计日志: who did what, when, from where, done or refused, for those who watch over it. Nothing of the business itself. */
import { z } from 'zod'
import { zDownload } from './download.ts'
import { postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId } from './values.ts'

export const auditErrors = {
  'audit.too_many': { status: 422, zh: '符合条件的记录超过五万条，请缩短日期范围后再导出' },
} as const satisfies ErrorTable

/** Groups of acts by the first part of their name, as the filter offers them. */
export const auditGroups = {
  identity: '登录和账号',
  access: '越权和下载',
  org: '单位、人员和岗位',
  settings: '参数、日历和类别',
  backups: '备份',
  business: '业务办理',
} as const
export type AuditGroup = keyof typeof auditGroups
/** Which acts a group holds; what is in none of them is business. */
export const actsOfGroup: Record<Exclude<AuditGroup, 'business'>, readonly string[]> = {
  identity: ['identity'],
  access: ['access'],
  org: ['org'],
  settings: ['settings', 'calendar', 'categories'],
  backups: ['backups'],
}

const filter = {
  from: zDay.optional(),
  to: zDay.optional(),
  /** A part of the name of whoever acted. */
  who: z.string().trim().max(40).optional(),
  post: z.enum(postKeys).optional(),
  /** A part of the name of the unit at which he acted. */
  unit: z.string().trim().max(40).optional(),
  group: z.enum(Object.keys(auditGroups) as [AuditGroup, ...AuditGroup[]]).optional(),
  outcome: z.enum(['DONE', 'REFUSED']).optional(),
  address: z.string().trim().max(60).optional(),
  trace: z.string().trim().max(40).optional(),
}
export const auditRow = z.object({
  id: zId,
  at: z.string(),
  personName: z.string(),
  post: z.string().nullable(),
  unitName: z.string().nullable(),
  address: z.string().nullable(),
  /** The act in words. */
  act: z.string(),
  outcome: z.enum(['DONE', 'REFUSED']),
  /** What kind of record it was about, in words. */
  subject: z.string(),
  /** In words what it was about and what it changed: of accounts, posts, settings and administration alone. */
  note: z.string().nullable(),
  changed: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  traceId: z.string().nullable(),
  sealNo: z.int().nullable(),
})
export type AuditRow = z.output<typeof auditRow>

/** What an entry says in one line: on the page and in a cell of the workbook. */
export const auditLine = ({ note, changed, facts }: Pick<AuditRow, 'note' | 'changed' | 'facts'>): string =>
  [
    note,
    ...changed.map(({ field, before, after }) => `${field}：${before} → ${after}`),
    ...facts.map(({ name, value }) => `${name}：${value}`),
  ]
    .filter((part) => part)
    .join('；')

export const listAudit = route({
  method: 'GET',
  path: '/api/audit',
  access: 'audit.read',
  summary: 'Acts, newest first; `after` is where the last page ended',
  query: z.object({
    ...filter,
    after: z.string().max(80).optional(),
    size: z.coerce.number().int().min(10).max(200).default(50),
  }),
  answer: z.object({
    rows: z.array(auditRow),
    /** Hand it in as `after` for what came before. */
    next: z.string().nullable(),
    seal: z.object({ no: z.int(), code: z.string(), at: z.string() }).nullable(),
    keptDays: z.int(),
  }),
})
export const exportAudit = route({
  method: 'GET',
  path: '/api/audit/export',
  access: 'audit.read',
  summary: 'The same acts as a workbook',
  query: z.object(filter),
  answer: zDownload,
  errors: ['audit.too_many'],
})

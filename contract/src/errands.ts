/** Long work that goes on by itself: an import, an export, many prints in one file. Whoever asked for it sees how far it is. */
import { z } from 'zod'
import { zDownload } from './download.ts'
import { type ErrorTable, route } from './route.ts'
import { zId } from './values.ts'

export const errandErrors = {
  'errands.no_file': { status: 410, zh: '文件已过保存期，请重新办理一次' },
  'errands.too_many': { status: 409, zh: '您已有{count}件后台事项在办理，请等其中一件办完再试' },
  'errands.post_ended': { status: 403, zh: '办理时您已不在原岗位，没有继续办理' },
} as const satisfies ErrorTable

export const errandStates = {
  WAITING: '排队中',
  RUNNING: '正在办理',
  DONE: '已办完',
  FAILED: '没有办成',
  CANCELLED: '已取消',
} as const
export type ErrandState = keyof typeof errandStates
export const errandStateKeys = Object.keys(errandStates) as [ErrandState, ...ErrandState[]]
export const goesOn = (state: ErrandState): boolean => state === 'WAITING' || state === 'RUNNING'

/** 依据: own choice. Days for which the file that an errand made is kept. */
export const errandFileDays = 7

export const zErrand = z.object({
  id: zId,
  /** Which work: 'imports.check', 'books.print' … never shown. */
  kind: z.string(),
  title: z.string(),
  state: z.enum(errandStateKeys),
  /** Of `total` pieces; total null: not known yet. */
  done: z.int(),
  total: z.int().nullable(),
  /** What is being done just now, in words. */
  step: z.string().nullable(),
  /** What came of it, or why nothing did. */
  message: z.string().nullable(),
  file: z.object({ name: z.string(), size: z.int(), until: z.string() }).nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type Errand = z.output<typeof zErrand>

const one = z.object({ id: zId })
export const listErrands = route({
  method: 'GET',
  path: '/api/errands',
  access: 'signed-in',
  summary: 'My long-running work of the last weeks, newest first',
  answer: z.object({ rows: z.array(zErrand) }),
})
export const getErrand = route({
  method: 'GET',
  path: '/api/errands/:id',
  access: 'signed-in',
  summary: 'How far one of them is',
  params: one,
  answer: zErrand,
})
export const cancelErrand = route({
  method: 'POST',
  path: '/api/errands/:id/cancel',
  access: 'signed-in',
  summary: 'Stop it; what it had not finished is taken back',
  params: one,
  answer: z.object({ ok: z.literal(true) }),
})
export const takeErrandFile = route({
  method: 'GET',
  path: '/api/errands/:id/file',
  access: 'signed-in',
  summary: 'The file it made',
  params: one,
  answer: zDownload,
  errors: ['errands.no_file'],
})
/** What an act answers that only began the work. */
export const zBegun = z.object({ errandId: zId })

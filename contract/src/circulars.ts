/** 结果通报: an official document with red head and annex table, composed of the results that stand. */
import { z } from 'zod'
import { zDownload } from './download.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId, zText, zYear } from './values.ts'
import { subjectKeys } from './words.ts'

export const circularErrors = {
  'circulars.nothing_confirmed': {
    status: 409,
    zh: '{year}年度还没有经旗委组织部备案确认的{subject}评定结果，确认后再起草通报',
  },
  'circulars.not_confirmed': {
    status: 409,
    zh: '{names}的评定结果尚未备案确认；请等确认后再印发，或者选为“暂不列入”，通报中会写明另行通报',
  },
  'circulars.number_missing': { status: 422, zh: '还没有发文字号，填写后再印发' },
  'circulars.number_taken': { status: 409, zh: '这个发文字号已经用过，请换一个' },
  'circulars.figures_missing': {
    status: 422,
    zh: '正文中缺少单独成段的“【评定结果】”，数字由系统写在这里；请补上后再办理',
  },
  'circulars.day_early': { status: 422, zh: '成文日期不能早于结果确认的日期{day}' },
  'circulars.day_late': { status: 422, zh: '成文日期不能晚于今天' },
  'circulars.personal_data': { status: 422, zh: '{where}中有{what}，通报不得出现个人信息，请删去后再办理' },
} as const satisfies ErrorTable

export const circularStates = { DRAFT: '草稿', ISSUED: '已印发', WITHDRAWN: '已撤销' } as const
export type CircularState = keyof typeof circularStates
export const circularStateKeys = Object.keys(circularStates) as [CircularState, ...CircularState[]]
export const circularActs = ['edit', 'issue', 'withdraw'] as const
export type CircularAct = (typeof circularActs)[number]
/** What was issued has left the house: another circular says what is otherwise. */
export const circularLifecycle: Lifecycle<CircularState, CircularAct> = {
  DRAFT: { edit: 'DRAFT', issue: 'ISSUED', withdraw: 'WITHDRAWN' },
  ISSUED: {},
  WITHDRAWN: {},
}

/** Stands in the text as a paragraph of its own, where the computed sentence comes: figures are never typed. */
export const figuresMark = '【评定结果】'

const zOne = z.object({ id: zId })
const done = z.object({ ok: z.literal(true) })
export const circularRow = z.object({
  id: zId,
  year: z.int(),
  subject: z.enum(subjectKeys),
  state: z.enum(circularStateKeys),
  /** null: of the whole county. */
  townshipName: z.string().nullable(),
  title: z.string(),
  /** 锡组通〔2026〕3号; null until it has one. */
  number: z.string().nullable(),
  issuer: z.string(),
  issuedOn: z.string().nullable(),
  madeBy: z.string(),
  madeAt: z.string(),
})
export type CircularRow = z.output<typeof circularRow>
export const circular = circularRow.extend({
  docWord: z.string().nullable(),
  docYear: z.int().nullable(),
  docSeq: z.int().nullable(),
  addressees: z.string(),
  body: z.string(),
  copies: z.string().nullable(),
  office: z.string(),
  leftOutIds: z.array(zId),
  issuedBy: z.string().nullable(),
  /** What stands in place of the mark: of now, or of the day of issue. */
  figures: z.string(),
  /** Rows of the annex. */
  count: z.int(),
  /** Townships of the area whose results do not stand yet. */
  waiting: z.array(z.object({ id: zId, name: z.string() })),
  can: z.array(z.enum(circularActs)),
})
export type Circular = z.output<typeof circular>

export const listCirculars = route({
  method: 'GET',
  path: '/api/stars/circulars',
  access: 'circulars.write',
  summary: 'Circulars of my area, the newest first',
  query: z.object({ year: zYear.optional(), state: z.enum(circularStateKeys).optional() }),
  answer: z.object({ rows: z.array(circularRow) }),
})
export const getCircular = route({
  method: 'GET',
  path: '/api/stars/circulars/:id',
  access: 'circulars.write',
  summary: 'A circular with its text, its computed figures and what it waits for',
  params: zOne,
  answer: circular,
})
export const draftCircular = route({
  method: 'POST',
  path: '/api/stars/circulars',
  access: 'circulars.write',
  summary: 'Draft a circular of the results of a year, with the usual text',
  body: z.object({
    year: zYear,
    subject: z.enum(subjectKeys),
    /** Left out: of the area of the acting post. */
    townshipId: zId.optional(),
  }),
  answer: zOne,
  errors: ['circulars.nothing_confirmed'],
})
/** An empty field of a form is no field. */
const orNull = (max: number) => z.string().trim().max(max, `不超过${max}字`).nullable().default(null)
export const circularEdit = z.object({
  docWord: orNull(20),
  docYear: zYear.nullable().default(null),
  docSeq: z.int().min(1).max(9999).nullable().default(null),
  title: zText(100),
  addressees: zText(200),
  body: zText(8000),
  copies: orNull(300),
  /** One line of the paper. */
  issuer: zText(28),
  office: zText(40),
  issuedOn: zDay.nullable().default(null),
  leftOutIds: z.array(zId).max(500).default([]),
})
export const editCircular = route({
  method: 'PUT',
  path: '/api/stars/circulars/:id',
  access: 'circulars.write',
  summary: 'Change the text of a draft',
  params: zOne,
  body: circularEdit,
  answer: done,
  errors: [
    'circulars.figures_missing',
    'circulars.number_taken',
    'circulars.day_late',
    'circulars.personal_data',
  ],
})
export const issueCircular = route({
  method: 'POST',
  path: '/api/stars/circulars/:id/issue',
  access: 'circulars.write',
  summary: 'Issue: number, text, figures and annex stay as they are',
  params: zOne,
  body: z.object({}),
  answer: done,
  errors: [
    'circulars.number_missing',
    'circulars.nothing_confirmed',
    'circulars.not_confirmed',
    'circulars.figures_missing',
    'circulars.day_early',
    'circulars.day_late',
  ],
})
export const withdrawCircular = route({
  method: 'POST',
  path: '/api/stars/circulars/:id/withdraw',
  access: 'circulars.write',
  summary: 'Give a draft up',
  params: zOne,
  body: z.object({ reason: zText(300) }),
  answer: done,
})
export const printCircular = route({
  method: 'GET',
  path: '/api/stars/circulars/:id/pdf',
  access: 'circulars.write',
  summary: 'The circular as PDF, by GB/T 9704-2012',
  params: zOne,
  answer: zDownload,
  errors: ['circulars.nothing_confirmed'],
})
export const wordCircular = route({
  method: 'GET',
  path: '/api/stars/circulars/:id/docx',
  access: 'circulars.write',
  summary: 'The circular as an editable Word file',
  params: zOne,
  answer: zDownload,
  errors: ['circulars.nothing_confirmed'],
})

/** Sheets of a county brought in: looked through first, then written, all or the good rows only. */
import { z } from 'zod'
import { zDownload, zUpload } from './download.ts'
import { type ErrandState, zBegun } from './errands.ts'
import { importKindKeys } from './import-kinds.ts'
import type { Lifecycle } from './lifecycle.ts'
import { type ErrorTable, route } from './route.ts'
import { zId, zYear } from './values.ts'

export const importErrors = {
  'imports.year_needed': { status: 422, zh: '请先选择年度' },
  'imports.wrong_type': {
    status: 415,
    zh: '只接受Excel表格（xlsx格式，旧版Excel文件也可）；其他软件的表格请另存为xlsx格式后再上传',
  },
  'imports.locked': { status: 422, zh: '表格设有打开密码，读不出来；请去掉密码，另存后再上传' },
  'imports.no_heading': { status: 422, zh: '没有找到表头：{found}请下载模板，照模板的标题行修改后再上传' },
  'imports.columns_missing': {
    status: 422,
    zh: '工作表“{sheet}”缺少必填的栏目：{missing}。已认出的栏目：{found}。请补上后再上传',
  },
  'imports.no_rows': { status: 422, zh: '工作表“{sheet}”的表头下面没有数据，请填写后再上传' },
  'imports.too_many_rows': { status: 422, zh: '一张表最多{most}行，请拆成几张后分次导入' },
  'imports.has_faults': {
    status: 409,
    zh: '还有{count}行有误，不能全部导入；请改正后重新上传，或选择只导入无误的行',
  },
  'imports.nothing_to_write': { status: 409, zh: '表中没有需要新增或更新的内容，不用导入' },
  'imports.changed_meanwhile': {
    status: 409,
    zh: '检查之后有人改动过名册，结果与检查时不同，没有导入任何内容；请重新检查后再导入',
  },
  'imports.no_file': { status: 410, zh: '上传的表格已过保存期，请重新上传' },
} as const satisfies ErrorTable

export const importStates = {
  CHECKING: '正在检查',
  CHECKED: '已检查，等待确认',
  WRITING: '正在导入',
  DONE: '已导入',
  FAILED: '没有办成',
  CANCELLED: '已取消',
} as const
export type ImportState = keyof typeof importStates
export const importStateKeys = Object.keys(importStates) as [ImportState, ...ImportState[]]
export type ImportAct = 'confirm' | 'check' | 'discard'
/** What a person may do with it; the work itself moves it on. */
export const importLifecycle = {
  CHECKING: {},
  CHECKED: { confirm: 'WRITING', check: 'CHECKING', discard: 'CANCELLED' },
  WRITING: {},
  DONE: {},
  FAILED: { check: 'CHECKING', discard: 'CANCELLED' },
  CANCELLED: {},
} as const satisfies Lifecycle<ImportState, ImportAct>

/** Where it stands, given how its errand ended: an errand that was stopped or failed left nothing behind. */
export function importStateNow(state: ImportState, errand: ErrandState): ImportState {
  if (errand !== 'FAILED' && errand !== 'CANCELLED') return state
  if (state === 'CHECKING') return errand
  if (state === 'WRITING') return errand === 'FAILED' ? 'FAILED' : 'CHECKED'
  return state
}

export const importModes = { ALL: '全部无误才导入', GOOD: '只导入无误的行' } as const
export type ImportMode = keyof typeof importModes
const importModeKeys = Object.keys(importModes) as [ImportMode, ...ImportMode[]]

/** 依据: own choices. Rows of one sheet; messages and changes that a page can show (the returned sheet holds all messages). */
export const mostImportRows = 100_000
export const mostFaultsShown = 2_000
export const mostChangesShown = 500
/** 依据: own choice. Days for which the sheet that was handed in is kept, sealed. */
export const importFileDays = 7

export const zImportCounts = z.object({
  rows: z.int(),
  create: z.int(),
  change: z.int(),
  same: z.int(),
  fault: z.int(),
})
export type ImportCounts = z.output<typeof zImportCounts>

const importRow = z.object({
  id: zId,
  kind: z.enum(importKindKeys),
  year: z.int().nullable(),
  fileName: z.string(),
  state: z.enum(importStateKeys),
  counts: zImportCounts.nullable(),
  mode: z.enum(importModeKeys).nullable(),
  errandId: zId,
  /** What came of the work, or why nothing did. */
  message: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type ImportRow = z.output<typeof importRow>

const one = z.object({ id: zId })
const ok = z.object({ ok: z.literal(true) })
const kindAndYear = z.object({ kind: z.enum(importKindKeys), year: zYear.optional() })

export const listImportKinds = route({
  method: 'GET',
  path: '/api/imports/kinds',
  access: 'imports.make',
  summary: 'What I may bring in',
  answer: z.array(
    z.object({
      key: z.enum(importKindKeys),
      name: z.string(),
      sentence: z.string(),
      needsYear: z.boolean(),
    }),
  ),
})
export const takeTemplate = route({
  method: 'GET',
  path: '/api/imports/template',
  access: 'imports.make',
  summary: 'The empty sheet: heading, example row, drop-downs, notes',
  query: kindAndYear,
  answer: zDownload,
  errors: ['imports.year_needed'],
})
export const beginImport = route({
  method: 'POST',
  path: '/api/imports',
  access: 'imports.make',
  summary:
    'Hand in a sheet (multipart, part "file"); it is looked through in the background and nothing is written',
  query: kindAndYear,
  body: zUpload,
  answer: zBegun.extend({ id: zId }),
  errors: [
    ...(['imports.year_needed', 'imports.wrong_type', 'imports.locked', 'files.too_large'] as const),
    ...(['files.unreadable', 'files.macros', 'errands.too_many'] as const),
  ],
})
export const listImports = route({
  method: 'GET',
  path: '/api/imports',
  access: 'imports.make',
  summary: 'My imports, newest first',
  answer: z.object({ rows: z.array(importRow) }),
})
export const getImport = route({
  method: 'GET',
  path: '/api/imports/:id',
  access: 'imports.make',
  summary: 'One import: what would become of it, and what is wrong where',
  params: one,
  answer: importRow.extend({
    faults: z.array(
      z.object({
        row: z.int(),
        /** Heading of the column; null: about the whole row. */
        column: z.string().nullable(),
        /** 'C12' */
        cell: z.string().nullable(),
        message: z.string(),
      }),
    ),
    changes: z.array(
      z.object({ row: z.int(), becomes: z.enum(['CREATE', 'CHANGE']), note: z.string().nullable() }),
    ),
    /** Whether the sheet with remarks can still be taken. */
    remarks: z.boolean(),
    can: z.array(z.enum(['confirm', 'check', 'discard'])),
  }),
})
export type ImportDetail = z.output<typeof getImport.answer>
export const confirmImport = route({
  method: 'POST',
  path: '/api/imports/:id/confirm',
  access: 'imports.make',
  summary: 'Write it: all rows, or the good ones only',
  params: one,
  body: z.object({ mode: z.enum(importModeKeys) }),
  answer: zBegun,
  errors: ['imports.has_faults', 'imports.nothing_to_write', 'imports.no_file', 'errands.too_many'],
})
export const checkImport = route({
  method: 'POST',
  path: '/api/imports/:id/check',
  access: 'imports.make',
  summary: 'Look through it once more',
  params: one,
  answer: zBegun,
  errors: ['imports.no_file', 'errands.too_many'],
})
export const discardImport = route({
  method: 'POST',
  path: '/api/imports/:id/discard',
  access: 'imports.make',
  summary: 'Give it up; the sheet is deleted',
  params: one,
  answer: ok,
})
export const takeRemarks = route({
  method: 'GET',
  path: '/api/imports/:id/remarks',
  access: 'imports.make',
  summary: 'The sheet that was handed in, with remarks in red',
  params: one,
  answer: zDownload,
  errors: ['imports.no_file'],
})
/** Whether its work goes on. */
export const importGoesOn = (state: ImportState): boolean => state === 'CHECKING' || state === 'WRITING'

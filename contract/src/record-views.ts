/** 谁看过我的记录: what others opened of a person's record, for that person to read. */
import { z } from 'zod'
import { postKeys } from './rights.ts'
import { route } from './route.ts'
import { zId } from './values.ts'

/** Lists are not among them: there one is a line among many, and the work of every day begins with a list. */
export const viewKinds = {
  PERSON: '查看个人信息',
  PERSONAL: '查看完整号码',
  BOOK: '查看积分手册',
  PRINT: '打印积分手册',
  SLIP: '查看积分单',
  FILE: '打开佐证材料',
  STAR: '查看星级依据',
  EXPORT: '导出名单（含本人）',
} as const
export type ViewKind = keyof typeof viewKinds
const viewKindKeys = Object.keys(viewKinds) as [ViewKind, ...ViewKind[]]

export const listMyViewers = route({
  method: 'GET',
  path: '/api/my-viewers',
  access: 'books.read',
  summary: 'Who looked at my own record, the latest day first: one line a day and person',
  query: z.object({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(5).max(100).default(10),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        viewerId: zId,
        day: z.string(),
        name: z.string(),
        post: z.enum(postKeys),
        unitName: z.string(),
        what: z.array(z.enum(viewKindKeys)),
      }),
    ),
    total: z.int(),
  }),
})

/**
 * 分地域、分类别: kinds of villages and of members. The codes are the program's, since rules hang on them (duty stars,
 * who is rated); what they are called, and which are still given, is the county's.
 */
import { z } from 'zod'
import { type ErrorTable, route } from './route.ts'
import { memberCategories, villageTypes } from './words.ts'

export const categoryErrors = {
  'categories.unknown': { status: 404, zh: '没有这个类别' },
  'categories.name_taken': { status: 409, zh: '“{name}”已经是另一个类别的名称，请换一个' },
  'categories.last': { status: 409, zh: '至少要有一个类别在用，请先启用另一个再停用' },
  'categories.off': { status: 422, zh: '“{name}”已停用，请选择在用的类别' },
} as const satisfies ErrorTable

/** What each kind is called when the county has said nothing. */
export const categoryWords = { VILLAGE: villageTypes, MEMBER: memberCategories } as const
export type CategoryKind = keyof typeof categoryWords
export const categoryKinds = { VILLAGE: '嘎查村类别（地域类型）', MEMBER: '党员类别' } as const
/** What a county calls each code. */
export type CategoryNames = { [K in CategoryKind]: Record<CategoryCode<K>, string> }
export const categoryKindKeys = ['VILLAGE', 'MEMBER'] as const satisfies readonly CategoryKind[]
type CategoryCode<K extends CategoryKind> = keyof (typeof categoryWords)[K] & string

const category = z.object({
  kind: z.enum(categoryKindKeys),
  code: z.string(),
  name: z.string(),
  /** Not given any more; who has it keeps it. */
  off: z.boolean(),
})
/** What differs from the program's own words, for every page (part of `me`). */
export const ownCategories = z.array(category)
export type OwnCategory = z.output<typeof category>

export const listCategories = route({
  method: 'GET',
  path: '/api/categories',
  access: 'settings.read',
  summary: 'Categories of villages and members with their names, and how many have each',
  answer: z.array(
    category.extend({
      /** What the program calls it. */
      initial: z.string(),
      /** Villages or members in force that have it. */
      used: z.int(),
      changed: z.object({ by: z.string(), at: z.string() }).nullable(),
      can: z.boolean(),
    }),
  ),
})
export const setCategory = route({
  method: 'PUT',
  path: '/api/categories/:kind/:code',
  access: 'settings.edit',
  summary: 'Rename a category, or give it no more; the code and who has it stay',
  params: z.object({ kind: z.enum(categoryKindKeys), code: z.string() }),
  body: z.object({
    name: z.string().trim().min(1, '请填写名称').max(12, '不超过12字'),
    off: z.boolean(),
  }),
  answer: z.object({ ok: z.literal(true) }),
  errors: ['categories.unknown', 'categories.name_taken', 'categories.last'],
})

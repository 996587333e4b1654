/** 区划变更: villages and townships merge, split, move and are renamed, with everything that belongs to them. */
import { z } from 'zod'
import { type ErrorTable, route } from './route.ts'
import { zId, zText } from './values.ts'
import { unitKindKeys } from './words.ts'

export const restructureErrors = {
  'restructure.not_a_village': { status: 422, zh: '“{unit}”不是嘎查村或社区，不能这样办理' },
  'restructure.not_a_township': { status: 422, zh: '“{unit}”不是苏木镇或街道，不能这样办理' },
  'restructure.closed': { status: 409, zh: '“{unit}”已经撤并，不能再办理区划变更' },
  'restructure.same_unit': { status: 422, zh: '“{unit}”同时被选为变更前和变更后的单位，请重新选择' },
  'restructure.other_township': {
    status: 422,
    zh: '“{unit}”属于另一个苏木镇，请先办理嘎查村划转，再合并',
  },
  'restructure.already_there': { status: 422, zh: '“{unit}”已经在“{township}”，无需划转' },
  'restructure.too_new': { status: 409, zh: '“{unit}”今天刚刚设立，请从明天起办理' },
  'restructure.not_members': { status: 422, zh: '选中的人中有{count}人不是“{unit}”的党员，请重新选择' },
  'restructure.nobody_left': {
    status: 422,
    zh: '“{unit}”的党员全部划出，实为更名或合并，请按更名或合并办理',
  },
  'restructure.nothing_left': {
    status: 422,
    zh: '“{unit}”的嘎查村全部划出，实为更名或合并，请按更名或合并办理',
  },
  'restructure.under_way': { status: 409, zh: '还有事项没有办结，办结后才能办理区划变更：{list}' },
} as const satisfies ErrorTable

export const changeKinds = {
  VILLAGE_MERGE: '嘎查村合并',
  VILLAGE_MOVE: '嘎查村划转',
  VILLAGE_SPLIT: '嘎查村分设',
  TOWNSHIP_MERGE: '苏木镇合并',
  TOWNSHIP_SPLIT: '苏木镇分设',
  RENAME: '单位更名',
} as const
export type ChangeKind = keyof typeof changeKinds
export const changeKindKeys = Object.keys(changeKinds) as [ChangeKind, ...ChangeKind[]]

const names = { name: zText(60), shortName: zText(30), partyOrgName: zText(80).nullish() }
/** The merged unit may have another name from the same day on. */
const rename = z.object(names).nullish()
export const change = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('VILLAGE_MERGE'),
    villageIds: z.array(zId).min(1).max(20),
    toVillageId: zId,
    rename,
  }),
  z.object({
    kind: z.literal('VILLAGE_MOVE'),
    villageIds: z.array(zId).min(1).max(200),
    toTownshipId: zId,
  }),
  z.object({
    kind: z.literal('VILLAGE_SPLIT'),
    villageId: zId,
    ...names,
    personIds: z.array(zId).min(1).max(2000),
  }),
  z.object({
    kind: z.literal('TOWNSHIP_MERGE'),
    townshipIds: z.array(zId).min(1).max(20),
    toTownshipId: zId,
    rename,
  }),
  z.object({
    kind: z.literal('TOWNSHIP_SPLIT'),
    townshipId: zId,
    ...names,
    villageIds: z.array(zId).min(1).max(200),
  }),
  z.object({ kind: z.literal('RENAME'), unitId: zId, ...names }),
])
export type Change = z.output<typeof change>

/** What goes along, in the order of the screen. */
export const figureWords = {
  villages: ['嘎查村', '个'],
  members: ['党员', '名'],
  books: ['本年积分册', '本'],
  entries: ['有效积分记录', '条'],
  posts: ['到昨日为止的任职', '个'],
  plaques: ['摘下的牌匾', '块'],
  matters: ['转交的待办', '件'],
} as const
export type FigureKey = keyof typeof figureWords
const zFigures = z.object(
  Object.fromEntries(Object.keys(figureWords).map((key) => [key, z.int()])) as Record<FigureKey, z.ZodInt>,
)
export type Figures = Record<FigureKey, number>

/** What must be finished first. */
export const blockerWords = {
  SLIPS: '张积分申报单没有办结',
  QUARTER: '个季度已结账或正在公示，还没有封账',
  DECLARATION: '张报星表已提交，还没有公布',
  EXEMPTION: '份免评申请没有审批',
  YEAR_END: '张年终表格或评定结果没有办完',
  MEETING: '次综合评定没有办完',
  REMOVAL: '件摘星降星没有办结',
  NOTICE: '份公示没有结束',
  OBJECTION: '件异议没有答复',
  WEAK: '件软弱涣散整顿没有办结',
  SCHEME: '份设星方案没有办完',
  YEAR_OVER: '个年度的季度已全部结账，本年积分册无处可转',
} as const
export type BlockerKind = keyof typeof blockerWords
const zBlocker = z.object({
  kind: z.enum(Object.keys(blockerWords) as [BlockerKind, ...BlockerKind[]]),
  unitName: z.string(),
  count: z.int(),
})
export type Blocker = z.output<typeof zBlocker>
export const blockerLine = ({ kind, unitName, count }: Blocker): string =>
  `${unitName}有${count}${blockerWords[kind]}`

export const previewChange = route({
  method: 'POST',
  path: '/api/restructure/preview',
  access: 'org.restructure',
  summary: 'What would go along, and what must be finished first; nothing is changed',
  body: z.object({ change }),
  answer: z.object({ figures: zFigures, blockers: z.array(zBlocker), notes: z.array(z.string()) }),
  errors: [
    ...(['restructure.not_a_village', 'restructure.not_a_township', 'restructure.closed'] as const),
    ...(['restructure.same_unit', 'restructure.other_township', 'restructure.already_there'] as const),
    ...(['restructure.too_new', 'restructure.not_members', 'restructure.nobody_left'] as const),
    ...(['restructure.nothing_left', 'org.name_taken'] as const),
  ],
})
export const restructure = route({
  method: 'POST',
  path: '/api/restructure',
  access: 'org.restructure',
  summary: 'Merge, split, move or rename units from today on, by a document',
  body: z.object({ change, docNo: zText(60), reason: zText(200) }),
  answer: z.object({ id: zId, figures: zFigures }),
  errors: [
    ...(['restructure.not_a_village', 'restructure.not_a_township', 'restructure.closed'] as const),
    ...(['restructure.same_unit', 'restructure.other_township', 'restructure.already_there'] as const),
    ...(['restructure.too_new', 'restructure.not_members', 'restructure.nobody_left'] as const),
    ...(['restructure.nothing_left', 'restructure.under_way', 'org.name_taken'] as const),
  ],
})

export const changeParts = {
  FROM: '变更前',
  INTO: '变更后',
  NEW: '新设',
  MOVED: '划转',
  RENAMED: '更名',
} as const
export type ChangePart = keyof typeof changeParts
const changeRow = z.object({
  id: zId,
  kind: z.enum(changeKindKeys),
  onDay: z.string(),
  docNo: z.string(),
  reason: z.string(),
  doneBy: z.string(),
  doneAt: z.string(),
  figures: zFigures,
  units: z.array(
    z.object({
      unitId: zId,
      part: z.enum(Object.keys(changeParts) as [ChangePart, ...ChangePart[]]),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
})
export type ChangeRow = z.output<typeof changeRow>
export const listChanges = route({
  method: 'GET',
  path: '/api/restructure',
  access: 'org.read',
  summary: 'Changes of units of my subtree, the latest first',
  query: z.object({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(10).max(100).default(20),
  }),
  answer: z.object({ rows: z.array(changeRow), total: z.int() }),
})
/** '东村并入西村': what a change did, in words; of the units the reader may see. */
export function changeSentence({ kind, units }: Pick<ChangeRow, 'kind' | 'units'>): string {
  const of = (part: ChangePart, name: 'before' | 'after' = 'before') =>
    units
      .filter((unit) => unit.part === part)
      .map((unit) => unit[name] ?? unit.after ?? '')
      .join('、')
  if (kind === 'RENAME') return `${of('RENAMED')}更名为${of('RENAMED', 'after')}`
  if (kind === 'VILLAGE_MERGE' || kind === 'TOWNSHIP_MERGE')
    return of('FROM') === ''
      ? `有单位并入${of('INTO')}`
      : of('INTO') === ''
        ? `${of('FROM')}撤并`
        : `${of('FROM')}并入${of('INTO')}${of('INTO') === of('INTO', 'after') ? '' : `，更名为${of('INTO', 'after')}`}`
  if (kind === 'VILLAGE_MOVE')
    return of('INTO') === '' ? `${of('MOVED')}划转` : `${of('MOVED') || '有嘎查村'}划归${of('INTO')}`
  const from = of('FROM')
  const moved = of('MOVED')
  return `${from ? `从${from}` : ''}分设${of('NEW', 'after')}${moved ? `（${moved}划入）` : ''}`
}

export const getUnitHistory = route({
  method: 'GET',
  path: '/api/restructure/units/:id',
  access: 'org.read',
  summary: 'Former names and superiors of a unit, and the changes that concerned it',
  params: z.object({ id: zId }),
  answer: z.object({
    past: z.array(
      z.object({
        firstOn: z.string(),
        lastOn: z.string(),
        name: z.string(),
        partyOrgName: z.string().nullable(),
        parentName: z.string().nullable(),
      }),
    ),
    changes: z.array(changeRow),
    /** Units that are no more and are looked after here. */
    closed: z.array(z.object({ id: zId, kind: z.enum(unitKindKeys), name: z.string(), lastOn: z.string() })),
  }),
})

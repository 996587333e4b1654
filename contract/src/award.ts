/** Awarding stars (挂牌授星): plaques and door plates from order to the wall; and the uses of a result (严格用星). */
import { z } from 'zod'
import { zDownload } from './download.ts'
import type { Lifecycle } from './lifecycle.ts'
import { zPlateSize } from './prints.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zFen, zId, zText, zYear } from './values.ts'
import { subjectKeys } from './words.ts'

export const awardErrors = {
  'award.not_confirmed': { status: 409, zh: '“{name}”的结果尚未经旗委组织部备案确认，不能授星挂牌' },
  'award.already_ordered': { status: 409, zh: '“{name}”已订制{year}年度牌匾，不能重复订制' },
  'award.not_rated': { status: 409, zh: '“{name}”本年度不予评星或未获星，不制作标识牌' },
  'award.hung_before_delivery': { status: 422, zh: '挂牌日期不能早于到货日期{day}' },
  'award.no_use_without_result': { status: 409, zh: '“{name}”没有生效的评定结果，不能作为使用依据' },
  'award.partner_not_stronger': {
    status: 422,
    zh: '帮带对象须是结果已备案、星级高于“{name}”的党组织，请重新选择',
  },
  'award.five_good_class_one': { status: 422, zh: '“五个好”牌匾只授予一类党组织，“{name}”不符合' },
  'award.warning_not_due': { status: 422, zh: '“{name}”是一类党组织，约谈提醒只用于二类和三类' },
  'award.partner_needed': { status: 422, zh: '结对帮带请选择帮带对象' },
} as const satisfies ErrorTable

export const plaqueKinds = { PLAQUE: '星级牌匾', DOOR_PLATE: '党员标识牌' } as const
export type PlaqueKind = keyof typeof plaqueKinds
export const plaqueStates = {
  ORDERED: '制作中',
  DELIVERED: '已到货',
  HUNG: '已挂牌',
  CHANGED: '已更换',
  TAKEN_DOWN: '已摘牌',
} as const
export type PlaqueState = keyof typeof plaqueStates
export type PlaqueAct = 'deliver' | 'hang' | 'change' | 'take_down'
export const plaqueActs: readonly PlaqueAct[] = ['deliver', 'hang', 'change', 'take_down']
export const plaqueLifecycle: Lifecycle<PlaqueState, PlaqueAct> = {
  ORDERED: { deliver: 'DELIVERED' },
  DELIVERED: { hang: 'HUNG', take_down: 'TAKEN_DOWN' },
  HUNG: { change: 'CHANGED', take_down: 'TAKEN_DOWN' },
  CHANGED: {},
  TAKEN_DOWN: {},
}

/** 依据: domain A5, uses found in real schemes; a use is a record with its decision, never a payment. */
export const useKinds = {
  HONOUR: '评先评优',
  FIVE_GOOD: '“五个好”牌匾',
  PAY: '绩效报酬',
  CAREER: '选拔任用',
  RESERVE: '后备培养',
  PAIRING: '结对帮带',
  WARNING: '约谈提醒',
} as const
export type UseKind = keyof typeof useKinds
const useKindKeys = Object.keys(useKinds) as [UseKind, ...UseKind[]]
const plaqueKindKeys = Object.keys(plaqueKinds) as [PlaqueKind, ...PlaqueKind[]]
const plaqueStateKeys = Object.keys(plaqueStates) as [PlaqueState, ...PlaqueState[]]
export const fundSources = { PARTY_DUES: '党费', FISCAL: '财政经费', OTHER: '其他' } as const
const fundSourceKeys = Object.keys(fundSources) as [keyof typeof fundSources, ...(keyof typeof fundSources)[]]

export const plaqueRow = z.object({
  id: zId,
  bookId: zId,
  kind: z.enum(plaqueKindKeys),
  serial: z.string(),
  publicCode: z.string(),
  subjectName: z.string(),
  unitName: z.string(),
  townshipName: z.string(),
  mongolianName: z.string().nullable(),
  year: z.int(),
  level: z.int(),
  lit: z.string(),
  colours: z.string(),
  starNames: z.array(z.string()),
  costFen: z.int(),
  fundSource: z.enum(fundSourceKeys),
  state: z.enum(plaqueStateKeys),
  orderedOn: z.string(),
  deliveredOn: z.string().nullable(),
  hungOn: z.string().nullable(),
  hungBy: z.string().nullable(),
  photoFileId: zId.nullable(),
  endedOn: z.string().nullable(),
  endReason: z.string().nullable(),
  can: z.array(z.enum(['deliver', 'hang', 'take_down'])),
})
export type PlaqueRow = z.output<typeof plaqueRow>
const ids = z.array(zId).min(1, '请至少选择一项').max(2000)
const done = z.object({ count: z.int() })

export const listPlaques = route({
  method: 'GET',
  path: '/api/stars/plaques',
  access: 'plaques.read',
  summary: 'Plaques and door plates with their state',
  query: z.object({
    year: zYear.optional(),
    kind: z.enum(plaqueKindKeys).optional(),
    state: z.enum(plaqueStateKeys).optional(),
    townshipId: zId.optional(),
    q: z.string().trim().max(60).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(10).max(500).default(50),
  }),
  answer: z.object({
    rows: z.array(plaqueRow),
    total: z.int(),
    costFen: z.int(),
    byState: z.array(z.object({ state: z.enum(plaqueStateKeys), count: z.int() })),
    /** Confirmed village organisations of the year that have no plaque ordered yet. */
    toOrder: z.int(),
  }),
})
export const orderPlaques = route({
  method: 'POST',
  path: '/api/stars/plaques/order',
  access: 'plaques.order',
  summary: 'Award the confirmed results and order plaques for all organisations',
  body: z.object({
    year: zYear,
    townshipIds: ids,
    costFen: zFen,
    fundSource: z.enum(fundSourceKeys),
    orderedOn: zDay,
  }),
  answer: done,
  errors: ['award.not_confirmed'],
})
export const orderDoorPlates = route({
  method: 'POST',
  path: '/api/stars/plaques/door-plates',
  access: 'plaques.order',
  summary: 'Order door plates for chosen members and central households',
  body: z.object({ bookIds: ids, costFen: zFen, fundSource: z.enum(fundSourceKeys), orderedOn: zDay }),
  answer: done,
  errors: ['award.not_confirmed', 'award.already_ordered', 'award.not_rated'],
})
export const deliverPlaques = route({
  method: 'POST',
  path: '/api/stars/plaques/deliver',
  access: 'plaques.order',
  summary: 'Record delivery',
  body: z.object({ ids, on: zDay }),
  answer: done,
})
export const hangPlaques = route({
  method: 'POST',
  path: '/api/stars/plaques/hang',
  access: 'plaques.hang',
  summary: 'Record hanging with day and photograph; the older plaque counts as changed',
  body: z.object({ ids, on: zDay, photoFileId: zId.nullish() }),
  answer: done,
  errors: ['award.hung_before_delivery'],
})
export const takeDownPlaque = route({
  method: 'POST',
  path: '/api/stars/plaques/:id/take-down',
  access: 'plaques.order',
  summary: 'Take a plaque down with its reason',
  params: z.object({ id: zId }),
  body: z.object({ on: zDay, reason: zText(300) }),
  answer: done,
})
export const printPlaque = route({
  method: 'GET',
  path: '/api/stars/plaques/:id/pdf',
  access: 'plaques.read',
  summary: 'The plaque as PDF at its real size',
  params: z.object({ id: zId }),
  query: z.object({ size: zPlateSize.optional() }),
  answer: zDownload,
})
export const verifyPlaque = route({
  method: 'GET',
  path: '/api/public/plaques/:code',
  access: 'public',
  summary: 'Is this plaque valid? No personal data',
  params: z.object({ code: z.string().max(20) }),
  answer: z.object({
    kind: z.enum(plaqueKindKeys),
    serial: z.string(),
    subject: z.string(),
    township: z.string(),
    region: z.string(),
    year: z.int(),
    level: z.int(),
    lit: z.string(),
    colours: z.string(),
    starNames: z.array(z.string()),
    state: z.enum(plaqueStateKeys),
    valid: z.boolean(),
    hungOn: z.string().nullable(),
    endedOn: z.string().nullable(),
  }),
})

export const listUses = route({
  method: 'GET',
  path: '/api/stars/uses',
  access: 'uses.read',
  summary: 'What results were used for',
  query: z.object({
    year: zYear.optional(),
    kind: z.enum(useKindKeys).optional(),
    townshipId: zId.optional(),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id: zId,
        bookId: zId,
        subject: z.enum(subjectKeys),
        name: z.string(),
        townshipName: z.string(),
        year: z.int(),
        level: z.int().nullable(),
        kind: z.enum(useKindKeys),
        basisDoc: z.string(),
        decidedOn: z.string(),
        amountFen: z.int().nullable(),
        partnerName: z.string().nullable(),
        note: z.string().nullable(),
        recordedBy: z.string(),
      }),
    ),
    amountFen: z.int(),
  }),
})
export const recordUses = route({
  method: 'POST',
  path: '/api/stars/uses',
  access: 'uses.record',
  summary: 'Record a use of results, with its decision',
  body: z.object({
    bookIds: ids,
    kind: z.enum(useKindKeys),
    basisDoc: zText(200),
    decidedOn: zDay,
    amountFen: zFen.nullish(),
    /** For pay: the amount of each level; a level left out takes the county's setting. */
    amounts: z
      .array(z.object({ level: z.int().min(0).max(10), amountFen: zFen }))
      .max(11)
      .nullish(),
    partnerBookId: zId.nullish(),
    note: z.string().trim().max(300).nullish(),
  }),
  answer: done,
  errors: [
    'award.no_use_without_result',
    'award.partner_needed',
    'award.partner_not_stronger',
    'award.five_good_class_one',
    'award.warning_not_due',
  ],
})
export const exportActFile = route({
  method: 'GET',
  path: '/api/stars/act-file',
  access: 'exports.make',
  summary: 'The act file of a township and year: results, meetings, notices, objections, plaques, uses',
  query: z.object({ year: zYear, townshipId: zId }),
  answer: zDownload,
})

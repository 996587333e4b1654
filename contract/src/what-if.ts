/** 试算: other settings of the evaluation over a year that has results. Nothing is kept; everything is in the address. */
import { z } from 'zod'
import { zDownload } from './download.ts'
import { type ErrorTable, route } from './route.ts'
import { schemePlan, schemeStateKeys } from './schemes.ts'
import { zId, zYear } from './values.ts'
import { colourModeKeys, conversionKeys, orgClassKeys, subjectKeys } from './words.ts'

export const whatIfErrors = {
  'what_if.settings_broken': { status: 422, zh: '这组设置不能试算：{reason}，请改正后再试' },
} as const satisfies ErrorTable

const zSize = z.coerce.number().int().min(0).max(10000).optional()
const zLevel = z.coerce.number().int().min(0).max(10).optional()
/** What is tried; a setting left out stays as each scheme has it. Sizes are hundredths. */
const tried = {
  conversion: z.enum(conversionKeys).optional(),
  lightAt: zSize,
  colourMode: z.enum(colourModeKeys).optional(),
  redAt: zSize,
  silverAt: zSize,
  goldAt: zSize,
  classOneAt: zLevel,
  classTwoAt: zLevel,
  yearEndWeight: z.coerce.number().int().min(0).max(100).optional(),
}
export const triedKeys = Object.keys(tried) as (keyof typeof tried)[]

/** DOWN and UP are of the level; CLASS_DOWN and CLASS_UP of the class, whatever the level does. */
export const whatIfShows = {
  DOWN: '星级下降',
  UP: '星级上升',
  CLASS_DOWN: '类别下降',
  CLASS_UP: '类别上升',
  COLOUR: '只变颜色',
} as const
export type WhatIfShow = keyof typeof whatIfShows
export const whatIfShowKeys = Object.keys(whatIfShows) as [WhatIfShow, ...WhatIfShow[]]

const query = z.object({
  year: zYear,
  subject: z.enum(subjectKeys).default('ORG'),
  townshipId: zId.optional(),
  ...tried,
})
const list = query.extend({
  show: z.enum(whatIfShowKeys).optional(),
  q: z.string().trim().max(60).optional(),
})

const side = z.object({
  level: z.int().nullable(),
  class: z.enum(orgClassKeys).nullable(),
  colours: z.string(),
  total: z.int(),
})
export const whatIfRow = z.object({
  bookId: zId,
  name: z.string(),
  villageName: z.string(),
  townshipName: z.string(),
  category: z.string().nullable(),
  from: side,
  to: side,
  starNames: z.array(z.string()),
  points: z.array(z.int()),
  lightAt: z.int(),
  /** Which stars go out or on and why, and why the level and the class move: sentences. */
  reasons: z.array(z.string()),
})
export type WhatIfRow = z.output<typeof whatIfRow>

const moved = z.object({
  total: z.int(),
  up: z.int(),
  down: z.int(),
  classUp: z.int(),
  classDown: z.int(),
  /** Neither level nor class moves, some colour does. */
  colour: z.int(),
})
const plan = schemePlan.omit({ topSharePercent: true, starBonusCap: true })

export const whatIf = route({
  method: 'GET',
  path: '/api/stars/what-if',
  access: 'schemes.what_if',
  summary: 'Who would rise and fall in a year under other settings, and why; nothing is saved',
  query: list.extend({
    page: z.coerce.number().int().min(1).default(1),
    /** 0: only the figures. */
    size: z.coerce.number().int().min(0).max(500).default(50),
  }),
  answer: z.object({
    figures: moved,
    byLevel: z.array(z.object({ level: z.int().nullable(), from: z.int(), to: z.int() })),
    byClass: z.array(z.object({ class: z.enum(orgClassKeys), from: z.int(), to: z.int() })),
    byColour: z.array(z.object({ colour: z.enum(['G', 'S', 'R']), from: z.int(), to: z.int() })),
    byTownship: z.array(
      moved.extend({ townshipId: zId, name: z.string(), oneFrom: z.int(), oneTo: z.int() }),
    ),
    /** The settings that hold in that year, each with the number of books under it. */
    plans: z.array(z.object({ plan, books: z.int() })),
    /** Those that move, by the filters. */
    total: z.int(),
    rows: z.array(whatIfRow),
  }),
  errors: ['what_if.settings_broken'],
})
export const exportWhatIf = route({
  method: 'GET',
  path: '/api/stars/what-if/export',
  access: 'schemes.what_if',
  summary: 'The what-if as a workbook: who moves and why, and the figures by township',
  query: list,
  answer: zDownload,
  errors: ['what_if.settings_broken'],
})
export const whatIfChoices = route({
  method: 'GET',
  path: '/api/stars/what-if/choices',
  access: 'schemes.what_if',
  summary: 'Years that have results, townships, and schemes whose settings may be tried, drafts too',
  query: z.object({ subject: z.enum(subjectKeys).default('ORG') }),
  answer: z.object({
    years: z.array(z.int()),
    townships: z.array(z.object({ id: zId, name: z.string() })),
    schemes: z.array(
      z.object({
        id: zId,
        townshipName: z.string(),
        year: z.int(),
        version: z.int(),
        state: z.enum(schemeStateKeys),
        title: z.string(),
        plan,
      }),
    ),
  }),
})

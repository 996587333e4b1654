/** Townships, streets, villages and communities with their Party organisations. */
import { categoryWords } from '@xinghe/contract/categories'
import {
  type PartyOrgKind,
  partyOrgKinds,
  type UnitKind,
  unitKinds,
  type VillageType,
  villageTypeKeys,
} from '@xinghe/contract/words'
import {
  addUnits,
  categoryNames,
  changeUnits,
  mayStandUnder,
  ownCategories,
  type UnitChange,
} from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/ids.ts'
import type { ReadTx } from '../../platform/tx.ts'
import type { CellFault, ImportColumn, ImportKind, ImportMemory, ImportRow, RowPlan } from '../kind.ts'
import { text } from './values.ts'

type Kind = 'TOWNSHIP' | 'STREET' | 'VILLAGE' | 'COMMUNITY'
const kindChoices = [
  {
    word: unitKinds.TOWNSHIP,
    code: 'TOWNSHIP',
    synonyms: ['苏木', '镇', '乡', '乡镇', '民族乡', '国有农牧场', '农牧场'],
  },
  { word: unitKinds.STREET, code: 'STREET', synonyms: ['街道办', '街道办事处'] },
  { word: unitKinds.VILLAGE, code: 'VILLAGE', synonyms: ['嘎查', '村', '行政村', '分场'] },
  { word: unitKinds.COMMUNITY, code: 'COMMUNITY', synonyms: ['居委会', '社区居委会'] },
]
const isParent = (kind: string): boolean => kind === 'TOWNSHIP' || kind === 'STREET'
const partyChoices = Object.entries(partyOrgKinds).map(([code, word]) => ({
  word,
  code,
  synonyms: {
    COMMITTEE: ['基层党委'],
    GENERAL_BRANCH: ['总支', '总支部'],
    BRANCH: ['支部'],
    WORK_COMMITTEE: ['工委'],
    GROUP: [],
  }[code as PartyOrgKind],
}))

async function columns(tx: ReadTx, by: Actor): Promise<readonly ImportColumn[]> {
  const names = (await categoryNames(tx, by)).VILLAGE
  const off = new Set(
    (await ownCategories(tx, by)).filter((one) => one.off).map((one) => `${one.kind} ${one.code}`),
  )
  const parents = await tx
    .selectFrom('unit')
    .select(['name', 'kind'])
    .where('region_id', '=', by.regionId)
    .where('path', '>=', by.path)
    .where('path', '<', `${by.path}~`)
    .where('last_on', 'is', null)
    .where('kind', 'in', ['BANNER', 'COUNTY', 'DISTRICT', 'TOWNSHIP', 'STREET'])
    .orderBy('path')
    .limit(500)
    .execute()
  return [
    {
      key: 'parent',
      title: '上级单位',
      synonyms: [
        '所属苏木镇',
        '所属乡镇',
        '苏木镇',
        '苏木镇（街道）',
        '乡镇',
        '乡镇街道',
        '隶属单位',
        '上级党组织',
        '上级',
      ],
      form: 'name',
      choices: parents.map(({ name }) => ({ word: name, code: name })),
      help: '已有的单位或本表中另一行的单位，写全称或简称；空着为本级',
      example: parents.find(({ kind }) => isParent(kind))?.name ?? parents[0]?.name ?? '',
    },
    {
      key: 'name',
      title: '单位名称',
      synonyms: [
        '名称',
        '嘎查村名称',
        '嘎查村',
        '村名',
        '嘎查名称',
        '嘎查（社区）',
        '嘎查村（社区）',
        '单位',
        '单位全称',
        '行政村',
      ],
      form: 'name',
      required: true,
      help: '全称；同一上级下不能重名',
      example: '示例嘎查',
    },
    {
      key: 'shortName',
      title: '简称',
      synonyms: ['单位简称', '名称简称'],
      form: 'name',
      help: '空着与全称相同',
      example: '示例嘎查',
    },
    {
      key: 'kind',
      title: '单位类型',
      synonyms: ['类型', '单位类别', '单位性质', '级别'],
      form: 'choice',
      required: true,
      choices: kindChoices,
      help: '苏木镇、街道设在旗县区之下，嘎查村、社区设在苏木镇、街道之下',
      example: unitKinds.VILLAGE,
    },
    {
      key: 'partyOrgName',
      title: '党组织名称',
      synonyms: ['党支部名称', '党组织', '党组织全称', '所在党组织'],
      form: 'name',
      help: '空着时嘎查村、社区按“名称+党支部”登记，苏木镇、街道不登记',
      example: '示例嘎查党支部',
    },
    {
      key: 'partyOrgKind',
      title: '党组织类型',
      synonyms: ['党组织类别', '党组织性质'],
      form: 'choice',
      choices: partyChoices,
      help: '空着时按党组织名称的末几个字登记',
      example: partyOrgKinds.BRANCH,
    },
    {
      key: 'villageType',
      title: '村类型',
      synonyms: ['嘎查村类别', '地域类型', '嘎查村类型', '村类别', '区域类型'],
      form: 'choice',
      choices: villageTypeKeys
        .filter((code) => !off.has(`VILLAGE ${code}`))
        .map((code) => ({ word: names[code], code, synonyms: [categoryWords.VILLAGE[code]] })),
      help: '设星方案可以分类型；空着为不分类型',
      example: names.PASTORAL,
    },
  ]
}

/** A unit that stands, or that a row of this file makes. */
interface Place {
  id: string
  kind: string
  name: string
  shortName: string
}
interface Existing extends Place {
  parentId: string | null
  partyOrgName: string | null
  partyOrgKind: string | null
  villageType: string | null
}
interface New {
  id: string
  parentId: string
  kind: Kind
  name: string
  shortName: string
  partyOrgName: string | null
  partyOrgKind: PartyOrgKind | null
  villageType: VillageType | null
}
type Planned = { add: New } | { change: UnitChange }

interface Known {
  /** Of the actor's area and the actor's own unit. */
  byWord: Map<string, Existing[]>
  children: Map<string, Existing>
  own: Existing
  /** Townships and streets of the file, for rows that name them before they come. */
  parents: ImportRow[]
  parentPlans: Map<number, RowPlan<Planned>> | undefined
  madeByWord: Map<string, New[]>
  /** Rows by 'parent name|name', as written. */
  rows: Map<string, number[]>
  written: Set<string>
}
const childKey = (parentId: string | null, name: string) => `${parentId} ${name}`

async function knownOf(tx: ReadTx, by: Actor, memory: ImportMemory): Promise<Known> {
  const there = memory.get('units') as Known | undefined
  if (there) return there
  const all: Existing[] = await tx
    .selectFrom('unit')
    .select([
      'id',
      'kind',
      'name',
      'short_name as shortName',
      'parent_id as parentId',
      'party_org_name as partyOrgName',
      'party_org_kind as partyOrgKind',
      'village_type as villageType',
    ])
    .where('region_id', '=', by.regionId)
    .where('path', '>=', by.path)
    .where('path', '<', `${by.path}~`)
    .where('last_on', 'is', null)
    .execute()
  const known: Known = {
    byWord: new Map(),
    children: new Map(all.map((unit) => [childKey(unit.parentId, unit.name), unit])),
    own: all.find((unit) => unit.id === by.unitId) as Existing,
    parents: [],
    parentPlans: undefined,
    madeByWord: new Map(),
    rows: new Map(),
    written: new Set(),
  }
  for (const unit of all)
    for (const word of new Set([unit.name, unit.shortName]))
      known.byWord.set(word, [...(known.byWord.get(word) ?? []), unit])
  memory.set('units', known)
  return known
}

const rowKey = ({ values }: ImportRow): string => `${text(values.parent) ?? ''}|${text(values.name)}`

async function foresee(
  tx: ReadTx,
  by: Actor,
  rows: readonly ImportRow[],
  memory: ImportMemory,
): Promise<void> {
  const known = await knownOf(tx, by, memory)
  for (const row of rows) {
    const key = rowKey(row)
    known.rows.set(key, [...(known.rows.get(key) ?? []), row.row])
    if (isParent(text(row.values.kind) ?? '')) known.parents.push(row)
  }
}

async function plan(
  tx: ReadTx,
  by: Actor,
  rows: readonly ImportRow[],
  memory: ImportMemory,
): Promise<RowPlan<Planned>[]> {
  const known = await knownOf(tx, by, memory)
  if (!known.parentPlans) {
    known.parentPlans = new Map()
    for (const row of known.parents) {
      const planned = planRow(known, row)
      known.parentPlans.set(row.row, planned)
      if (planned.becomes === 'CREATE' && 'add' in planned.planned)
        for (const word of new Set([planned.planned.add.name, planned.planned.add.shortName]))
          known.madeByWord.set(word, [...(known.madeByWord.get(word) ?? []), planned.planned.add])
    }
  }
  return rows.map((row) => known.parentPlans?.get(row.row) ?? planRow(known, row))
}

const partyKindOf = (name: string): PartyOrgKind | null =>
  /党?工委$/.test(name)
    ? 'WORK_COMMITTEE'
    : /总支(部|委员会)?$/.test(name)
      ? 'GENERAL_BRANCH'
      : /支部(委员会)?$/.test(name)
        ? 'BRANCH'
        : /党委$|委员会$/.test(name)
          ? 'COMMITTEE'
          : /小组$/.test(name)
            ? 'GROUP'
            : null

function planRow(known: Known, row: ImportRow): RowPlan<Planned> {
  const faults: CellFault[] = []
  const given = (key: string) => text(row.values[key])
  const [name, kind] = [given('name') as string, given('kind') as Kind]
  const others = (known.rows.get(rowKey(row)) ?? []).filter((other) => other !== row.row)
  if (others.length > 0)
    faults.push({ key: 'name', message: `与第${others.join('、')}行重复，同一单位只填一行` })
  const parent = parentOf(known, given('parent'), kind, faults)
  if (parent && !mayStandUnder(kind, parent.kind as UnitKind))
    faults.push({
      key: 'kind',
      message: `“${unitKinds[kind]}”不能设在“${parent.name}”（${unitKinds[parent.kind as UnitKind]}）之下，请核对上级单位`,
    })
  for (const [key, most] of [
    ['shortName', 30],
    ['partyOrgName', 80],
  ] as const)
    if ((given(key)?.length ?? 0) > most) faults.push({ key, message: `不超过${most}字` })
  if (!given('shortName') && name.length > 30)
    faults.push({ key: 'shortName', message: '名称超过30字，请另填简称' })
  if (!parent || faults.length > 0) return { row: row.row, becomes: 'FAULT', faults }
  const existing = known.children.get(childKey(parent.id, name))
  if (existing) return changeOf(existing, row, kind)
  const derived = isParent(kind) ? null : `${name}党支部`
  const partyOrgName = given('partyOrgName') ?? derived
  return {
    row: row.row,
    becomes: 'CREATE',
    planned: {
      add: {
        id: newId(),
        parentId: parent.id,
        kind,
        name,
        shortName: given('shortName') ?? name,
        partyOrgName,
        partyOrgKind:
          (given('partyOrgKind') as PartyOrgKind | null) ?? (partyOrgName ? partyKindOf(partyOrgName) : null),
        villageType: given('villageType') as VillageType | null,
      },
    },
    ...(derived && !given('partyOrgName') && { note: `新增${name}；党组织按“${derived}”登记` }),
  }
}

function parentOf(known: Known, word: string | null, kind: Kind, faults: CellFault[]): Place | undefined {
  if (!word) {
    if (known.own.kind && mayStandUnder(kind, known.own.kind as UnitKind)) return known.own
    faults.push({ key: 'parent', message: `“${unitKinds[kind]}”要写明上级单位（苏木镇或街道）` })
    return
  }
  const found: Place[] = [...(known.byWord.get(word) ?? []), ...(known.madeByWord.get(word) ?? [])]
  const fitting = found.filter((one) => mayStandUnder(kind, one.kind as UnitKind))
  const [one, another] = fitting.length > 0 ? fitting : found
  if (!one)
    faults.push({
      key: 'parent',
      message: `没有找到上级单位“${word}”：辖区内没有，本表中也没有（或其所在的行有误）`,
    })
  else if (another) faults.push({ key: 'parent', message: `有不止一个单位叫“${word}”，请写全称` })
  else return one
}

const labels = {
  shortName: '简称',
  partyOrgName: '党组织名称',
  partyOrgKind: '党组织类型',
  villageType: '村类型',
} as const
function changeOf(existing: Existing, row: ImportRow, kind: Kind): RowPlan<Planned> {
  if (existing.kind !== kind)
    return {
      row: row.row,
      becomes: 'FAULT',
      faults: [
        {
          key: 'kind',
          message: `“${existing.name}”已登记为${unitKinds[existing.kind as UnitKind]}，类型不能用导入更改`,
        },
      ],
    }
  const differs = (Object.keys(labels) as (keyof typeof labels)[]).filter((key) => {
    const value = text(row.values[key])
    return value !== null && value !== existing[key]
  })
  if (differs.length === 0) return { row: row.row, becomes: 'SAME' }
  const shown = (key: keyof typeof labels, code: string | null): string =>
    code === null
      ? '空'
      : key === 'partyOrgKind'
        ? partyOrgKinds[code as PartyOrgKind]
        : key === 'villageType'
          ? categoryWords.VILLAGE[code as VillageType]
          : code
  return {
    row: row.row,
    becomes: 'CHANGE',
    planned: {
      change: {
        id: existing.id,
        ...Object.fromEntries(differs.map((key) => [key, text(row.values[key])])),
      } as UnitChange,
    },
    note: `${existing.name}：${differs.map((key) => `${labels[key]}由“${shown(key, existing[key])}”改为“${shown(key, text(row.values[key]))}”`).join('，')}`,
  }
}

export const units: ImportKind<Planned> = {
  name: '单位',
  sentence: '苏木镇、街道、嘎查村、社区及其党组织；已有的单位只更新填写的栏目。',
  action: 'org.edit',
  needsYear: false,
  columns,
  foresee,
  plan,
  /** Townships that villages of this batch stand under come first, whichever row they have. */
  async write(tx, by, plans, memory) {
    const known = await knownOf(tx, by, memory)
    const made = new Map([...known.madeByWord.values()].flat().map((unit) => [unit.id, unit]))
    const wanted = plans.flatMap((one) => ('add' in one ? [one.add] : []))
    const above = wanted.flatMap((unit) => made.get(unit.parentId) ?? [])
    const adding = [
      ...new Map(
        [...above, ...wanted.filter((unit) => isParent(unit.kind)), ...wanted].map((unit) => [unit.id, unit]),
      ).values(),
    ].filter((unit) => !known.written.has(unit.id))
    if (adding.length > 0) await addUnits(tx, by, { units: adding as never })
    for (const unit of adding) known.written.add(unit.id)
    await changeUnits(
      tx,
      by,
      plans.flatMap((one) => ('change' in one ? [one.change] : [])),
    )
  },
}

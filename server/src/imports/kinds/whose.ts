/** Whose a row of a sheet is: village and member by their names, told apart by township, ID number or day of birth. */
import { sql } from 'kysely'
import { idNumberHash } from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { within } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import type { CellFault, ImportColumn, ImportMemory, ImportRow } from '../kind.ts'

export const whoseColumns: readonly ImportColumn[] = [
  {
    key: 'township',
    title: '苏木镇',
    synonyms: ['乡镇', '镇', '苏木', '所属苏木镇', '街道'],
    form: 'name',
    help: '有同名嘎查村时必须填写。',
    example: '',
  },
  {
    key: 'village',
    title: '嘎查村',
    synonyms: [
      '嘎查',
      '村',
      '社区',
      '嘎查村名称',
      '村名称',
      '所在单位',
      '所在嘎查村',
      '所属嘎查村',
      '单位',
      '所在党支部',
    ],
    form: 'name',
    required: true,
    help: '与系统中的名称或简称一致。',
    example: '巴彦嘎查',
  },
  {
    key: 'subject',
    title: '对象',
    synonyms: ['评定对象', '手册', '类型'],
    form: 'choice',
    choices: [
      { word: '党组织', code: 'ORG', synonyms: ['组织', '党支部', '支部', '嘎查村党组织', '村', '嘎查村'] },
      { word: '党员', code: 'MEMBER', synonyms: ['个人', '农牧民党员', '一人一册'] },
    ],
    help: '不填时，填了姓名的为党员，没有填的为党组织。',
    example: '党员',
  },
  {
    key: 'name',
    title: '姓名',
    synonyms: ['党员姓名', '党员'],
    form: 'name',
    help: '对象是党员时填写。',
    example: '那木拉',
  },
  {
    key: 'idNumber',
    title: '身份证号',
    synonyms: ['身份证', '身份证号码', '公民身份号码'],
    form: 'idNumber',
    help: '只用来区分同村同名的党员，可以不填。',
    example: '',
  },
  {
    key: 'bornOn',
    title: '出生日期',
    synonyms: ['出生年月', '出生年月日', '生日'],
    form: 'day',
    help: '只用来区分同村同名的党员，可以不填。',
    example: '',
  },
]

export const textOf = ({ values }: ImportRow, key: string): string | null => {
  const value = values[key] ?? null
  return value === null || value === '' ? null : String(value)
}
export const numberOf = ({ values }: ImportRow, key: string): number | null => {
  const value = values[key]
  return typeof value === 'number' ? value : null
}

export interface Village {
  id: string
  path: string
  townshipId: string
  name: string
  orgName: string
  townshipNames: readonly string[]
  over: boolean
}
/** Villages of the actor's area by each of their names; read once a run. */
async function villagesByName(
  tx: ReadTx,
  by: Actor,
  memory: ImportMemory,
): Promise<Map<string, readonly Village[]>> {
  const key = 'villages by name'
  const known = memory.get(key) as Map<string, readonly Village[]> | undefined
  if (known) return known
  const { rows } = await sql<Village & { names: string[] }>`
    select v.id, v.path, t.id as "townshipId", v.short_name as name, coalesce(v.party_org_name, v.name || '党组织') as "orgName",
      array[t.name, t.short_name] as "townshipNames", v.last_on is not null as over,
      array[v.name, v.short_name, v.party_org_name] as names
    from unit v join unit t on t.region_id = v.region_id and t.id = v.parent_id
    where ${within(by, 'imports.make', 'v')} and v.kind in ('VILLAGE', 'COMMUNITY') order by v.path`.execute(
    tx,
  )
  const villages = new Map<string, Village[]>()
  for (const { names, ...village } of rows)
    for (const name of new Set(names.filter(Boolean).map(plain)))
      villages.set(name, [...(villages.get(name) ?? []), village])
  memory.set(key, villages)
  return villages
}
const plain = (name: string): string => name.replace(/\s+/g, '')

export type Subject = 'ORG' | 'MEMBER'
/** Whose the row is so far: the village, and of a member his name. */
interface Asked {
  village: Village
  subject: Subject
  name: string | null
}
function asked(villages: Map<string, readonly Village[]>, row: ImportRow): Asked | CellFault {
  const township = textOf(row, 'township')
  const villageName = plain(textOf(row, 'village') ?? '')
  const named = villages.get(villageName) ?? []
  if (named.length === 0)
    return {
      key: 'village',
      message: `您的辖区内没有“${villageName}”；请与系统中的嘎查村名称一致`,
    }
  const here = township
    ? named.filter((one) => one.townshipNames.map(plain).includes(plain(township)))
    : named
  if (here.length === 0)
    return { key: 'township', message: `“${township}”没有“${villageName}”，请核对苏木镇` }
  const standing = here.filter((one) => !one.over)
  const [village, second] = standing.length > 0 ? standing : here
  if (second || !village)
    return { key: 'township', message: `有${here.length}个“${villageName}”，请填写苏木镇以便区分` }
  const name = textOf(row, 'name')
  const subject = (textOf(row, 'subject') ?? (name ? 'MEMBER' : 'ORG')) as Subject
  if (subject === 'MEMBER' && !name)
    return { key: 'name', message: '对象是党员时须填写姓名；是党组织的，请把“对象”改为党组织' }
  return { village, subject, name: subject === 'MEMBER' ? name : null }
}
const isFault = (one: object): one is CellFault => 'message' in one

interface Somebody {
  bornOn: string | null
  idHash: string | null
}
/** The one whom the row means among those of his name, or what is missing to tell them apart. */
function pick<T extends Somebody>(
  by: Actor,
  row: ImportRow,
  found: readonly T[],
  words: { none: string; many: (count: number) => string },
): T | CellFault {
  const idNumber = textOf(row, 'idNumber')
  const bornOn = textOf(row, 'bornOn')
  let left = [...found]
  if (left.length === 0) return { key: 'name', message: words.none }
  if (idNumber) {
    const hash = idNumberHash(by.regionId, idNumber)
    const own = left.filter((one) => one.idHash === hash)
    left = own.length > 0 ? own : left.filter((one) => one.idHash === null)
    if (left.length === 0)
      return { key: 'idNumber', message: '身份证号与名册中同名党员的不符，请核对；不确定的可以不填' }
  }
  if (bornOn && left.length > 1) {
    // '1958.03' is read as the first of the month.
    const near = left.filter(
      (one) =>
        one.bornOn === bornOn || (bornOn.endsWith('-01') && one.bornOn?.slice(0, 7) === bornOn.slice(0, 7)),
    )
    const same = near.filter((one) => one.bornOn === bornOn)
    left = same.length > 0 ? same : near
    if (left.length === 0) return { key: 'bornOn', message: '出生日期与名册中同名党员的不符，请核对' }
  }
  const [one, another] = left
  return one && !another ? one : { key: 'name', message: words.many(left.length) }
}

export interface WhoseBook {
  bookId: string
  village: Village
}
interface FoundBook extends Somebody {
  villageId: string
  asked: string | null
  id: string
  moved: boolean
}
/** The book of the year that each row means. A book that moved away is found too: what stands there is known by it. */
export async function booksOfRows(
  tx: ReadTx,
  by: Actor,
  rows: readonly ImportRow[],
  memory: ImportMemory,
  year: number,
): Promise<(WhoseBook | CellFault)[]> {
  const villages = await villagesByName(tx, by, memory)
  const wanted = rows.map((row) => asked(villages, row))
  const good = wanted.filter((one): one is Asked => !isFault(one))
  const { rows: found } = await sql<FoundBook>`
    select distinct n.village_id as "villageId", n.name as asked, b.id, b.moved_to is not null as moved, b.moved_on,
      p.born_on as "bornOn", p.id_number_hash as "idHash"
    from unnest(${good.map((one) => one.village.id)}::uuid[], ${good.map((one) => one.name)}::text[]) as n (village_id, name)
    join book b on b.region_id = ${by.regionId} and b.village_id = n.village_id and b.year = ${year}
      and b.subject = case when n.name is null then 'ORG' else 'MEMBER' end
    left join person p on p.region_id = b.region_id and p.id = b.person_id
    where ${within(by, 'imports.make', 'b')} and (n.name is null or b.name = n.name or p.name = n.name)
    order by b.moved_on desc nulls first, b.id`.execute(tx)
  const keyOf = (villageId: string, name: string | null) => `${villageId} ${name ?? ''}`
  const byKey = Map.groupBy(found, (one) => keyOf(one.villageId, one.asked))
  return rows.map((row, index) => {
    const one = wanted[index] as Asked | CellFault
    if (isFault(one)) return one
    const { village, name } = one
    const all = byKey.get(keyOf(village.id, name)) ?? []
    if (name === null) {
      const book = all[0]
      return book
        ? { bookId: book.id, village }
        : { key: 'village', message: `“${village.name}”还没有${year}年度的积分册；请先发布该年度的设星方案` }
    }
    const kept = all.filter((book) => !book.moved)
    const book = pick(by, row, kept.length > 0 ? kept : all.slice(0, 1), {
      none: `“${village.name}”没有“${name}”${year}年度的积分册；请核对姓名，或先登记党员并发布设星方案`,
      many: (count) => `“${village.name}”有${count}名“${name}”，请填写身份证号或出生日期以便区分`,
    })
    return isFault(book) ? book : { bookId: book.id, village }
  })
}

export interface WhoseName {
  village: Village
  subject: Subject
  personId: string | null
  name: string
}
interface FoundPerson extends Somebody {
  villageId: string
  asked: string
  id: string
  name: string
}
/** The organisation or member that each row means, whether it has a book or not; also who has left the village since. */
export async function subjectsOfRows(
  tx: ReadTx,
  by: Actor,
  rows: readonly ImportRow[],
  memory: ImportMemory,
): Promise<(WhoseName | CellFault)[]> {
  const villages = await villagesByName(tx, by, memory)
  const wanted = rows.map((row) => asked(villages, row))
  const members = wanted.filter((one): one is Asked & { name: string } => !isFault(one) && one.name !== null)
  const { rows: found } = await sql<FoundPerson>`
    select distinct n.village_id as "villageId", n.name as asked, p.id, p.name, p.born_on as "bornOn", p.id_number_hash as "idHash"
    from unnest(${members.map((one) => one.village.id)}::uuid[], ${members.map((one) => one.name)}::text[]) as n (village_id, name)
    join membership m on m.region_id = ${by.regionId} and m.unit_id = n.village_id
    join person p on p.region_id = m.region_id and p.id = m.person_id and p.name = n.name
    where ${within(by, 'imports.make', 'm')}`.execute(tx)
  const byKey = Map.groupBy(found, (one) => `${one.villageId} ${one.asked}`)
  return rows.map((row, index) => {
    const one = wanted[index] as Asked | CellFault
    if (isFault(one)) return one
    const { village, subject, name } = one
    if (name === null) return { village, subject, personId: null, name: village.orgName }
    const person = pick(by, row, byKey.get(`${village.id} ${name}`) ?? [], {
      none: `“${village.name}”没有名叫“${name}”的党员；请核对姓名，或先登记党员`,
      many: (count) => `“${village.name}”有${count}名“${name}”，请填写身份证号或出生日期以便区分`,
    })
    return isFault(person) ? person : { village, subject, personId: person.id, name: person.name }
  })
}
export { isFault }

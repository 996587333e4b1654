/** Members and officers: who is new, who is known already and what of him changes, who cannot be told from another. */
import { categoryWords } from '@xinghe/contract/categories'
import { postUnits } from '@xinghe/contract/org'
import { fills, isAdministrator, type Post, posts as postNames } from '@xinghe/contract/rights'
import { formatDay } from '@xinghe/contract/values'
import {
  type MemberCategory,
  type MemberStatus,
  memberCategoryKeys,
  memberStatuses,
  type UnitKind,
} from '@xinghe/contract/words'
import { sql } from 'kysely'
import {
  addPeople,
  categoryNames,
  changePeople,
  grantPosts,
  idNumberHash,
  openPersonal,
  ownCategories,
  type PersonChange,
  phoneHash,
} from '../../org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/ids.ts'
import { may } from '../../platform/permit.ts'
import type { ReadTx } from '../../platform/tx.ts'
import type { CellFault, ImportColumn, ImportKind, ImportMemory, ImportRow, RowPlan } from '../kind.ts'
import { apart, bornIn, type Details, postsIn, postWords, sexIn } from './people.rules.ts'
import { text } from './values.ts'

const statusChoices = [
  { word: memberStatuses.FULL, code: 'FULL', synonyms: ['正式', '是'] },
  { word: memberStatuses.PROBATIONARY, code: 'PROBATIONARY', synonyms: ['预备', '预备期'] },
]
const categorySynonyms: Record<MemberCategory, readonly string[]> = {
  ORDINARY: ['无职', '普通党员', '一般党员', '党员'],
  CENTRAL_HOUSEHOLD: ['中心户', '党员中心户长'],
  COMMITTEE: ['两委', '两委成员', '“两委”党员', '两委班子党员', '班子成员'],
  FLOATING: ['流动', '外出流动党员', '外出党员'],
  OLD_OR_ILL: ['年老体弱', '老弱病残党员', '年老体弱多病党员', '年老党员'],
}

async function unitsIn(tx: ReadTx, by: Actor) {
  return tx
    .selectFrom('unit')
    .select(['id', 'kind', 'name', 'short_name', 'party_org_name', 'path', 'parent_id'])
    .where('region_id', '=', by.regionId)
    .where('path', '>=', by.path)
    .where('path', '<', `${by.path}~`)
    .where('last_on', 'is', null)
    .orderBy('path')
    .execute()
}
type Unit = Awaited<ReturnType<typeof unitsIn>>[number]

async function columns(tx: ReadTx, by: Actor): Promise<readonly ImportColumn[]> {
  const names = (await categoryNames(tx, by)).MEMBER
  const off = new Set(
    (await ownCategories(tx, by)).filter((one) => one.off).map((one) => `${one.kind} ${one.code}`),
  )
  const units = await unitsIn(tx, by)
  const townships = units.filter(({ kind }) => kind === 'TOWNSHIP' || kind === 'STREET')
  const choice = (unit: Unit) => ({ word: unit.name, code: unit.name })
  const example = units.find(({ kind }) => kind === 'VILLAGE' || kind === 'COMMUNITY') ?? units[0]
  return [
    {
      key: 'township',
      title: '苏木镇',
      synonyms: ['苏木镇（街道）', '苏木镇街道', '所属苏木镇', '乡镇', '所属乡镇', '乡镇街道', '镇', '街道'],
      form: 'name',
      choices: townships.map(choice),
      help: '两个苏木镇有同名的嘎查村时填写，其余可以空着',
      example: townships.find(({ id }) => id === example?.parent_id)?.name ?? '',
    },
    {
      key: 'unit',
      title: '所在单位',
      synonyms: [
        '单位',
        '所在嘎查村',
        '嘎查村',
        '嘎查',
        '嘎查（村）',
        '嘎查村（社区）',
        '村',
        '社区',
        '工作单位',
        '所在党支部',
        '所在党组织',
        '党支部',
        '党组织',
        '党组织名称',
        '所属党支部',
        '所属党组织',
      ],
      form: 'name',
      required: true,
      choices: units.map(choice),
      help: '已登记的单位或其党组织的名称；党员填所在嘎查村、社区，干部填任职单位',
      example: example?.name ?? '',
    },
    {
      key: 'name',
      title: '姓名',
      synonyms: ['党员姓名', '名字', '姓名（全称）', '人员姓名'],
      form: 'name',
      required: true,
      help: '中间的空格自动去掉；蒙古族姓名中间的点写成·',
      example: '乌云·示例',
    },
    {
      key: 'sex',
      title: '性别',
      synonyms: [],
      form: 'choice',
      choices: [
        { word: '男', code: 'M', synonyms: ['男性'] },
        { word: '女', code: 'F', synonyms: ['女性'] },
      ],
      help: '空着时按身份证号登记',
      example: '女',
    },
    {
      key: 'idNumber',
      title: '身份证号',
      synonyms: ['身份证', '身份证号码', '公民身份号码', '公民身份证号', '证件号码', '居民身份证号'],
      form: 'idNumber',
      help: '18位，校验位要对；没有的空着。用来认出同一个人，保存时加密',
      example: '',
    },
    {
      key: 'bornOn',
      title: '出生日期',
      synonyms: ['出生年月', '出生年月日', '出生时间', '生日', '出生'],
      form: 'day',
      help: '空着时按身份证号登记',
      example: '1980-03-01',
    },
    {
      key: 'phone',
      title: '联系电话',
      synonyms: ['电话', '手机', '手机号', '手机号码', '联系方式', '电话号码', '联系号码', '本人电话'],
      form: 'phone',
      help: '11位手机号，或带区号的固定电话，保存时加密',
      example: '',
    },
    {
      key: 'bankAccount',
      title: '银行账号',
      synonyms: ['银行卡号', '账号', '卡号', '一卡通账号', '一卡通', '银行账户'],
      form: 'bankAccount',
      help: '16至19位数字，保存时加密',
      example: '',
    },
    {
      key: 'category',
      title: '人员类别',
      synonyms: ['党员类别', '类别', '党员分类', '类型', '人员类型'],
      form: 'choice',
      choices: memberCategoryKeys
        .filter((code) => !off.has(`MEMBER ${code}`))
        .map((code) => ({
          word: names[code],
          code,
          synonyms: [categoryWords.MEMBER[code], ...categorySynonyms[code]],
        })),
      help: '空着表示不在党员名册（如苏木镇干部）',
      example: names.ORDINARY,
    },
    {
      key: 'status',
      title: '党员类型',
      synonyms: ['党员状态', '正式预备', '是否正式党员', '党籍', '党籍状态', '转正情况'],
      form: 'choice',
      choices: statusChoices,
      help: '空着为正式党员',
      example: memberStatuses.FULL,
    },
    {
      key: 'joinedOn',
      title: '入党日期',
      synonyms: ['入党时间', '入党年月', '加入党组织日期', '加入中共时间', '何时入党'],
      form: 'day',
      help: '只有年月的登记为当月1日',
      example: '2005-07-01',
    },
    {
      key: 'linkedHouseholds',
      title: '联系户数',
      synonyms: ['联系户', '中心户联系户数', '联系牧户数', '联系农牧户数'],
      form: 'whole',
      help: '党员中心户联系的户数，不超过200',
      example: '',
    },
    {
      key: 'posts',
      title: '职务',
      synonyms: ['党内职务', '现任职务', '岗位', '任职情况', '职务名称', '担任职务'],
      form: 'text',
      help: `几个职务用顿号隔开；由组织部填写。嘎查村：${postWords('VILLAGE').join('、')}；苏木镇：${postWords('TOWNSHIP').join('、')}。书记、支书、文书、组织委员等叫法也认`,
      example: '',
    },
  ]
}

/** A row brought to what it says of somebody. */
interface Said extends Details {
  row: number
  unit: Unit
  name: string
  sex: 'M' | 'F' | null
  bankAccount: string | null
  category: MemberCategory | null
  status: MemberStatus | null
  joinedOn: string | null
  linkedHouseholds: number | null
  posts: string | null
}
interface Seen extends Details {
  row: number
}
interface Known {
  byWord: Map<string, Unit[]>
  byId: Map<string, Unit>
  /** Of the file: rows by unit and name, and by ID number. */
  named: Map<string, Seen[]>
  numbered: Map<string, number[]>
  /** People who belong to an earlier row of this run, or were made by it. */
  claimed: Set<string>
  names: Record<MemberCategory, string>
}
async function knownOf(tx: ReadTx, by: Actor, memory: ImportMemory): Promise<Known> {
  const there = memory.get('people') as Known | undefined
  if (there) return there
  const units = await unitsIn(tx, by)
  const byWord = new Map<string, Unit[]>()
  for (const unit of units)
    for (const word of new Set([unit.name, unit.short_name, unit.party_org_name ?? unit.name]))
      byWord.set(word, [...(byWord.get(word) ?? []), unit])
  const known: Known = {
    byWord,
    byId: new Map(units.map((unit) => [unit.id, unit])),
    named: new Map(),
    numbered: new Map(),
    claimed: new Set(),
    names: (await categoryNames(tx, by)).MEMBER,
  }
  memory.set('people', known)
  return known
}

function unitOf({ byWord, byId }: Known, { values }: ImportRow): { unit: Unit } | { fault: CellFault } {
  const [word, township] = [text(values.unit) as string, text(values.township)]
  const found = byWord.get(word) ?? []
  const above = (unit: Unit) => byId.get(unit.parent_id ?? '')
  // The township itself may stand in both columns.
  const fitting = township
    ? found.filter((unit) =>
        [unit, above(unit)].some((one) => one && (one.name === township || one.short_name === township)),
      )
    : found
  const [unit, another] = fitting
  if (unit && !another) return { unit }
  if (another)
    return {
      fault: {
        key: township ? 'unit' : 'township',
        message: `有${fitting.length}个“${word}”（${fitting.map((one) => above(one)?.short_name ?? one.short_name).join('、')}），请在“苏木镇”一栏写明是哪一个`,
      },
    }
  if (found.length > 0)
    return { fault: { key: 'township', message: `“${township}”没有叫“${word}”的单位，请核对` } }
  return {
    fault: { key: 'unit', message: `没有找到“${word}”，请核对名称；新的单位请先导入单位，且应在您的辖区内` },
  }
}

function saidIn(unit: Unit, row: ImportRow): { said: Said; faults: CellFault[] } {
  const { values } = row
  const faults: CellFault[] = []
  const idNumber = text(values.idNumber)
  const [bornOn, sex] = [text(values.bornOn), text(values.sex) as 'M' | 'F' | null]
  if (idNumber && bornOn && bornOn !== bornIn(idNumber))
    faults.push({ key: 'bornOn', message: '与身份证号中的出生日期不一致，请核对；空着时按身份证号登记' })
  if (idNumber && sex && sex !== sexIn(idNumber))
    faults.push({
      key: 'sex',
      message: '与身份证号不符（第17位单数为男，双数为女），请核对；空着时按身份证号登记',
    })
  const linkedHouseholds = values.linkedHouseholds as number | null | undefined
  if ((linkedHouseholds ?? 0) > 200)
    faults.push({ key: 'linkedHouseholds', message: '联系户数不超过200，请核对' })
  return {
    faults,
    said: {
      row: row.row,
      unit,
      name: text(values.name) as string,
      idNumber,
      bornOn: bornOn ?? (idNumber ? bornIn(idNumber) : null),
      sex: sex ?? (idNumber ? sexIn(idNumber) : null),
      phone: text(values.phone),
      bankAccount: text(values.bankAccount),
      category: text(values.category) as MemberCategory | null,
      status: text(values.status) as MemberStatus | null,
      joinedOn: text(values.joinedOn),
      linkedHouseholds: linkedHouseholds ?? null,
      posts: text(values.posts),
    },
  }
}
const nameKey = (unit: Unit, name: string) => `${unit.id} ${name}`

async function foresee(
  tx: ReadTx,
  by: Actor,
  rows: readonly ImportRow[],
  memory: ImportMemory,
): Promise<void> {
  const known = await knownOf(tx, by, memory)
  for (const row of rows) {
    const found = unitOf(known, row)
    if ('fault' in found) continue
    const { name, idNumber, bornOn, phone } = saidIn(found.unit, row).said
    const key = nameKey(found.unit, name)
    const seen = { row: row.row, idNumber, bornOn, phone }
    const list = known.named.get(key)
    if (list) list.push(seen)
    else known.named.set(key, [seen])
    if (!idNumber) continue
    const numbered = known.numbered.get(idNumber)
    if (numbered) numbered.push(row.row)
    else known.numbered.set(idNumber, [row.row])
  }
}

/** Faults between the rows of one file: the same number twice, or one name without a detail that tells them apart. */
function faultsBetween(known: Known, said: Said): CellFault[] {
  const others = (rows: readonly number[]) => rows.filter((row) => row !== said.row)
  const numbered = said.idNumber ? others(known.numbered.get(said.idNumber) ?? []) : []
  if (numbered.length > 0)
    return [{ key: 'idNumber', message: `与第${listed(numbered)}行的身份证号相同，同一个人只填一行` }]
  const alike = (known.named.get(nameKey(said.unit, said.name)) ?? []).filter(
    (one) => one.row !== said.row && !apart(one, said),
  )
  return alike.length > 0
    ? [
        {
          key: 'name',
          message: `与第${listed(alike.map((one) => one.row))}行同单位同名，分不清是不是两个人：是同一个人请删去一行，是两个人请都填上身份证号、出生日期或电话`,
        },
      ]
    : []
}
const listed = (rows: readonly number[]): string =>
  rows.length > 5 ? `${rows.slice(0, 5).join('、')}等` : rows.join('、')

interface Person {
  id: string
  path: string
  name: string
  sex: 'M' | 'F' | null
  born_on: string | null
  id_number_hash: string | null
  phone_hash: string | null
  bank_account_sealed: string | null
}
interface Membership {
  person_id: string
  unit_id: string
  category: MemberCategory
  status: MemberStatus
  joined_on: string | null
  linked_households: number | null
  last_on: string | null
}
interface Register {
  byHash: Map<string, Person>
  byName: Map<string, Person[]>
  membership: Map<string, Membership>
  /** Day on which the last membership ended, of who has none. */
  left: Map<string, string>
  posts: Map<string, { post: Post; unitId: string }[]>
}

/** What the register knows of the people of a batch. */
async function registerOf(tx: ReadTx, by: Actor, said: readonly Said[]): Promise<Register> {
  const hashes = said.flatMap((one) => (one.idNumber ? [idNumberHash(by.regionId, one.idNumber)] : []))
  const { rows: people } = await sql<Person>`
    select p.id, p.path, p.name, p.sex, p.born_on, p.id_number_hash, p.phone_hash, p.bank_account_sealed from person p
     where p.region_id = ${by.regionId} and p.path >= ${by.path} and p.path < ${`${by.path}~`} and p.id_number_hash = any(${hashes}::text[])
    union
    select p.id, p.path, p.name, p.sex, p.born_on, p.id_number_hash, p.phone_hash, p.bank_account_sealed
      from (select distinct path, name from unnest(${said.map((one) => one.unit.path)}::text[], ${said.map((one) => one.name)}::text[]) as n (path, name)) n
      join person p on p.region_id = ${by.regionId} and p.path = n.path collate "C" and p.name = n.name`.execute(
    tx as never,
  )
  const ids = people.map((person) => person.id)
  const { rows: memberships } = await sql<Membership>`
    select person_id, unit_id, category, status, joined_on, linked_households, last_on from membership
     where region_id = ${by.regionId} and person_id = any(${ids}::uuid[]) order by first_on`.execute(
    tx as never,
  )
  const { rows: held } = await sql<{ person_id: string; post: Post; unit_id: string }>`
    select person_id, post, unit_id from post_holding
     where region_id = ${by.regionId} and person_id = any(${ids}::uuid[]) and coalesce(last_on >= ${by.today}, true)`.execute(
    tx as never,
  )
  const byName = new Map<string, Person[]>()
  for (const person of people) {
    const key = `${person.path} ${person.name}`
    byName.set(key, [...(byName.get(key) ?? []), person])
  }
  const open = memberships.filter((one) => one.last_on === null)
  const members = new Set(open.map((one) => one.person_id))
  const posts = new Map<string, { post: Post; unitId: string }[]>()
  for (const one of held)
    posts.set(one.person_id, [...(posts.get(one.person_id) ?? []), { post: one.post, unitId: one.unit_id }])
  return {
    byHash: new Map(
      people.flatMap((one) => (one.id_number_hash ? [[one.id_number_hash, one] as const] : [])),
    ),
    byName,
    membership: new Map(open.map((one) => [one.person_id, one])),
    left: new Map(
      memberships.flatMap((one) =>
        one.last_on !== null && !members.has(one.person_id) ? [[one.person_id, one.last_on] as const] : [],
      ),
    ),
    posts,
  }
}

/** Who this is in the register: somebody, nobody yet, or one of several who cannot be told apart. */
function whoIs(
  by: Actor,
  known: Known,
  register: Register,
  said: Said,
): { person: Person } | { fault: CellFault } | { nobody: true; note?: string } {
  const hash = said.idNumber ? idNumberHash(by.regionId, said.idNumber) : null
  const numbered = hash ? register.byHash.get(hash) : undefined
  if (numbered) return { person: numbered }
  const phone = said.phone ? phoneHash(by.regionId, said.phone) : null
  const namesakes = (register.byName.get(`${said.unit.path} ${said.name}`) ?? []).filter(
    (one) => !known.claimed.has(one.id),
  )
  const possible = namesakes.filter(
    (one) => !(hash && one.id_number_hash) && !(said.bornOn && one.born_on && said.bornOn !== one.born_on),
  )
  const surely = possible.filter(
    (one) => (said.bornOn && one.born_on === said.bornOn) || (phone && one.phone_hash === phone),
  )
  const both = surely.filter(
    (one) => said.bornOn && one.born_on === said.bornOn && phone && one.phone_hash === phone,
  )
  for (const list of [both, surely, possible]) {
    const [one, another] = list
    if (one && !another) return { person: one }
    if (another && list === possible) break
  }
  if (possible.length > 0)
    return {
      fault: {
        key: 'name',
        message: `“${said.unit.short_name}”登记有${possible.length}个${said.name}，分不清是哪一个，请填上身份证号、出生日期或电话`,
      },
    }
  return namesakes.length > 0
    ? {
        nobody: true,
        note: `“${said.unit.short_name}”已有同名的人（身份证号或出生日期不同），按另一个人新增`,
      }
    : { nobody: true }
}

type Planned =
  | { add: Said; id: string; posts: Post[] }
  | { change: PersonChange; posts: { post: Post; unitId: string }[] }

/** The posts of a cell, and why they cannot be given. */
function postsOf(
  by: Actor,
  said: Said,
  held: readonly { post: Post; unitId: string }[],
  personId: string | null,
): { posts: Post[]; faults: CellFault[] } {
  if (!said.posts) return { posts: [], faults: [] }
  const kind = said.unit.kind as UnitKind
  const { posts, unknown } = postsIn(said.posts, kind)
  const fault = (message: string) => ({ posts: [], faults: [{ key: 'posts', message }] })
  if (unknown.length > 0)
    return fault(
      `没有“${unknown.join('、').slice(0, 30)}”这个职务；“${said.unit.short_name}”可填：${postWords(kind).join('、') || '（不设职务）'}；没有职务的空着`,
    )
  const wanted = posts.filter((post) => !held.some((one) => one.post === post && one.unitId === said.unit.id))
  if (wanted.length === 0) return { posts: [], faults: [] }
  const wrong = wanted.find((post) => !postUnits[post].includes(kind))
  if (wrong) return fault(`“${postNames[wrong]}”不能设在“${said.unit.short_name}”`)
  if (!may(by, 'org.post') || wanted.some((post) => !fills(by.post, post)))
    return fault('任命职务由旗县组织部办理：请删去这一格后导入，职务由组织部另行导入')
  if (personId === by.personId) return fault('不能任命本人的职务')
  if (held.some((one) => isAdministrator(one.post)))
    return fault('此人担任三员，不能兼任其他岗位；请先免去三员职务，或删去这一格')
  return { posts: wanted, faults: [] }
}

function planRow(
  by: Actor,
  known: Known,
  register: Register,
  said: Said,
  faults: CellFault[],
): RowPlan<Planned> {
  const failed = (more: CellFault[]): RowPlan<Planned> => ({ row: said.row, becomes: 'FAULT', faults: more })
  faults.push(...faultsBetween(known, said))
  if (said.category && !said.unit.party_org_name)
    faults.push({
      key: 'category',
      message: `“${said.unit.short_name}”没有登记党组织，不能编入党员；请先补上单位的党组织名称`,
    })
  if (faults.length > 0) return failed(faults)
  const who = whoIs(by, known, register, said)
  if ('fault' in who) return failed([who.fault])
  if ('nobody' in who) {
    const { posts, faults: wrong } = postsOf(by, said, [], null)
    if (wrong.length > 0) return failed(wrong)
    if (!said.category && (said.status || said.joinedOn || said.linkedHouseholds !== null))
      return failed([
        { key: 'category', message: '填了党员的情况，请同时填写人员类别；不是党员的请删去这些内容' },
      ])
    const id = newId()
    known.claimed.add(id)
    return {
      row: said.row,
      becomes: 'CREATE',
      planned: { add: said, id, posts },
      ...(who.note && { note: who.note }),
    }
  }
  return changeOf(by, known, register, said, who.person)
}

function changeOf(by: Actor, known: Known, register: Register, said: Said, person: Person): RowPlan<Planned> {
  const failed = (key: string, message: string): RowPlan<Planned> => ({
    row: said.row,
    becomes: 'FAULT',
    faults: [{ key, message }],
  })
  if (known.claimed.has(person.id)) return failed('name', '与前面一行是同一个人，同一个人只填一行')
  const membership = register.membership.get(person.id)
  const today = [...known.byId.values()].find((unit) => unit.path === person.path)
  if (person.path !== said.unit.path)
    return failed(
      'unit',
      `此人（${person.name}）现登记在“${today?.short_name ?? '其他单位'}”，导入不改变所在单位；如已转接，请在此人页面办理“转接组织关系”`,
    )
  if (said.category && membership && membership.unit_id !== said.unit.id)
    return failed(
      'unit',
      `此人的组织关系在“${known.byId.get(membership.unit_id)?.short_name ?? '其他单位'}”；如已转接，请办理“转接组织关系”，否则请删去人员类别`,
    )
  const left = register.left.get(person.id)
  if (said.category && left)
    return failed('category', `此人已于${formatDay(left)}移出党员名册，导入不恢复，请核对后删去这一行`)
  if (!said.category && !membership && (said.status || said.joinedOn || said.linkedHouseholds !== null))
    return failed('category', '此人不在党员名册中：请填写人员类别，或删去党员的情况')
  const { posts, faults } = postsOf(by, said, register.posts.get(person.id) ?? [], person.id)
  if (faults.length > 0) return { row: said.row, becomes: 'FAULT', faults }

  known.claimed.add(person.id)
  const change: PersonChange = { id: person.id }
  const words: string[] = []
  const changes = (label: string, before: string | null, after: string) =>
    words.push(before ? `${label}由“${before}”改为“${after}”` : `补登${label}“${after}”`)
  if (said.name !== person.name) {
    change.name = said.name
    changes('姓名', person.name, said.name)
  }
  if (said.sex && said.sex !== person.sex) {
    change.sex = said.sex
    changes('性别', person.sex && (person.sex === 'M' ? '男' : '女'), said.sex === 'M' ? '男' : '女')
  }
  if (said.bornOn && said.bornOn !== person.born_on) {
    change.bornOn = said.bornOn
    changes('出生日期', person.born_on && formatDay(person.born_on), formatDay(said.bornOn))
  }
  if (said.idNumber && !person.id_number_hash) {
    change.idNumber = said.idNumber
    words.push('补登身份证号')
  }
  if (said.phone && phoneHash(by.regionId, said.phone) !== person.phone_hash) {
    change.phone = said.phone
    words.push(person.phone_hash ? '更改电话' : '补登电话')
  }
  const bank =
    said.bankAccount && openPersonal({ regionId: by.regionId, id: person.id }, 'BANK_ACCOUNT', person)
  if (said.bankAccount && said.bankAccount !== bank) {
    change.bankAccount = said.bankAccount
    words.push(bank ? '更改银行账号' : '补登银行账号')
  }
  const member = memberChange(known, said, membership, changes)
  if (member) change.membership = member
  if (!membership && said.category) words.push(`编入“${said.unit.party_org_name}”`)
  if (posts.length > 0) words.push(`任命${posts.map((post) => postNames[post]).join('、')}`)
  if (words.length === 0) return { row: said.row, becomes: 'SAME' }
  return {
    row: said.row,
    becomes: 'CHANGE',
    planned: { change, posts: posts.map((post) => ({ post, unitId: said.unit.id })) },
    note: `${said.unit.short_name} ${person.name}：${words.join('，')}`,
  }
}

function memberChange(
  { names }: Known,
  said: Said,
  before: Membership | undefined,
  changes: (label: string, before: string | null, after: string) => void,
): PersonChange['membership'] | undefined {
  const next: NonNullable<PersonChange['membership']> = { unitId: said.unit.id }
  if (said.category && said.category !== before?.category) {
    next.category = said.category
    changes('人员类别', before ? names[before.category] : null, names[said.category])
  }
  if (said.status && said.status !== before?.status) {
    next.status = said.status
    changes('党员类型', before ? memberStatuses[before.status] : null, memberStatuses[said.status])
  }
  if (said.joinedOn && said.joinedOn !== before?.joined_on) {
    next.joinedOn = said.joinedOn
    changes('入党日期', before?.joined_on ? formatDay(before.joined_on) : null, formatDay(said.joinedOn))
  }
  if (said.linkedHouseholds !== null && said.linkedHouseholds !== before?.linked_households) {
    next.linkedHouseholds = said.linkedHouseholds
    changes('联系户数', before?.linked_households?.toString() ?? null, String(said.linkedHouseholds))
  }
  return Object.keys(next).length > 1 ? next : undefined
}

async function plan(
  tx: ReadTx,
  by: Actor,
  rows: readonly ImportRow[],
  memory: ImportMemory,
): Promise<RowPlan<Planned>[]> {
  const known = await knownOf(tx, by, memory)
  const read = rows.map((row) => {
    const found = unitOf(known, row)
    return 'fault' in found ? { row: row.row, fault: found.fault } : saidIn(found.unit, row)
  })
  const register = await registerOf(
    tx,
    by,
    read.flatMap((one) => ('said' in one ? [one.said] : [])),
  )
  return read.map((one) =>
    'said' in one
      ? planRow(by, known, register, one.said, one.faults)
      : { row: one.row, becomes: 'FAULT', faults: [one.fault] },
  )
}

export const people: ImportKind<Planned> = {
  name: '党员和干部',
  sentence: '党员名册和干部名单；所在的单位要先登记。已有的人只更新填写的栏目，空着的不动。',
  action: 'people.edit',
  needsYear: false,
  columns,
  foresee,
  plan,
  async write(tx, by, plans) {
    const adding = plans.flatMap((one) => ('add' in one ? [one] : []))
    if (adding.length > 0)
      await addPeople(tx, by, {
        people: adding.map(({ add, id, posts }) => ({
          id,
          name: add.name,
          sex: add.sex,
          bornOn: add.bornOn as never,
          idNumber: add.idNumber,
          phone: add.phone,
          bankAccount: add.bankAccount,
          unitId: add.unit.id,
          ...(add.category && {
            membership: {
              category: add.category,
              status: add.status ?? 'FULL',
              joinedOn: add.joinedOn as never,
              linkedHouseholds: add.linkedHouseholds,
            },
          }),
          posts: posts.map((post) => ({ post, unitId: add.unit.id })),
        })),
      })
    const changing = plans.flatMap((one) => ('change' in one ? [one] : []))
    await changePeople(
      tx,
      by,
      changing.filter(({ change }) => Object.keys(change).length > 1).map(({ change }) => change),
    )
    await grantPosts(
      tx,
      by,
      changing.flatMap(({ change, posts }) => posts.map((one) => ({ personId: change.id, ...one }))),
    )
  },
}

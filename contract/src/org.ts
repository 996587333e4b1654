/** Units on one tree, people, and their posts and memberships in time. */
import { z } from 'zod'
import { zPaper } from './paper.ts'
import { zBankAccount, zIdNumber, zPhone } from './personal-fields.ts'
import { type Post, postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId, zText } from './values.ts'
import {
  memberCategoryKeys,
  memberStatusKeys,
  partyOrgKindKeys,
  type UnitKind,
  unitKindKeys,
  villageTypeKeys,
} from './words.ts'
import { workKindKeys } from './work.ts'

export const orgErrors = {
  'org.name_taken': { status: 409, zh: '同一上级下已有同名单位“{name}”，请换一个名称' },
  'org.already_member': { status: 409, zh: '此人已在其他党组织名册中，请先办理转出' },
  'org.already_in_post': { status: 409, zh: '此人已任该岗位' },
  'org.not_yours_to_fill': {
    status: 403,
    zh: '“{post}”不由您的岗位任免：三员由安全保密管理员任免，其他岗位由组织部任免',
  },
  'org.administrators_apart': {
    status: 409,
    zh: '系统管理员、安全保密管理员、安全审计员须由三个人分别担任，也不兼任其他岗位；请先免去此人的其他岗位或另选一人',
  },
  'org.administrator_account': { status: 403, zh: '三员的账号由系统管理员办理' },
  'org.administrators_there': { status: 409, zh: '三员已经任命，请由安全保密管理员办理任免' },
  'org.wrong_post': { status: 422, zh: '“{post}”不能设在“{unit}”' },
  'org.not_a_member': { status: 409, zh: '此人目前不在任何党组织名册中' },
  'org.same_unit': { status: 409, zh: '此人已在“{unit}”，无需转接' },
  'org.not_a_party_unit': { status: 422, zh: '“{unit}”没有党组织，不能转入' },
  'org.day_in_future': { status: 422, zh: '日期不能晚于今天' },
  'org.day_too_early': { status: 422, zh: '日期须晚于上一段经历的起始日{day}' },
  'org.login_taken': { status: 409, zh: '账号“{login}”已被使用，请换一个' },
  'org.wrong_parent': { status: 422, zh: '“{kind}”不能设在“{parent}”之下' },
} as const satisfies ErrorTable

export const unit = z.object({
  id: zId,
  parentId: zId.nullable(),
  kind: z.enum(unitKindKeys),
  name: z.string(),
  shortName: z.string(),
  partyOrgName: z.string().nullable(),
  partyOrgKind: z.enum(partyOrgKindKeys).nullable(),
  villageType: z.enum(villageTypeKeys).nullable(),
  path: z.string(),
  firstOn: z.string(),
  lastOn: z.string().nullable(),
})
export type Unit = z.output<typeof unit>

export const newUnit = z.object({
  /** Made by the caller so that a batch can name its own parents. */
  id: zId.optional(),
  parentId: zId,
  kind: z.enum(unitKindKeys),
  name: zText(60),
  shortName: zText(30),
  partyOrgName: zText(80).nullish(),
  partyOrgKind: z.enum(partyOrgKindKeys).nullish(),
  villageType: z.enum(villageTypeKeys).nullish(),
})
export type NewUnit = z.input<typeof newUnit>

/** A member's place in a village Party organisation; posts are given apart. */
export const newPerson = z.object({
  id: zId.optional(),
  name: zText(60),
  sex: z.enum(['M', 'F']).nullish(),
  bornOn: zDay.nullish(),
  idNumber: zIdNumber.nullish(),
  phone: zPhone.nullish(),
  bankAccount: zBankAccount.nullish(),
  /** The unit where the person belongs: village for members, office for staff. */
  unitId: zId,
  membership: z
    .object({
      category: z.enum(memberCategoryKeys),
      status: z.enum(memberStatusKeys).default('FULL'),
      joinedOn: zDay.nullish(),
      linkedHouseholds: z.int().min(0).max(200).nullish(),
    })
    .nullish(),
  posts: z.array(z.object({ post: z.enum(postKeys), unitId: zId })).default([]),
})
export type NewPerson = z.input<typeof newPerson>

export const listUnits = route({
  method: 'GET',
  path: '/api/org/units',
  access: 'org.read',
  summary: 'Units of my subtree, parents first',
  query: z.object({
    kind: z.enum(unitKindKeys).optional(),
    /** Those that are no more, too. */
    closed: z.literal('1').optional(),
  }),
  answer: z.array(unit.extend({ members: z.int() })),
})
export const addUnits = route({
  method: 'POST',
  path: '/api/org/units',
  access: 'org.edit',
  summary: 'Add units below units of mine',
  body: z.object({ units: z.array(newUnit).min(1).max(2000) }),
  answer: z.object({ ids: z.array(zId) }),
  errors: ['org.name_taken', 'org.wrong_parent', 'categories.off'],
})
export const addPeople = route({
  method: 'POST',
  path: '/api/org/people',
  access: 'people.edit',
  summary: 'Add people with membership and posts',
  body: z.object({ people: z.array(newPerson).min(1).max(5000) }),
  answer: z.object({ ids: z.array(zId) }),
  errors: [
    ...['org.already_member', 'org.already_in_post', 'categories.off'],
    ...['org.not_yours_to_fill', 'org.administrators_apart'],
  ],
})

/** At which kinds of unit a post may stand. MEMBER is not granted: membership gives it. */
const townships = ['TOWNSHIP', 'STREET'] as const
const villages = ['VILLAGE', 'COMMUNITY'] as const
const roots = ['BANNER', 'COUNTY', 'DISTRICT'] as const
export const postUnits: Record<Post, readonly UnitKind[]> = {
  ORG_DEPARTMENT: roots,
  TOWNSHIP_SECRETARY: townships,
  TOWNSHIP_CLERK: townships,
  ASSESSMENT_GROUP: townships,
  VILLAGE_SECRETARY: villages,
  VILLAGE_CLERK: villages,
  BRANCH_COMMITTEE: villages,
  MEMBER: [],
  STREET_SECRETARY: ['STREET'],
  COMMUNITY_SECRETARY: ['COMMUNITY'],
  INSPECTOR: [...roots, ...townships],
  DISTRICT_DEPARTMENT: ['DISTRICT'],
  COMMUNITY_WORKER: ['COMMUNITY', 'STREET'],
  WINDOW_CLERK: ['COMMUNITY', 'STREET'],
  SYSTEM_ADMIN: roots,
  SECURITY_ADMIN: roots,
  AUDITOR: roots,
}
/** Why a membership ends. */
export const leavings = {
  MOVED_AWAY: '组织关系转出',
  LEFT: '退党',
  EXPELLED: '开除党籍',
  REMOVED: '除名',
  DIED: '去世',
} as const
export type Leaving = keyof typeof leavings
export const leavingKeys = Object.keys(leavings) as [Leaving, ...Leaving[]]

const ok = z.object({ ok: z.literal(true) })
const zOne = z.object({ id: zId })
const happened = z.object({
  at: z.string(),
  personName: z.string(),
  post: z.string().nullable(),
  action: z.string(),
  note: z.string().nullable(),
})

export const unitDetail = unit.extend({
  parentName: z.string().nullable(),
  /** Of the unit and everything below it, today. */
  members: z.array(z.object({ category: z.enum(memberCategoryKeys), count: z.int() })),
  children: z.array(z.object({ id: zId, kind: z.enum(unitKindKeys), name: z.string(), members: z.int() })),
  posts: z.array(
    z.object({
      id: zId,
      personId: zId,
      personName: z.string(),
      post: z.enum(postKeys),
      firstOn: z.string(),
      /** Who stands in today. */
      substitute: z.string().nullable(),
      canEnd: z.boolean(),
    }),
  ),
  timeline: z.array(happened),
  can: z.array(z.enum(['edit', 'grant_post', 'add_person', 'add_unit'])),
})
export const getUnitDetail = route({
  method: 'GET',
  path: '/api/org/units/:id',
  access: 'org.read',
  summary: 'A unit: who holds which post, members by category, units below',
  params: zOne,
  answer: unitDetail,
})
export const editUnit = route({
  method: 'PUT',
  path: '/api/org/units/:id',
  access: 'org.edit',
  summary: 'Rename a unit or its Party organisation',
  params: zOne,
  body: z.object({
    name: zText(60),
    shortName: zText(30),
    partyOrgName: zText(80).nullish(),
    partyOrgKind: z.enum(partyOrgKindKeys).nullish(),
    villageType: z.enum(villageTypeKeys).nullish(),
  }),
  answer: ok,
  errors: ['org.name_taken', 'categories.off'],
})

export const personRow = z.object({
  id: zId,
  name: z.string(),
  sex: z.enum(['M', 'F']).nullable(),
  age: z.int().nullable(),
  /** 138****1234: the whole number is never sent to a list. */
  phone: z.string().nullable(),
  unitId: zId,
  unitName: z.string(),
  category: z.enum(memberCategoryKeys).nullable(),
  status: z.enum(memberStatusKeys).nullable(),
  posts: z.array(z.object({ post: z.enum(postKeys), unitName: z.string() })),
  hasAccount: z.boolean(),
})
export type PersonRow = z.output<typeof personRow>
export const listPeople = route({
  method: 'GET',
  path: '/api/org/people',
  access: 'people.read',
  summary: 'People of my subtree, by unit and name',
  query: z.object({
    unitId: zId.optional(),
    category: z.enum(memberCategoryKeys).optional(),
    post: z.enum(postKeys).optional(),
    /** A part of the name, its pinyin or its initials: 乌云, wuyun, wy. */
    q: z.string().trim().max(40).optional(),
    /** 'members' leaves out people without membership; 'left' shows those whose membership ended. */
    who: z.enum(['all', 'members', 'left']).default('all'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(10).max(200).default(50),
  }),
  answer: z.object({ rows: z.array(personRow), total: z.int() }),
})
export const personDetail = personRow.extend({
  bornOn: z.string().nullable(),
  /** Masked; whole ones come from `revealPersonal`. */
  idNumber: z.string().nullable(),
  bankAccount: z.string().nullable(),
  memberships: z.array(
    z.object({
      id: zId,
      unitId: zId,
      unitName: z.string(),
      category: z.enum(memberCategoryKeys),
      status: z.enum(memberStatusKeys),
      joinedOn: z.string().nullable(),
      linkedHouseholds: z.int().nullable(),
      firstOn: z.string(),
      lastOn: z.string().nullable(),
    }),
  ),
  holdings: z.array(
    z.object({
      id: zId,
      unitId: zId,
      unitName: z.string(),
      post: z.enum(postKeys),
      firstOn: z.string(),
      lastOn: z.string().nullable(),
      canEnd: z.boolean(),
    }),
  ),
  account: z.object({ login: z.string(), locked: z.boolean() }).nullable(),
  timeline: z.array(happened),
  can: z.array(
    z.enum(['edit', 'reveal', 'transfer', 'end_membership', 'change_category', 'grant_post', 'open_account']),
  ),
})
export type PersonDetail = z.output<typeof personDetail>
export const getPerson = route({
  method: 'GET',
  path: '/api/org/people/:id',
  access: 'people.read',
  summary: 'A person: memberships and posts in time, account',
  params: zOne,
  answer: personDetail,
})
export const editPerson = route({
  method: 'PUT',
  path: '/api/org/people/:id',
  access: 'people.edit',
  summary: 'Correct name, sex, day of birth, ID number, telephone, bank account',
  params: zOne,
  body: z.object({
    name: zText(60),
    sex: z.enum(['M', 'F']).nullish(),
    bornOn: zDay.nullish(),
    /** Left out: stays as it is, since screens only know the masked numbers. */
    idNumber: zIdNumber.nullish(),
    phone: zPhone.nullish(),
    bankAccount: zBankAccount.nullish(),
  }),
  answer: ok,
  errors: ['personal.id_number_taken'],
})
export const transferMember = route({
  method: 'POST',
  path: '/api/org/people/:id/transfer',
  access: 'people.edit',
  summary: 'Move the membership to another Party organisation from a day on',
  params: zOne,
  body: z.object({ toUnitId: zId, on: zDay, note: zText(200) }),
  answer: ok,
  errors: [
    'books.slips_under_way',
    'org.not_a_member',
    'org.same_unit',
    'org.not_a_party_unit',
    'org.day_in_future',
    'org.day_too_early',
  ],
})
export const changeCategory = route({
  method: 'POST',
  path: '/api/org/people/:id/category',
  access: 'people.edit',
  summary: 'Another category or status from a day on',
  params: zOne,
  body: z.object({
    category: z.enum(memberCategoryKeys),
    status: z.enum(memberStatusKeys),
    linkedHouseholds: z.int().min(0).max(200).nullish(),
    on: zDay,
  }),
  answer: ok,
  errors: ['org.not_a_member', 'org.day_in_future', 'org.day_too_early', 'categories.off'],
})
export const endMembership = route({
  method: 'POST',
  path: '/api/org/people/:id/end-membership',
  access: 'people.edit',
  summary: 'The membership ends with this day',
  params: zOne,
  body: z.object({ reason: z.enum(leavingKeys), on: zDay, note: z.string().trim().max(200).default('') }),
  answer: ok,
  errors: ['org.not_a_member', 'org.day_in_future', 'org.day_too_early'],
})
export const grantPost = route({
  method: 'POST',
  path: '/api/org/people/:id/posts',
  access: 'org.post',
  summary: 'Appoint to a post at a unit from a day on',
  params: zOne,
  body: z.object({ post: z.enum(postKeys), unitId: zId, on: zDay }),
  answer: ok,
  errors: [
    ...['org.wrong_post', 'org.already_in_post', 'common.own_matter'],
    ...['org.not_yours_to_fill', 'org.administrators_apart'],
  ],
})
export const endPost = route({
  method: 'POST',
  path: '/api/org/posts/:id/end',
  access: 'org.post',
  summary: 'The post ends with this day; what waits for its holder waits for his post',
  params: zOne,
  body: z.object({ on: zDay }),
  answer: z.object({ ok: z.literal(true), moved: z.int() }),
  errors: ['org.day_too_early', 'common.own_matter', 'org.not_yours_to_fill'],
})
/** What waits in a post at its unit, before somebody leaves it: for himself by name, and for whoever holds the post. */
export const postMatters = route({
  method: 'GET',
  path: '/api/org/posts/:id/matters',
  access: 'org.post',
  summary: 'What waits in this post, and who else holds it',
  params: zOne,
  answer: z.object({
    named: z.int(),
    shared: z.int(),
    kinds: z.array(z.object({ kind: z.enum(workKindKeys), count: z.int() })),
    others: z.array(z.string()),
  }),
})
export const handOverPost = route({
  method: 'POST',
  path: '/api/org/posts/:id/hand-over',
  access: 'org.post',
  summary: 'The post ends for one and begins for another on this day; what waits goes along',
  params: zOne,
  body: z.object({ toPersonId: zId, on: zDay }),
  answer: z.object({ moved: z.int() }),
  errors: [
    ...(['org.day_too_early', 'org.day_in_future', 'org.already_in_post', 'org.wrong_post'] as const),
    ...(['common.own_matter', 'org.not_yours_to_fill', 'org.administrators_apart'] as const),
  ],
})
export const openAccount = route({
  method: 'POST',
  path: '/api/org/people/:id/account',
  access: 'accounts.keep',
  summary: 'Open an account, or give a new password; it is shown this once',
  params: zOne,
  body: z.object({
    login: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, '账号用3至40个小写字母、数字、点或横线')
      .optional(),
  }),
  answer: z.object({ login: z.string(), password: z.string() }),
  errors: ['org.login_taken', 'common.own_matter', 'org.administrator_account'],
  secret: true,
})

/** 依据: own choice. So many accounts are opened at once; hashing their passwords takes some seconds. */
export const mostSlips = 300
export const openAccountSlips = route({
  method: 'POST',
  path: '/api/org/account-slips',
  access: 'accounts.keep',
  summary:
    'Accounts for all holders of posts below a unit who have none; their passwords are on the slips and nowhere else',
  body: z.object({
    unitId: zId,
    /** Only holders of these; all posts when left out. */
    posts: z.array(z.enum(postKeys)).max(20).optional(),
    /** Only these people. */
    personIds: z.array(zId).min(1).max(300).optional(),
    /** Where the app is opened: printed on the slips. */
    openAt: zText(200),
  }),
  answer: z.object({
    opened: z.array(z.object({ name: z.string(), login: z.string(), unitName: z.string() })),
    /** So many are left for the next time. */
    left: z.int(),
    /** Null where nobody was left. */
    slips: zPaper.nullable(),
  }),
  secret: true,
})

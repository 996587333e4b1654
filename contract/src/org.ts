/** Units on one tree, people, and their posts and memberships in time. */
import { z } from 'zod'
import { postKeys } from './rights.ts'
import { type ErrorTable, route } from './route.ts'
import { zDay, zId, zText } from './values.ts'
import { memberCategoryKeys, memberStatusKeys, partyOrgKindKeys, unitKindKeys, villageTypeKeys } from './words.ts'

export const orgErrors = {
  'org.name_taken': { status: 409, zh: '同一上级下已有同名单位“{name}”,请换一个名称' },
  'org.already_member': { status: 409, zh: '此人已在其他党组织名册中,请先办理转出' },
  'org.already_in_post': { status: 409, zh: '此人已任该岗位' },
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
  phone: z.string().trim().max(20).nullish(),
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
  method: 'GET', path: '/api/org/units', access: 'org.read', summary: 'Units of my subtree, parents first',
  query: z.object({ kind: z.enum(unitKindKeys).optional() }),
  answer: z.array(unit.extend({ members: z.int() })),
})
export const addUnits = route({
  method: 'POST', path: '/api/org/units', access: 'org.edit', summary: 'Add units below units of mine',
  body: z.object({ units: z.array(newUnit).min(1).max(2000) }),
  answer: z.object({ ids: z.array(zId) }),
  errors: ['org.name_taken', 'org.wrong_parent'],
})
export const addPeople = route({
  method: 'POST', path: '/api/org/people', access: 'people.edit', summary: 'Add people with membership and posts',
  body: z.object({ people: z.array(newPerson).min(1).max(5000) }),
  answer: z.object({ ids: z.array(zId) }),
  errors: ['org.already_member', 'org.already_in_post'],
})

import type { PersonDetail, getPerson as route } from '@xinghe/contract/org'
import type { Post } from '@xinghe/contract/rights'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { MemberCategory, MemberStatus } from '@xinghe/contract/words'
import { isLocked } from '../identity/index.ts'
import type { Actor } from '../platform/actor.ts'
import { timelineOf } from '../platform/audit.ts'
import { may } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { ReadTx } from '../platform/tx.ts'
import { maskBankAccount, maskIdNumber } from './mask.rules.ts'
import { masked, people, personColumns, personRows } from './people-rows.ts'
import { openPersonal } from './personal.ts'

/** One person with everything that was true of him, newest first; 404 outside the actor's subtree. */
export async function getPerson(
  tx: ReadTx,
  by: Actor,
  { id }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const found = await people(tx, by)
    .select([...personColumns, 'p.id_number_sealed', 'p.bank_account_sealed'])
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Refusal('common.not_found')
  const [row] = await personRows(tx, by, [found])
  if (!row) throw new Refusal('common.not_found')
  const memberships = await tx
    .selectFrom('membership as m')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'm.region_id').onRef('u.id', '=', 'm.unit_id'),
    )
    .select([
      'm.id',
      'm.unit_id',
      'u.short_name',
      'm.category',
      'm.status',
      'm.joined_on',
      'm.linked_households',
      'm.first_on',
      'm.last_on',
    ])
    .where('m.region_id', '=', by.regionId)
    .where('m.person_id', '=', id)
    .orderBy('m.first_on', 'desc')
    .orderBy('m.id', 'desc')
    .execute()
  const holdings = await tx
    .selectFrom('post_holding as h')
    .innerJoin('unit as u', (join) =>
      join.onRef('u.region_id', '=', 'h.region_id').onRef('u.id', '=', 'h.unit_id'),
    )
    .select(['h.id', 'h.unit_id', 'u.short_name', 'u.path', 'h.post', 'h.first_on', 'h.last_on'])
    .where('h.region_id', '=', by.regionId)
    .where('h.person_id', '=', id)
    .orderBy('h.first_on', 'desc')
    .orderBy('h.id', 'desc')
    .execute()
  const account = await tx
    .selectFrom('account')
    .select('login')
    .where('region_id', '=', by.regionId)
    .where('person_id', '=', id)
    .executeTakeFirst()
  const self = id === by.personId
  const whose = { regionId: by.regionId, id }
  const can: PersonDetail['can'] = []
  if (may(by, 'people.edit', found.path)) {
    can.push('edit')
    if (found.category !== null) {
      can.push('change_category', 'end_membership')
      // Both Party organisations lie in the actor's area only when he stands above them.
      if (by.path.length < found.path.length) can.push('transfer')
    }
  }
  const personal = found.id_number_sealed ?? found.phone_sealed ?? found.bank_account_sealed
  if (personal && (self || may(by, 'personal.read', found.path))) can.push('reveal')
  if (may(by, 'org.post', found.path) && !self) can.push('grant_post')
  if (may(by, 'accounts.keep', found.path) && !self) can.push('open_account')
  return {
    ...row,
    bornOn: found.born_on,
    idNumber: masked(
      () => openPersonal(whose, 'ID_NUMBER', found),
      (text) => maskIdNumber(text, found.born_on !== null),
    ),
    bankAccount: masked(() => openPersonal(whose, 'BANK_ACCOUNT', found), maskBankAccount),
    memberships: memberships.map((one) => ({
      id: one.id,
      unitId: one.unit_id,
      unitName: one.short_name,
      category: one.category as MemberCategory,
      status: one.status as MemberStatus,
      joinedOn: one.joined_on,
      linkedHouseholds: one.linked_households,
      firstOn: one.first_on,
      lastOn: one.last_on,
    })),
    holdings: holdings.map((one) => ({
      id: one.id,
      unitId: one.unit_id,
      unitName: one.short_name,
      post: one.post as Post,
      firstOn: one.first_on,
      lastOn: one.last_on,
      canEnd: (one.last_on === null || one.last_on > by.today) && may(by, 'org.post', one.path) && !self,
    })),
    account: account ? { login: account.login, locked: await isLocked(tx, by, account.login) } : null,
    timeline: (await timelineOf(tx, by.regionId, 'person', id)).map((one) => ({
      at: one.at.toISOString(),
      personName: one.person_name,
      post: one.post,
      action: one.action,
      note: one.note,
    })),
    can,
  }
}

import * as categories from '@xinghe/contract/categories'
import * as org from '@xinghe/contract/org'
import * as personal from '@xinghe/contract/personal'
import * as views from '@xinghe/contract/record-views'
import { sql } from 'kysely'
import { explainConstraints } from '../platform/constraints.ts'
import { bind } from '../platform/route.ts'
import { openAccountSlips } from './account-slips.ts'
import { addPeople } from './add-people.ts'
import { addUnits } from './add-units.ts'
import { listCategories, setCategory } from './categories.ts'
import { editPerson } from './edit-person.ts'
import { editUnit } from './edit-unit.ts'
import { findPeople } from './find-people.ts'
import { getPerson } from './get-person.ts'
import { listPeople } from './list-people.ts'
import { listUnits } from './list-units.ts'
import { changeCategory, endMembership } from './membership.ts'
import { openAccount } from './open-account.ts'
import { grantPost } from './posts.ts'
import { leaveView, listMyViewers } from './record-views.ts'
import { revealPersonal } from './reveal-personal.ts'
import { getUnitDetail } from './unit-detail.ts'

explainConstraints({ person__id_number: 'personal.id_number_taken' })

// A transfer is bound by points: the book of the year goes along. The end of a post is bound by work: its queue does.
export const routes = [
  bind(org.listUnits, listUnits),
  bind(org.addUnits, addUnits),
  bind(org.getUnitDetail, getUnitDetail),
  bind(org.editUnit, editUnit),
  bind(org.listPeople, listPeople),
  bind(org.addPeople, addPeople),
  bind(org.getPerson, getPerson, (tx, by, { id }) =>
    leaveView(
      tx,
      by,
      'PERSON',
      sql`select p.id as person_id, p.path from person p where p.region_id = ${by.regionId} and p.id = ${id}`,
    ),
  ),
  bind(views.listMyViewers, listMyViewers),
  bind(org.editPerson, editPerson),
  bind(personal.revealPersonal, revealPersonal),
  bind(personal.findPeople, findPeople),
  bind(org.changeCategory, changeCategory),
  bind(org.endMembership, endMembership),
  bind(org.grantPost, grantPost),
  bind(org.openAccount, openAccount),
  bind(org.openAccountSlips, openAccountSlips),
  bind(categories.listCategories, listCategories),
  bind(categories.setCategory, setCategory),
]

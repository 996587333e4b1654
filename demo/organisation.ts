/** Chapter one: the banner with its townships, villages, people and accounts. */
import type { NewPerson, NewUnit } from '../contract/src/org.ts'
import type { Post } from '../contract/src/rights.ts'
import { localDate } from '../contract/src/values.ts'
import type { MemberCategory } from '../contract/src/words.ts'
import { demoPassword, openAccounts } from '../server/src/identity/index.ts'
import { addPeople, addUnits, foundAdministrators, foundRegion } from '../server/src/org/index.ts'
import { newId } from '../server/src/platform/ids.ts'
import { seedCalendar } from '../server/src/work/index.ts'
import { inventNumbers } from './invented-numbers.ts'
import { inventName, villageNamer } from './names.ts'
import { banner, mongolShare, townships, villagesOf } from './places.ts'
import type { Random } from './random.ts'
import {
  acts,
  at,
  type DemoMember,
  type DemoTown,
  type DemoVillage,
  type Place,
  type Someone,
  type Story,
} from './story.ts'

export type AddRegionRow = Parameters<typeof foundRegion>[0]

/** How many members each village has: even shares, a little more or less, adding up exactly. */
function memberCounts(random: Random, villages: number, members: number): number[] {
  const counts = Array.from(
    { length: villages },
    (_, index) => Math.floor((members * (index + 1)) / villages) - Math.floor((members * index) / villages),
  )
  for (let swap = 0; swap < villages * 2; swap++) {
    const from = random.between(0, villages - 1)
    const to = random.between(0, villages - 1)
    if ((counts[from] as number) > 14 && (counts[to] as number) < 26) {
      counts[from] = (counts[from] as number) - 1
      counts[to] = (counts[to] as number) + 1
    }
  }
  return counts
}

/** Most are ordinary; each village has central households, and some who live away or are old or ill. */
const categoryOf = (index: number, random: Random): MemberCategory =>
  index < 2
    ? 'COMMITTEE'
    : index < 4
      ? 'CENTRAL_HOUSEHOLD'
      : random.chance(0.1)
        ? 'FLOATING'
        : random.chance(0.09)
          ? 'OLD_OR_ILL'
          : 'ORDINARY'

const birthday = (random: Random, category: MemberCategory): string => {
  const age = category === 'OLD_OR_ILL' ? random.between(70, 84) : random.between(24, 66)
  return `${2025 - age}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`
}

export async function makeOrganisation(
  base: Omit<Story, 'root' | 'department' | 'towns'>,
  addRegionRow: AddRegionRow,
): Promise<Story & { inspector: Someone; admin: Someone }> {
  const { db, random } = base
  const founded = `${base.finished - 1}-12-01`
  const instant = at(base, founded)
  const root = await foundRegion(addRegionRow, db, banner, localDate(founded))
  const office: Someone = { id: newId(), name: '系统', post: 'SYSTEM_ADMIN', at: root, regionId: banner.id }

  const units: (NewUnit & { id: string })[] = []
  const add = (unit: NewUnit): string => {
    const id = newId()
    units.push({ ...unit, id })
    return id
  }
  const nameVillage = villageNamer(random)
  const shape = townships.map((plan) => {
    const id = add({
      parentId: root.id,
      kind: 'TOWNSHIP',
      name: plan.name,
      shortName: plan.name,
      partyOrgName: `${plan.name}党委`,
      partyOrgKind: 'COMMITTEE',
      villageType: plan.type,
    })
    const aims = random.shuffle([
      ...Array(plan.ten).fill(10),
      ...Array(plan.nine).fill(9),
      ...Array(plan.eight).fill(8),
      ...plan.lower,
    ]) as number[]
    const counts = memberCounts(random, villagesOf(plan), plan.members)
    const villages = aims.map((aim, index) => {
      const pastoral =
        plan.type === 'PASTORAL' || plan.type === 'BORDER' || (plan.type === 'MIXED' && index % 2 === 0)
      const name = nameVillage(pastoral)
      const big = (counts[index] as number) > 21
      return {
        aim,
        name,
        count: counts[index] as number,
        pastoral,
        id: add({
          parentId: id,
          kind: 'VILLAGE',
          name,
          shortName: name,
          partyOrgName: `${name}党${big ? '总支' : '支部'}`,
          partyOrgKind: big ? 'GENERAL_BRANCH' : 'BRANCH',
          villageType: plan.type,
        }),
      }
    })
    return { plan, id, villages }
  })
  await acts(base, office, instant, (tx, by) => addUnits(tx, by, { units: units as never }))
  const paths = new Map(
    (
      await acts(base, office, instant, async (tx, by) => {
        const rows = await tx
          .selectFrom('unit')
          .select(['id', 'path'])
          .where('region_id', '=', banner.id)
          .execute()
        await openAccounts(tx, by, [])
        return rows
      })
    ).map((row) => [row.id, row.path]),
  )
  const place = (id: string, name: string): Place => ({ id, name, path: paths.get(id) as string })

  const people: NewPerson[] = []
  const accounts: { personId: string; login: string; password: string }[] = []
  const someone = (
    post: Post,
    where: Place,
    mongol: number,
    login: string,
    member?: { category: MemberCategory },
  ): DemoMember => {
    const id = newId()
    const sex = random.chance(0.72) ? 'M' : 'F'
    const name = inventName(random, sex, mongol)
    const category = member?.category ?? 'ORDINARY'
    const bornOn = birthday(random, category)
    people.push({
      id,
      name,
      sex,
      bornOn,
      ...inventNumbers(people.length, sex, bornOn),
      phone: `1990000${String(random.between(0, 9999)).padStart(4, '0')}`,
      unitId: where.id,
      posts: post === 'MEMBER' ? [] : [{ post, unitId: where.id }],
      membership: member && {
        category,
        status: random.chance(0.97) ? 'FULL' : 'PROBATIONARY',
        joinedOn: `${random.between(1985, 2023)}-07-01`,
        linkedHouseholds: category === 'CENTRAL_HOUSEHOLD' ? random.between(5, 12) : null,
      },
    })
    accounts.push({ personId: id, login, password: demoPassword })
    return { id, name, post, at: where, regionId: banner.id, category }
  }
  const department = someone('ORG_DEPARTMENT', root, 0.4, 'zuzhibu')
  const inspector = someone('INSPECTOR', root, 0.3, 'ducha')
  const admin = someone('SYSTEM_ADMIN', root, 0.2, 'guanliyuan')
  someone('SECURITY_ADMIN', root, 0.2, 'anquan')
  someone('AUDITOR', root, 0.2, 'shenji')
  const keeping = people.splice(-3)
  let villageNo = 0
  const towns = shape.map(({ plan, id, villages }, townIndex): DemoTown => {
    const where = place(id, plan.name)
    const mongol = mongolShare[plan.type]
    const no = townIndex + 1
    return {
      ...where,
      plan,
      secretary: someone('TOWNSHIP_SECRETARY', where, mongol, `shuji${no}`),
      clerk: someone('TOWNSHIP_CLERK', where, mongol, `weiyuan${no}`),
      group: someone('ASSESSMENT_GROUP', where, mongol, `kaohe${no}`),
      villages: villages.map(({ id: villageId, name, aim, count, pastoral }): DemoVillage => {
        villageNo++
        const at = place(villageId, name)
        const share = pastoral ? Math.max(mongol, 0.7) : mongol
        const members = Array.from({ length: count }, (_, index) => {
          const post: Post = index === 0 ? 'VILLAGE_SECRETARY' : index === 1 ? 'VILLAGE_CLERK' : 'MEMBER'
          const suffix = index === 0 ? 'shuji' : index === 1 ? 'wenshu' : `dy${index + 1}`
          return someone(post, at, share, `c${villageNo}-${suffix}`, { category: categoryOf(index, random) })
        })
        return { ...at, aim, members, secretary: members[0] as Someone, clerk: members[1] as Someone }
      }),
    }
  })
  await acts(base, { ...office, post: 'ORG_DEPARTMENT' }, instant, async (tx, by) => {
    await foundAdministrators(tx, by, keeping as never)
    for (let from = 0; from < people.length; from += 500)
      await addPeople(tx, by, { people: people.slice(from, from + 500) as never })
    await openAccounts(tx, by, accounts)
    await seedCalendar(tx, by, [base.finished - 1, base.finished, base.running])
  })
  return { ...base, root, department, inspector, admin, towns }
}

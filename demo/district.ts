/** The city district beside the banner: its tree and people, so that the border between counties is visible from the first day. */
import type { NewPerson, NewUnit } from '../contract/src/org.ts'
import { localDate } from '../contract/src/values.ts'
import { demoPassword, openAccounts } from '../server/src/identity/index.ts'
import { addPeople, addUnits, foundRegion } from '../server/src/org/index.ts'
import { newId } from '../server/src/platform/ids.ts'
import { inventName } from './names.ts'
import type { AddRegionRow } from './organisation.ts'
import { communityNames, district, streets } from './places.ts'
import { acts, at, type Someone, type Story } from './story.ts'

export async function makeDistrict(
  story: Pick<Story, 'db' | 'random' | 'now' | 'finished'>,
  addRegionRow: AddRegionRow,
): Promise<void> {
  const { db, random } = story
  const founded = `${story.finished - 1}-12-01`
  const instant = at(story, founded)
  const root = await foundRegion(addRegionRow, db, district, localDate(founded))
  const office: Someone = { id: newId(), name: '系统', post: 'SYSTEM_ADMIN', at: root, regionId: district.id }
  const units: (NewUnit & { id: string })[] = []
  const people: NewPerson[] = []
  const accounts: { personId: string; login: string; password: string }[] = []
  const someone = (
    post: NonNullable<NewPerson['posts']>[number]['post'],
    unitId: string,
    login: string,
    member: boolean,
  ) => {
    const id = newId()
    const sex = random.chance(0.5) ? 'M' : 'F'
    people.push({
      id,
      sex,
      name: inventName(random, sex, 0.1),
      unitId,
      posts: [{ post, unitId }],
      membership: member ? { category: 'COMMITTEE', status: 'FULL' } : null,
    })
    accounts.push({ personId: id, login, password: demoPassword })
  }
  someone('ORG_DEPARTMENT', root.id, 'qu-zuzhibu', false)
  let communityNo = 0
  streets.forEach((street, index) => {
    const id = newId()
    units.push({
      id,
      parentId: root.id,
      kind: street.kind,
      name: street.name,
      shortName: street.name,
      partyOrgName: street.kind === 'STREET' ? `${street.name}党工委` : `${street.name}党委`,
      partyOrgKind: street.kind === 'STREET' ? 'WORK_COMMITTEE' : 'COMMITTEE',
    })
    someone('STREET_SECRETARY', id, `jiedao${index + 1}`, false)
    for (let at = 0; at < street.communities; at++) {
      const name = `${communityNames[communityNo++]}${street.kind === 'STREET' ? '社区' : '村'}`
      const communityId = newId()
      units.push({
        id: communityId,
        parentId: id,
        kind: street.kind === 'STREET' ? 'COMMUNITY' : 'VILLAGE',
        name,
        shortName: name,
        partyOrgName: `${name}党支部`,
        partyOrgKind: 'BRANCH',
      })
      someone('COMMUNITY_SECRETARY', communityId, `shequ${communityNo}`, true)
    }
  })
  await acts(story, office, instant, (tx, by) => addUnits(tx, by, { units: units as never }))
  await acts(story, { ...office, post: 'ORG_DEPARTMENT' }, instant, async (tx, by) => {
    await addPeople(tx, by, { people: people as never })
    await openAccounts(tx, by, accounts)
  })
}

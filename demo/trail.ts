/** What the auditor finds of the last days: a wrong password, a knock at a door, a list taken away. */
import { addDays } from '../contract/src/values.ts'
import { audit } from '../server/src/platform/audit.ts'
import { markPermitted } from '../server/src/platform/tx.ts'
import { acts, at, type Someone, type Story } from './story.ts'

export async function leaveTrail(story: Story): Promise<void> {
  const [town] = story.towns
  const [village] = town?.villages ?? []
  if (!town || !village) return
  const leaves = (
    who: Someone,
    daysAgo: number,
    address: string,
    action: string,
    detail: object,
    outcome: 'DONE' | 'REFUSED' = 'DONE',
  ) =>
    acts(story, who, at(story, addDays(story.today, -daysAgo)), (tx, by) => {
      markPermitted(tx)
      const [subjectKind, subjectId] = action.startsWith('identity.')
        ? ['account', by.personId]
        : ['route', null]
      return audit(tx, { ...by, address }, action, { path: by.path, subjectKind, subjectId, detail }, outcome)
    })
  const unit = 'GET /api/org/units/:id'
  await leaves(
    village.secretary,
    9,
    '10.53.2.18',
    'identity.sign_in_failed',
    { device: '安卓 · 微信' },
    'REFUSED',
  )
  await leaves(
    town.clerk,
    5,
    '10.53.2.7',
    'access.refused',
    { route: unit, refused: 'common.not_found', again: 3 },
    'REFUSED',
  )
  await leaves(town.group, 3, '10.53.2.9', 'access.read', { route: 'GET /api/books/:id' })
  await leaves(story.department, 2, '10.53.1.4', 'access.taken', {
    route: 'GET /api/stars/results/export',
    file: `${story.finished}年度评定结果.xlsx`,
  })
}

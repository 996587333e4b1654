import { administrators, type Post } from '@xinghe/contract/rights'
import { readSettings } from '../platform/settings.ts'
import type { ReadTx } from '../platform/tx.ts'

const township: readonly Post[] = [
  ...(['TOWNSHIP_SECRETARY', 'TOWNSHIP_CLERK', 'ASSESSMENT_GROUP', 'STREET_SECRETARY'] as const),
]
const village: readonly Post[] = [
  ...(['VILLAGE_SECRETARY', 'VILLAGE_CLERK', 'BRANCH_COMMITTEE', 'COMMUNITY_SECRETARY'] as const),
  ...(['COMMUNITY_WORKER', 'WINDOW_CLERK'] as const),
]

/** Whether one of these posts may be used only with a second factor, by the county's settings. */
export async function demandsFactor(tx: ReadTx, regionId: number, posts: readonly Post[]): Promise<boolean> {
  const set = await readSettings(tx, { regionId }, [
    'second_factor.admin',
    'second_factor.department',
    'second_factor.township',
    'second_factor.village',
  ])
  return posts.some(
    (post) =>
      (set['second_factor.admin'] && (administrators as readonly Post[]).includes(post)) ||
      (set['second_factor.department'] && post === 'ORG_DEPARTMENT') ||
      (set['second_factor.township'] && township.includes(post)) ||
      (set['second_factor.village'] && village.includes(post)),
  )
}

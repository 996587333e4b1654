import type { Post } from '@xinghe/contract/rights'
import type { SettingKey } from '@xinghe/contract/settings'
import { readSettings } from '../platform/settings.ts'
import type { ReadTx } from '../platform/tx.ts'

const keys = [
  'second_factor.admin',
  'second_factor.department',
  'second_factor.township',
  'second_factor.village',
] as const satisfies readonly SettingKey[]

/** Every post has its group; a member alone is never asked. */
const groupOf: Record<Post, (typeof keys)[number] | null> = {
  SYSTEM_ADMIN: 'second_factor.admin',
  SECURITY_ADMIN: 'second_factor.admin',
  AUDITOR: 'second_factor.admin',
  ORG_DEPARTMENT: 'second_factor.department',
  DISTRICT_DEPARTMENT: 'second_factor.department',
  // 依据: who reads the whole county sees as much as its department.
  INSPECTOR: 'second_factor.department',
  TOWNSHIP_SECRETARY: 'second_factor.township',
  TOWNSHIP_CLERK: 'second_factor.township',
  ASSESSMENT_GROUP: 'second_factor.township',
  STREET_SECRETARY: 'second_factor.township',
  VILLAGE_SECRETARY: 'second_factor.village',
  VILLAGE_CLERK: 'second_factor.village',
  BRANCH_COMMITTEE: 'second_factor.village',
  COMMUNITY_SECRETARY: 'second_factor.village',
  COMMUNITY_WORKER: 'second_factor.village',
  WINDOW_CLERK: 'second_factor.village',
  MEMBER: null,
}

/** Whether one of these posts may be used only with a second factor, by the county's settings. */
export async function demandsFactor(tx: ReadTx, regionId: number, posts: readonly Post[]): Promise<boolean> {
  const set = await readSettings(tx, { regionId }, keys)
  return posts.some((post) => {
    const group = groupOf[post]
    return group !== null && set[group]
  })
}

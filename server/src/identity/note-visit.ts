import type { Post } from '@xinghe/contract/rights'
import { type Actor, systemActor } from '../platform/actor.ts'
import { audit } from '../platform/audit.ts'
import { countyRoot } from '../platform/county-root.ts'
import type { RawContext } from '../platform/route.ts'
import type { Tx } from '../platform/tx.ts'
import { postsOn } from './posts-on.ts'
import { actorIn } from './session.ts'

/** 'Mozilla/5.0 (…) …' → what the list of one's sessions says of the device. */
export function deviceOf(agent: string | undefined): string {
  if (!agent) return '未知设备'
  const system = (
    [
      [/HarmonyOS|OpenHarmony/, '鸿蒙'],
      [/Android/, '安卓'],
      [/iPhone|iPad/, '苹果移动设备'],
      [/Windows/, '视窗'],
      [/Mac OS X/, '苹果电脑'],
      [/Kylin|UOS|Linux|X11/, 'Linux'],
    ] as const
  ).find(([form]) => form.test(agent))?.[1]
  const browser = (
    [
      [/MicroMessenger/, '微信'],
      [/Edg\//, 'Edge 浏览器'],
      [/Firefox\//, 'Firefox 浏览器'],
      [/Chrom(e|ium)\//, 'Chrome 内核浏览器'],
      [/Safari\//, 'Safari 浏览器'],
    ] as const
  ).find(([form]) => form.test(agent))?.[1]
  return [system, browser].filter(Boolean).join(' · ') || '其他程序'
}
export const visitOf = ({ ip, request }: RawContext): { address: string; device: string } => ({
  address: ip,
  device: deviceOf(request.headers['user-agent']),
})

/** Whoever came or tried to, from where, as a row of the audit; without a person, an account that does not exist. */
export async function noteVisit(
  tx: Tx,
  context: RawContext,
  regionId: number,
  person: { id: string; name: string } | undefined,
  action: 'identity.signed_in' | 'identity.sign_in_failed' | 'identity.signed_out',
  note: string | null = null,
): Promise<void> {
  const { now, today, traceId } = context
  const root = await countyRoot(tx, regionId).executeTakeFirst()
  if (!root) return
  const posts = person ? await postsOn(tx, regionId, person.id, today) : []
  const [held] = posts
  const nobody: Actor = {
    ...systemActor(regionId, root, now),
    name: person?.name ?? '未知账号',
    traceId,
    address: context.ip,
  }
  const by: Actor = !person
    ? nobody
    : held
      ? actorIn(regionId, person, held, posts, now, traceId, context.ip)
      : { ...nobody, personId: person.id, post: 'MEMBER' satisfies Post }
  await audit(
    tx,
    by,
    action,
    {
      path: by.path,
      subjectKind: 'account',
      subjectId: person?.id ?? null,
      note,
      detail: visitOf(context),
    },
    action === 'identity.sign_in_failed' ? 'REFUSED' : 'DONE',
  )
}

/** Who I am and what I may do, as the server said it. The screens never work out a right themselves. */
import { getMe, type Me } from '@xinghe/contract/identity'
import type { Action } from '@xinghe/contract/rights'
import { useAnswer } from './call.ts'

/** With a member the device remembers who he is, so that his pages open without a network. */
export const useMeAnswer = () =>
  useAnswer(getMe, undefined, { every: 120, kept: ({ post }) => post.post === 'MEMBER' })

/** Undefined until the first answer; inside the shell it is always there. */
export const useMe = (): Me | undefined => useMeAnswer().data

/** Whether my acting post may do this somewhere in its subtree. Rows carry their own `can`. */
export function useCan(): (action: Action) => boolean {
  const me = useMe()
  return (action) => me?.can.includes(action) ?? false
}

import * as identity from '@xinghe/contract/identity'
import { bindRaw } from '../platform/route.ts'
import { demoAccounts } from './demo-accounts.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { switchPost } from './switch-post.ts'

export const routes = [
  bindRaw(identity.signIn, signIn),
  bindRaw(identity.signOut, signOut),
  bindRaw(identity.switchPost, switchPost),
  bindRaw(identity.demoAccounts, async () => demoAccounts()),
]

import * as identity from '@xinghe/contract/identity'
import * as single from '@xinghe/contract/single-sign-on'
import { bind, bindRaw } from '../platform/route.ts'
import { beginSignOn, signOnButtons } from './begin-sign-on.ts'
import { changePassword } from './change-password.ts'
import { demoAccounts } from './demo-accounts.ts'
import { removePersonFactor, renewRecoveryCodes, turnFactorOff } from './factor-off.ts'
import { beginFactor, confirmFactor } from './factor-on.ts'
import { confirmSignOn, finishSignOn } from './finish-sign-on.ts'
import { getAccount } from './get-account.ts'
import { endOtherSessions, endPersonSessions, endSession, listSessions } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { getSignOn, setSignOn } from './sign-on-settings.ts'
import { signOut } from './sign-out.ts'
import { switchPost } from './switch-post.ts'
import { trySignOn } from './try-sign-on.ts'

export const routes = [
  bindRaw(identity.signIn, signIn),
  bindRaw(identity.signOut, signOut),
  bindRaw(identity.switchPost, switchPost),
  bindRaw(identity.getAccount, getAccount),
  bindRaw(identity.changePassword, changePassword),
  bindRaw(identity.beginFactor, beginFactor),
  bindRaw(identity.confirmFactor, confirmFactor),
  bindRaw(identity.renewRecoveryCodes, renewRecoveryCodes),
  bindRaw(identity.turnFactorOff, turnFactorOff),
  bind(identity.removePersonFactor, removePersonFactor),
  bindRaw(identity.listSessions, listSessions),
  bindRaw(identity.endSession, endSession),
  bindRaw(identity.endOtherSessions, endOtherSessions),
  bind(identity.endPersonSessions, endPersonSessions),
  bindRaw(single.signOnButtons, signOnButtons),
  bindRaw(single.beginSignOn, beginSignOn),
  bindRaw(single.finishSignOn, finishSignOn),
  bindRaw(single.confirmSignOn, confirmSignOn),
  bind(single.getSignOn, getSignOn),
  bind(single.setSignOn, setSignOn),
  bindRaw(single.trySignOn, trySignOn),
  bindRaw(identity.demoAccounts, async () => demoAccounts()),
]

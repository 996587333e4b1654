/**
 * What founding needs of the machine: the owner's connection, since the app's role cannot write a county down, and the
 * set-up code. Whoever opens the address first need not be whoever stands at the server: the code is on its console only.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { lockUntil } from '../identity/index.ts'
import { shortCode } from '../platform/ids.ts'
import { Refusal, refuseField } from '../platform/refusal.ts'

export interface Founding {
  ownerUrl: string
  code: string
}
let founding: Founding | undefined
/** Wrong codes by address, in this process alone: a start gives another code. */
const wrong = new Map<string, { failures: number; until: number }>()

/** Called at the start of an empty instance. Answers the code that the console shows: 'K7QM-2HXD'. */
export function useFounding(ownerUrl: string): string {
  const code = [4, 4].map(shortCode).join('-')
  founding = { ownerUrl, code }
  wrong.clear()
  return code
}

/** 依据: own choice. Five tries, then a minute, doubling up to an hour. */
const limits = { allowed: 5, firstMinutes: 1, mostMinutes: 60 }
const mostAddresses = 10_000
const plain = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '')
const digest = (code: string): Buffer => createHash('sha256').update(plain(code)).digest()

/** The founding that this code opens; counted as wrong before it is looked at. */
export function foundingBy(code: string, address: string, now: Date): Founding {
  const last = wrong.get(address)
  const wait = (last?.until ?? 0) - now.getTime()
  if (wait > 0) throw new Refusal('setup.code_locked', { minutes: Math.ceil(wait / 60_000) })
  const failures = (last?.failures ?? 0) + 1
  if (wrong.size >= mostAddresses) wrong.clear()
  wrong.set(address, { failures, until: lockUntil(failures, limits, now)?.getTime() ?? 0 })
  if (!founding || !timingSafeEqual(digest(founding.code), digest(code)))
    throw refuseField('setupCode', '设置码不对：请照抄服务器启动窗口中 set-up code 后面的字符')
  wrong.delete(address)
  return founding
}

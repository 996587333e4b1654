/** 长辈版: larger type and targets, remembered on this device for each account. */
import { useSyncExternalStore } from 'react'
import { wearTokens } from '../ui/wear-tokens.ts'

const key = (owner: string) => `xinghe.elder.${owner}`
const listeners = new Set<() => void>()
let owner = ''
let on = false

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}
function show(next: boolean): void {
  on = next
  document.documentElement.toggleAttribute('data-elder', next)
  wearTokens(next)
  for (const listener of listeners) listener()
}

/** Called once it is known who sits here. */
export function wearElderOf(personId: string): void {
  if (owner === personId) return
  owner = personId
  show(stored(key(personId)) === '1')
}
export function setElder(next: boolean): void {
  try {
    localStorage.setItem(key(owner), next ? '1' : '0')
    localStorage.setItem(key(''), next ? '1' : '0')
  } catch {
    // Storage may be forbidden; the choice then lasts until the page is left.
  }
  show(next)
}
/** Before the first picture: what the last person on this device chose. */
export const startElder = (): void => show(stored(key('')) === '1')

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useElder = (): boolean => useSyncExternalStore(subscribe, () => on)

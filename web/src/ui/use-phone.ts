import { useSyncExternalStore } from 'react'
import { phoneWidth } from './tokens.ts'

const query = window.matchMedia(`(max-width: ${phoneWidth - 1}px)`)
const subscribe = (listener: () => void) => {
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => query.matches)

/** The worker that keeps the shell for the time without a network. Only a built app on https or localhost has one. */
import { Workbox } from 'workbox-window'

let waiting: (() => void) | undefined
const listeners = new Set<() => void>()

export function keepShell(): void {
  if (import.meta.env.DEV || !('serviceWorker' in navigator)) return
  const worker = new Workbox('/sw.js')
  let agreed = false
  worker.addEventListener('waiting', () => {
    waiting = () => {
      agreed = true
      worker.messageSkipWaiting()
    }
    for (const listener of listeners) listener()
  })
  // Another tab may have agreed: this one keeps what is being typed and is renewed at its next load.
  worker.addEventListener('controlling', () => agreed && window.location.reload())
  void worker.register().catch(() => undefined)
}

/** For useSyncExternalStore: renews the app when a new version waits, else undefined. */
export const newVersion = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: (): (() => void) | undefined => waiting,
}

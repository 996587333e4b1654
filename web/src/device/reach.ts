/** Whether our server answers. The browser's own idea of being online says nothing about a county's proxy. */
let reached = true
let asking = false
const listeners = new Set<() => void>()

/** Every request says here whether an answer came. While none comes, the server is asked now and then. */
export function noteReach(now: boolean): void {
  if (!now && !asking) {
    asking = true
    setTimeout(probe, 5000)
  }
  if (now === reached) return
  reached = now
  for (const listener of [...listeners]) listener()
}
async function probe(): Promise<void> {
  const answer = await fetch('/api/health', { cache: 'no-store' }).catch(() => undefined)
  asking = false
  noteReach(answer !== undefined)
}
if (typeof window !== 'undefined') window.addEventListener('online', () => void probe())

/** For useSyncExternalStore. */
export const reach = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: (): boolean => reached,
}

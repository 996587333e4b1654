/** The one place that reads the time. Tests and the demo give their own. */
export interface Clock {
  now(): Date
}
export const systemClock: Clock = { now: () => new Date() }
export const fixedClock = (iso: string): Clock & { set(iso: string): void } => {
  let at = new Date(iso)
  return {
    now: () => at,
    set(next) {
      at = new Date(next)
    },
  }
}

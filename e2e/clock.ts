/** A clock that a journey can set forward: the server reads it from a file that both know. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Clock } from '../server/src/platform/clock.ts'

/** Runs from the instant that was set last. */
export const fileClock = (file: string): Clock => ({
  now: () => new Date(Date.now() + Number(readFileSync(file, 'utf8'))),
})
export const setClock = (file: string, iso: string): void =>
  writeFileSync(file, String(new Date(iso).getTime() - Date.now()))

/** When the journeys begin: a working day in the last quarter, when the year end may already be opened. */
export const firstDay = '2026-11-23T09:00:00+08:00'

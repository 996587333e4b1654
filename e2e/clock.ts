/** A clock that a journey can set forward: the server reads it from a file that both know. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Clock } from '../server/src/platform/clock.ts'

/** Runs from the instant that was set last. */
export const fileClock = (file: string): Clock => ({
  now: () => new Date(Date.now() + Number(readFileSync(file, 'utf8'))),
})
export const setClock = (file: string, iso: string): void =>
  writeFileSync(file, String(new Date(iso).getTime() - Date.now()))

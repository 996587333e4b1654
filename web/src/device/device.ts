/** What this device keeps itself: a draft, what waits to be sent, and the last answers of the member's own pages. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Letter } from './letter.ts'

interface Kept extends DBSchema {
  /** Own answers for the time without a network, by route and what was asked. */
  answer: { key: string; value: unknown }
  /** What is half filled in, by person and form. */
  draft: { key: string; value: unknown }
  /** What was handed in and has not yet been answered, by its key. */
  letter: { key: string; value: Letter }
}
export type Device = IDBPDatabase<Kept>

let opened: Promise<Device> | undefined

/** Rejects where the browser keeps nothing (some private windows): callers go on without it. */
export function device(): Promise<Device> {
  opened ??= openDB<Kept>('xinghe', 1, {
    upgrade(db) {
      db.createObjectStore('answer')
      db.createObjectStore('draft')
      db.createObjectStore('letter')
    },
    terminated() {
      opened = undefined
    },
  })
  opened.catch(() => {
    opened = undefined
  })
  return opened
}

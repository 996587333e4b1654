/**
 * What was handed in goes through here, with or without a network: it is kept first, then sent under its own key, and
 * leaves only when the server has answered. A lost answer is asked for again under the same key, so that the deed
 * arrives exactly once.
 */
import { type FileInfo, uploadFile } from '@xinghe/contract/files'
import { CallError, request } from '../app/http.ts'
import { device } from './device.ts'
import { addressed, type Letter } from './letter.ts'
import { reach } from './reach.ts'

/** Who may send: the person and post of the session. */
export interface Sender {
  personId: string
  postId: string
}
let letters: readonly Letter[] = []
let sender: Sender | undefined
let arrived: (letter: Letter) => void = () => undefined
const listeners = new Set<() => void>()
const later = 30_000

const show = (next: readonly Letter[]) => {
  letters = next
  for (const listener of [...listeners]) listener()
}
const reload = async () =>
  show([...(await (await device()).getAll('letter'))].sort((a, b) => (a.at < b.at ? -1 : 1)))

/** For useSyncExternalStore: all that waits on this device, oldest first, also other people's. */
export const outbox = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: (): readonly Letter[] => letters,
}
export const mayGo = (letter: Letter, by: Sender): boolean =>
  letter.personId === by.personId && letter.postId === by.postId

/** From now on this person's letters are sent whenever the server can be reached. `onArrived` for each that is answered. */
export function openOutbox(by: Sender, onArrived: (letter: Letter) => void): () => void {
  sender = by
  arrived = onArrived
  const go = () => void sendAll().catch(() => undefined)
  const stop = reach.subscribe(() => reach.read() && go())
  const timer = setInterval(() => letters.length > 0 && go(), later)
  reload().then(go, () => undefined)
  return () => {
    stop()
    clearInterval(timer)
    if (sender === by) sender = undefined
  }
}

/**
 * Hands a letter in and tries at once. The answer when it arrived; 'waiting' when the server could not be reached.
 * Throws the refusal (CallError); the letter is then out again, because its writer is still there to change it.
 */
export async function handIn(letter: Letter): Promise<unknown> {
  const kept = await keep(letter).then(
    () => true,
    () => false,
  )
  try {
    const answer = await alone(() => deliver(letter, kept))
    await drop(letter.key)
    return answer
  } catch (error) {
    if (kept && mayTryAgain(error)) return 'waiting'
    await drop(letter.key)
    throw error
  }
}
/** Tries everything of this person's that was not refused. */
export const sendAll = (): Promise<void> =>
  alone(async () => {
    await reload()
    for (const letter of letters) {
      if (!sender || !mayGo(letter, sender) || letter.refused) continue
      try {
        await deliver(letter, true)
        await drop(letter.key)
        arrived(letter)
      } catch (error) {
        if (mayTryAgain(error)) return
        await keep({ ...letter, refused: error instanceof Error ? error.message : String(error) })
      }
    }
  })
/** Takes a letter out unsent: its writer gives it up or changes it. */
export async function drop(key: string): Promise<void> {
  await device().then(
    (db) => db.delete('letter', key),
    () => undefined,
  )
  show(letters.filter((letter) => letter.key !== key))
}

async function keep(letter: Letter): Promise<void> {
  await (await device()).put('letter', letter, letter.key)
  await reload()
}
async function deliver(letter: Letter, kept: boolean): Promise<unknown> {
  let now = letter
  for (const { id, name, blob } of letter.files) {
    if (now.sent[id]) continue
    const form = new FormData()
    form.append('file', blob, name)
    const info = (await request(uploadFile.path, { method: 'POST', body: form, key: id })) as FileInfo
    now = { ...now, sent: { ...now.sent, [id]: info.id } }
    if (kept) await keep(now)
  }
  return request(now.path, { method: 'POST', body: addressed(now), key: now.key })
}
/** No answer, an answer from a proxy, or signed out: the letter itself was not judged. */
const mayTryAgain = (error: unknown): boolean =>
  error instanceof CallError &&
  (error.status === 0 || error.status >= 500 || [401, 423, 429].includes(error.status))

/** One window sends at a time; where the browser has no locks the key alone keeps it to once. */
const alone = <T>(act: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request('xinghe-outbox', act).then((done) => done as T) : act()

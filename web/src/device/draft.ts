/** A form half filled in, kept on this device until it is handed in or emptied. */
import { useEffect, useRef, useState } from 'react'
import { device } from './device.ts'

const pause = 300

export interface Draft<T> {
  value: T
  set: (value: T) => void
  /** Begins anew; what was kept is gone. */
  clear: (value: T) => void
  /** The form was found half filled in. */
  found: boolean
}
/** Undefined until the device was asked. `isBlank` values are not kept. */
export function useDraft<T>(key: string, blank: T, isBlank: (value: T) => boolean): Draft<T> | undefined {
  const [state, setState] = useState<{ value: T; found: boolean }>()
  const start = useRef(blank)
  const test = useRef(isBlank)
  test.current = isBlank
  useEffect(() => {
    let here = true
    readDraft(key).then((kept) => {
      if (here) setState({ value: (kept as T | undefined) ?? start.current, found: kept !== undefined })
    })
    return () => {
      here = false
    }
  }, [key])
  const value = state?.value
  useEffect(() => {
    if (value === undefined) return
    const timer = setTimeout(() => void writeDraft(key, test.current(value) ? undefined : value), pause)
    return () => clearTimeout(timer)
  }, [key, value])
  if (!state) return undefined
  return {
    value: state.value,
    found: state.found,
    set: (value) => setState((was) => ({ found: was?.found ?? false, value })),
    clear: (value) => {
      setState({ value, found: false })
      void writeDraft(key, undefined)
    },
  }
}

/** A browser that keeps nothing has no draft. */
const readDraft = (key: string): Promise<unknown> =>
  device()
    .then((db) => db.get('draft', key))
    .catch(() => undefined)

/** Undefined: the draft is gone. */
export const writeDraft = async (key: string, value: unknown): Promise<void> => {
  const db = await device().catch(() => undefined)
  if (value === undefined) await db?.delete('draft', key)
  else await db?.put('draft', value, key).catch(() => undefined)
}

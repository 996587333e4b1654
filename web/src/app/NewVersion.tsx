import { useSyncExternalStore } from 'react'
import { newVersion } from './keep-shell.ts'
import './new-version.css'

/** A new version waits until it is agreed to. */
export function NewVersion() {
  const renew = useSyncExternalStore(newVersion.subscribe, newVersion.read)
  return renew ? (
    <button type="button" className="xh-new-version" onClick={renew}>
      有新版本，点此更新
    </button>
  ) : null
}

/** Which processes live. A pid alone proves nothing: it may be a zombie's, or have been given to another program. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type RunAs, spawnAs } from './run-as.ts'

/** Start time of a living process in clock ticks since boot: together with the pid its identity. */
export function startOf(pid: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

export const lives = (pid: number): boolean => startOf(pid) !== undefined

/** Answers whether the process that has `pid` now still lives: false also when the pid was given anew. */
export function watchLife(pid: number): () => boolean {
  const start = startOf(pid)
  return () => start !== undefined && startOf(pid) === start
}

/**
 * Living processes that work in `folder`, as every process of a cluster does.
 * Asked as their own user: in a container even root may not look at another's working folder.
 */
export function workingIn(folder: string, user: RunAs): number[] {
  const { stdout } = spawnSync('sh', ['-c', 'ls -l /proc/[0-9]*/cwd'], { ...spawnAs(user), encoding: 'utf8' })
  return stdout
    .split('\n')
    .filter((line) => line.endsWith(`/cwd -> ${folder}`))
    .map((line) => Number(/\/proc\/(\d+)\/cwd/.exec(line)?.[1]))
    .filter(lives)
}

/** Whether it became true within `seconds`. */
export async function soon(seconds: number, isSo: () => boolean): Promise<boolean> {
  const end = Date.now() + seconds * 1000
  while (!isSo()) {
    if (Date.now() > end) return false
    await setTimeout(10)
  }
  return true
}

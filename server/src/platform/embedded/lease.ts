/** Which process looks after a cluster, so that a second one neither adopts nor stops it under the first. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { startOf } from './processes.ts'

const mine = () => `${process.pid} ${startOf(process.pid)}`

/** Takes `file` as ours; throws when its holder lives. */
export function takeLease(file: string, what: string): void {
  for (;;) {
    try {
      writeFileSync(file, mine(), { flag: 'wx' })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const [pid, start] = readFileSync(file, 'utf8').split(' ')
    if (start && startOf(Number(pid)) === start)
      throw new Error(`${what} is in use by process ${pid}: stop that one first`)
    rmSync(file, { force: true })
  }
}

export const giveBack = (file: string): void => rmSync(file, { force: true })

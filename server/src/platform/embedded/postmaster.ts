/** The running server of a cluster: found, launched, stopped. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Cluster } from './cluster.ts'
import { freePort } from './free-port.ts'
import { lives, soon, watchLife, workingIn } from './processes.ts'
import { spawnAs } from './run-as.ts'

export interface Postmaster {
  pid: number
  port: number
  lives: () => boolean
}

/** Lines of postmaster.pid, as PostgreSQL's pidfile.h numbers them. */
function pidFile(folder: string): { pid: number; port: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() }
  } catch {
    return undefined
  }
}

/**
 * The server that a killed parent left behind, ready to be used again.
 * A pid file without one is removed: PostgreSQL takes a zombie's pid, or a pid used anew, for a living server.
 */
export async function findRunning({ folder, user }: Cluster): Promise<Postmaster | undefined> {
  const left = pidFile(folder)
  if (!left) return undefined
  const real = realpathSync(folder)
  if (workingIn(real, user).includes(left.pid)) {
    const settled = () => pidFile(folder)?.status === 'ready' || !lives(left.pid)
    if (!(await soon(recovery, settled)))
      throw new Error(`PostgreSQL ${left.pid} in ${folder} does not become ready`)
    const now = pidFile(folder)
    if (now?.status === 'ready' && lives(now.pid))
      return { pid: now.pid, port: now.port, lives: watchLife(now.pid) }
  }
  // Its children end by themselves when they notice; a second server beside them would damage the data.
  if (!(await soon(30, () => workingIn(real, user).length === 0)))
    throw new Error(
      `Processes ${workingIn(real, user).join(', ')} of a PostgreSQL that died still hold ${folder}`,
    )
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  return undefined
}

/** Seconds: after a power cut, replaying the log may take minutes. */
const recovery = 600

/** Starts the server in a session of its own: Ctrl-C must reach it only through us, after the app has closed. */
export async function launch(
  cluster: Cluster,
  settings: Record<string, string | number>,
  onItsWay: () => void = () => {},
): Promise<Postmaster> {
  const port = await freePort(cluster.port)
  const logFile = join(dirname(cluster.folder), 'postgres.log')
  const log = openSync(logFile, 'w', 0o600)
  const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(cluster.bin, 'postgres'), ['-D', cluster.folder, ...options], {
    ...spawnAs(cluster.user),
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  onItsWay()
  let ended: string | undefined
  child.once('error', (error) => (ended = error.message))
  child.once('exit', (code, signal) => (ended = `exit ${code ?? signal}`))
  child.unref()
  const isReady = () => {
    const now = pidFile(cluster.folder)
    return now?.pid === child.pid && now?.status === 'ready'
  }
  if ((await soon(recovery, () => ended !== undefined || isReady())) && ended === undefined)
    return { pid: child.pid as number, port, lives: watchLife(child.pid as number) }
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-8) : []
  throw new Error([`PostgreSQL did not start (${ended ?? 'not ready'}):`, ...lines].join('\n  '))
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function shutDown({ pid, lives }: Postmaster): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 5],
  ] as const) {
    if (!lives()) return
    process.kill(pid, signal)
    if (await soon(seconds, () => !lives())) return
  }
  throw new Error(`PostgreSQL ${pid} does not end`)
}

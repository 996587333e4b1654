/** A whole Xinghe as `npm start` starts it, with the demo world that is made once and kept in bench/.data. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const root = join(import.meta.dirname, '..')
export const demoFolder = join(root, 'bench/.data/demo')

export interface Place {
  address: string
  /** Seconds from the command to the first answer. */
  seconds: number
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** `npm start` until it answers; Ctrl-C until everything has ended. */
export async function startPlace(): Promise<Place> {
  mkdirSync(demoFolder, { recursive: true })
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const begun = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: demoFolder, PORT: String(port), HOST: '127.0.0.1' },
  })
  while (!(await answers(address))) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`)
    await setTimeout(5)
  }
  const seconds = (performance.now() - begun) / 1000
  return { address, seconds, stop: () => stop(child) }
}
const answers = async (address: string): Promise<boolean> => {
  const answer = await fetch(`${address}/api/health`).catch(() => undefined)
  await answer?.arrayBuffer()
  return answer?.ok ?? false
}
/** As a terminal does it: everybody in the group hears it. */
async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  process.kill(-(child.pid as number), 'SIGINT')
  await ended
  while (lives(child.pid as number)) await setTimeout(20)
}
const lives = (group: number): boolean => {
  try {
    return process.kill(-group, 0)
  } catch {
    return false
  }
}

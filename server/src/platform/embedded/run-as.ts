/** PostgreSQL refuses to run as root, so root lends it another user; anyone else runs it as themselves. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'

/** Empty for an ordinary user: children then simply inherit. */
export type RunAs = { uid: number; gid: number } | Record<string, never>

/** Whom the database runs as. A cluster made earlier keeps its owner, so that root and that owner can take turns. */
export function runAs(cluster: string): RunAs {
  if (process.getuid?.() !== 0) return {}
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }] as const),
  )
  const user = users.get('postgres') ?? users.get('nobody')
  if (!user)
    throw new Error('PostgreSQL cannot run as root, and neither user "postgres" nor "nobody" exists here')
  return user
}

/** Variables such as PGDATA or LC_ALL of the caller's shell must not steer our server. */
export const spawnAs = (user: RunAs) => ({
  ...user,
  cwd: '/',
  env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
})

export const runsFor = (user: RunAs, command: string, args: string[]): boolean =>
  spawnSync(command, args, { ...spawnAs(user), stdio: 'ignore' }).status === 0

/** A folder on the way that is 0700 stops another user, whatever the mode of the folder itself. */
export const canWrite = (user: RunAs, folder: string): boolean => runsFor(user, 'test', ['-w', folder])

import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** A place of its own for what cannot stay in `folder` because another user must reach it. */
export const outside = (folder: string, parent = '/var/lib'): string =>
  join(parent, `xinghe-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)

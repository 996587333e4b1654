/** A disk that takes no more: a limit on the size of files stands in for it, as an ordinary user can set one. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { refusalOf } from '../../src/platform/constraints.ts'

const keepWithin = (limit: string) => {
  const files = mkdtempSync(join(tmpdir(), 'xinghe-full-'))
  const script = `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$1"`
  const { stdout } = spawnSync('sh', ['-c', script, process.execPath, join(import.meta.dirname, 'keep.ts')], {
    env: { ...process.env, FILES: files },
    encoding: 'utf8',
  })
  const left = readdirSync(files, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  rmSync(files, { recursive: true, force: true })
  return { said: stdout.trim(), left: left.length }
}

test('a photograph that finds no room is refused in words, and nothing of it stays', () => {
  expect(keepWithin('unlimited')).toEqual({ said: 'kept', left: 1 })
  expect(keepWithin('200')).toEqual({ said: 'common.no_space', left: 0 })
})

test.each(['ENOSPC', 'EDQUOT', '53100'])(
  '%s is told from a bug, by the files and by the database',
  (code) => {
    const refusal = refusalOf(Object.assign(new Error('no space left'), { code }))
    expect(refusal).toMatchObject({ code: 'common.no_space', status: 503 })
    expect(refusal?.zh).toContain('磁盘已满')
  },
)

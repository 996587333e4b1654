/** L: what the database itself can do. pgbench calls one idempotent function that inserts an entry and moves a sum. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { BenchWorld } from './world.ts'

/** Debian puts it beside the server of its version. */
function pgbench(): string {
  const folder = '/usr/lib/postgresql'
  const found = (existsSync(folder) ? readdirSync(folder) : [])
    .map((version) => join(folder, version, 'bin', 'pgbench'))
    .filter((file) => existsSync(file))
    .at(-1)
  if (!found) throw new Error('pgbench is missing: as root, apt-get install -y postgresql-contrib')
  return found
}

export interface L {
  /** Posts a second by this many clients for some seconds. */
  run(seconds: number, clients?: number): Promise<number>
}

export async function prepareL({ owner, ownerUrl, books }: BenchWorld): Promise<L> {
  await owner.query('drop schema if exists bench cascade')
  await owner.query('create schema bench')
  await owner.query(
    `create table bench.sum (book int primary key, points int not null, entries int not null) with (fillfactor = 70)`,
  )
  await owner.query(`insert into bench.sum select n, 0, 0 from generate_series(1, ${books}) n`)
  await owner.query(
    `create table bench.entry (id bigint generated always as identity primary key, key uuid not null unique, book int not null,
       points int not null, reason text not null, at timestamptz not null)`,
  )
  await owner.query(`create index on bench.entry (book)`)
  await owner.query(`
    create function bench.post(k uuid, b int, p int, r text) returns bigint language plpgsql as $$
    declare made bigint;
    begin
      insert into bench.entry (key, book, points, reason, at) values (k, b, p, r, now()) on conflict (key) do nothing returning id into made;
      if made is null then return (select id from bench.entry where key = k); end if;
      update bench.sum set points = points + p, entries = entries + 1 where book = b;
      return made;
    end $$`)
  await owner.query('vacuum analyze bench.sum')
  return {
    async run(seconds, clients = 16) {
      const folder = mkdtempSync(join(tmpdir(), 'xinghe-bench-'))
      const script = join(folder, 'post.sql')
      writeFileSync(
        script,
        `\\set b random(1, ${books})\nselect bench.post(gen_random_uuid(), :b, 100, '参加组织生活并完成任务');\n`,
      )
      const url = new URL(ownerUrl)
      const { stdout } = await promisify(execFile)(
        pgbench(),
        [
          ...['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-f', script],
          ...['-h', url.hostname, '-p', url.port, '-U', url.username, url.pathname.slice(1)],
        ],
        { env: { ...process.env, PGPASSWORD: url.password } },
      )
      rmSync(folder, { recursive: true })
      return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
    },
  }
}

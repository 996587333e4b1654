/** Backups, faults, idempotency, what is watched. */
import type { Protection } from './protection.ts'

const backups = 'server/test/backups.test.ts'
const faults = 'server/test/faults/faults.test.ts'
const full = 'server/test/faults/disk-full.test.ts'
const watching = 'server/test/watching.test.ts'
const archive = 'server/src/backups/sealed.ts'
const nightly = 'server/src/backups/nightly.ts'

export const ofNothingLost: Protection[] = [
  {
    name: 'backups: restored into an empty place only',
    file: 'server/src/backups/restore-backup.ts',
    find: `  if (state === 'full' || (state === 'empty' && (await hasFiles(filesDir)))) throw new BackupError('full')\n`,
    replace: `  if (!state) throw new BackupError((await hasFiles(filesDir)) ? 'full' : 'damaged')\n`,
    test: backups,
    named: 'a place with data',
  },
  {
    name: 'backups: read whole before anything is written',
    file: 'server/src/backups/restore-backup.ts',
    find: `  progress(0, 'check')\n`,
    replace: `  await beginRestore(ownerUrl)\n`,
    test: backups,
    named: 'a flipped bit at the end',
  },
  {
    name: 'backups: encrypted when a passphrase is given',
    file: 'server/src/backups/make-backup.ts',
    find: 'await writeArchive(part, manifest, members, { passphrase, signal })',
    replace: 'await writeArchive(part, manifest, members, { signal })',
    test: backups,
    named: 'the sealed one holds nothing readable',
  },
  {
    name: 'backups: a sealed frame is checked',
    file: archive,
    find: 'return Buffer.concat([decipher.update(piece.subarray(0, -tag)), decipher.final()])',
    replace: 'return decipher.update(piece.subarray(0, -tag))',
    test: backups,
    named: 'sealed, wrong passphrase',
  },
  {
    name: 'backups: one a night',
    file: nightly,
    find: `    if (last && new Date(last.madeAt) >= lastStruck((await readPlan()).hour, now)) return\n`,
    replace: '    if (last) return\n',
    test: backups,
    named: 'one a night',
  },
  {
    name: 'backups: old ones go',
    file: nightly,
    find: '    await keepNewest(place.folder, (await readPlan()).keep, now)\n',
    replace: '',
    test: backups,
    named: 'the page and the nightly job',
  },
  {
    name: 'backups: a bad one does not push out a good one',
    file: 'server/src/backups/kept.ts',
    find: 'all.filter(({ good }) => good)[count - 1]',
    replace: 'all[count - 1]',
    test: backups,
    named: 'the newest good ones',
  },
  {
    name: 'backups: an old one turns the light red',
    file: 'server/src/backups/keep-backups.ts',
    find: 'const old = !lastGoodAt || ',
    replace: 'const old = !!lastGoodAt && by.now.getTime() < 0 && ',
    test: backups,
    named: 'one a night',
  },
  {
    name: 'faults: the app is killed, a key of a request is done once',
    file: 'server/src/platform/route.ts',
    find: '  if (taken.numAffectedRows === 0n) {',
    replace: '  if (taken.numAffectedRows === -1n) {',
    test: faults,
    named: 'the app is killed',
  },
  {
    name: 'faults: a database that went away is told in words',
    file: 'server/src/platform/constraints.ts',
    find: `  ECONNREFUSED: 'common.busy',\n`,
    replace: '',
    test: faults,
    named: 'the database is killed',
  },
  {
    name: 'faults: a job of a killed process is taken up again',
    file: 'server/src/platform/jobs.ts',
    find: 'force_unlock_workers(array_agg(worker))',
    replace: "force_unlock_workers('{}')",
    test: faults,
    named: 'a job killed midway',
  },
  {
    name: 'faults: a full disk in words, from the files',
    file: 'server/src/platform/constraints.ts',
    find: `  EFBIG: 'common.no_space',\n`,
    replace: '',
    test: full,
    named: 'a photograph that finds no room',
  },
  {
    name: 'faults: a full disk in words, from the database',
    file: 'server/src/platform/constraints.ts',
    find: `  '53100': 'common.no_space',\n`,
    replace: '',
    test: full,
    named: '53100',
  },
  {
    name: 'ready: without worker it is not',
    file: 'server/src/platform/ready.ts',
    find: 'worker: workerLives()',
    replace: 'worker: workerLives() || true',
    test: watching,
    named: 'ready: database',
  },
  {
    name: 'ready: with another schema it is not',
    file: 'server/src/platform/ready.ts',
    find: 'schema: knownMigrations().every((name) => done.has(name))',
    replace: 'schema: done.size > 0',
    test: watching,
    named: 'ready: database',
  },
  {
    name: 'metrics: for this machine only',
    file: 'server/src/platform/metrics.ts',
    find: `    if (!near && process.env.METRICS_OPEN !== '1') return reply.status(404).send()\n`,
    replace: `    if (!near && process.env.METRICS_OPEN === '0') return reply.status(404).send()\n`,
    test: watching,
    named: 'metrics: by route',
  },
  {
    name: 'metrics: no address that names somebody',
    file: 'server/src/platform/metrics.ts',
    find: `const { method, url: route = 'none' } = request.routeOptions`,
    replace:
      'const { method, route = decodeURIComponent(request.url) } = { ...request.routeOptions, route: undefined }',
    test: watching,
    named: 'metrics: by route',
  },
  {
    name: 'logs: an error quotes no values',
    file: 'server/src/platform/log.ts',
    find: `message: quotes ? 'left out: may quote what was sent' : (error.message ?? ''),`,
    replace: `message: error.message ?? '',`,
    test: watching,
    named: 'of an error only the place',
  },
  {
    name: 'logs: each line has its trace id',
    file: 'server/src/platform/log.ts',
    find: `requestIdLogLabel: 'traceId'`,
    replace: `requestIdLogLabel: 'id'`,
    test: watching,
    named: 'a refusal answers with the trace id',
  },
  {
    name: 'faults: of two officers the second waits and is told',
    file: 'server/src/stars/declare/exempt.ts',
    find: `    .where('id', '=', sql<string>\`any(\${ids}::uuid[])\`)
    .orderBy('id')
    .forUpdate()
`,
    replace: `    .where('id', '=', sql<string>\`any(\${ids}::uuid[])\`)
    .orderBy('id')
`,
    test: faults,
    named: 'two officers',
  },
]

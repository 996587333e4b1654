/**
 * Two processes that set sheets by the thousand. They are started when there is work and go when there is none; one that
 * has grown fat is replaced, since Typst gives little memory back.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism, setPriority, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../platform/refusal.ts'
import { MissingGlyph } from './compile.ts'
import { fontFolders } from './fonts.ts'
import type { Done, Job, JoinJob, SetJob, Told } from './worker.ts'

const workerFile = fileURLToPath(new URL('./worker.ts', import.meta.url))
/** 依据: own choice, measured: a village of twenty books takes 200 MB; the server itself needs the other core now and then. */
const most = Math.min(2, availableParallelism())
/**
 * 依据: own choice, measured: what two villages have in common is set in half the time by the printer that has set one, and
 * after eight villages it holds about a gigabyte. A small PC has not that to spare.
 */
const fat = Math.max(500 * 1024 * 1024, totalmem() / 16)
/** Longer than the largest village or the join of a whole county takes on a slow machine. */
const patience = { set: 180_000, join: 900_000 }
const idleFor = 20_000

interface Printer {
  child: ChildProcess
  /** Whom its present job answers. */
  answer: ((told: Told) => void) | undefined
  idle: NodeJS.Timeout | undefined
}
const printers = new Set<Printer>()
interface Waiting {
  job: Job
  resolve: (done: Done) => void
  reject: (error: unknown) => void
}
const line: Waiting[] = []

function start(): Printer {
  // Nothing of how the server itself was started (inspectors, test runners) is handed on.
  const child = fork(workerFile, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const printer: Printer = { child, answer: undefined, idle: undefined }
  // Whoever waits for a page on the screen goes first.
  if (child.pid !== undefined) {
    try {
      setPriority(child.pid, 10)
    } catch {}
  }
  child.on('message', (told: Told) => printer.answer?.(told))
  const gone = () => {
    printers.delete(printer)
    printer.answer?.({ failed: '' })
    next()
  }
  child.on('exit', gone)
  child.on('error', gone)
  printers.add(printer)
  return printer
}
const dismiss = (printer: Printer): void => {
  printers.delete(printer)
  clearTimeout(printer.idle)
  printer.child.kill('SIGKILL')
}

function rest(printer: Printer): void {
  printer.idle = setTimeout(() => dismiss(printer), idleFor)
  printer.idle.unref()
  // A process that has nothing to do keeps nobody from ending.
  printer.child.unref()
  printer.child.channel?.unref()
}

function next(): void {
  while (line.length > 0) {
    const free = [...printers].find((one) => one.answer === undefined)
    if (!free && printers.size >= most) return
    const waiting = line.shift() as Waiting
    give(free ?? start(), waiting)
  }
}
function give(printer: Printer, { job, resolve, reject }: Waiting): void {
  clearTimeout(printer.idle)
  printer.child.ref()
  printer.child.channel?.ref()
  const tired = setTimeout(() => dismiss(printer), patience[job.kind])
  printer.answer = (told) => {
    clearTimeout(tired)
    printer.answer = undefined
    if ('done' in told) resolve(told.done)
    else if ('missing' in told) reject(new MissingGlyph(told.missing))
    else {
      if (told.failed) console.error(`print ${job.kind}: ${told.failed}`)
      reject(new Refusal('prints.stopped'))
    }
    // What qpdf once took it never gives back.
    if (job.kind === 'join' || ('done' in told && told.done.rss > fat)) dismiss(printer)
    else if (printers.has(printer)) rest(printer)
    next()
  }
  printer.child.send(job)
}

/** Done by whichever printer is free, in the order in which it was asked for. */
export const onPrinter = (work: Omit<SetJob, 'fonts'> | JoinJob): Promise<Done> =>
  new Promise((resolve, reject) => {
    const job = work.kind === 'set' ? { ...work, fonts: fontFolders() } : work
    line.push({ job, resolve, reject })
    next()
  })

/** For the end of the server and of tests. */
export const dismissPrinters = (): void => {
  for (const printer of [...printers]) dismiss(printer)
}
/** Which processes print now. */
export const printerPids = (): number[] =>
  [...printers].flatMap(({ child }) => (child.pid === undefined ? [] : [child.pid]))

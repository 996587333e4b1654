/**
 * Natural batching: what is asked while an answer is under way waits for it and then goes together, in one transaction.
 * Whoever comes alone waits for nobody; the more come, the more go together and the less each costs.
 */
import { Refusal } from './refusal.ts'

interface Waiting<Call, Answer> {
  call: Call
  resolve: (answer: Answer | PromiseLike<Answer>) => void
  reject: (error: unknown) => void
}
/** The line of a group, and how many lanes work it off. */
interface Group<Call, Answer> {
  line: Waiting<Call, Answer>[]
  lanes: number
  /** Set while a lane waits for those whom it just answered: called when so many are in the line. */
  assembled: (() => void) | undefined
  expected: number
}

/**
 * `carryOut` gets the calls of one group, at most `most`, and gives an answer (or the promise of one) for each, in order; what
 * it throws is thrown to all of them. Groups do not wait for one another. Beyond `longest` waiting in a group: common.busy.
 * `lanes` batches of a group may be under way at once, a further one when `worth` calls wait for it.
 */
export function together<Call, Answer>(
  carryOut: (group: number, calls: readonly Call[]) => Promise<readonly (Answer | PromiseLike<Answer>)[]>,
  { most, longest, lanes = 1, worth = 1 }: { most: number; longest: number; lanes?: number; worth?: number },
): (group: number, call: Call) => Promise<Answer> {
  const groups = new Map<number, Group<Call, Answer>>()

  async function drain(group: number, own: Group<Call, Answer>): Promise<void> {
    const { line } = own
    while (line.length > 0) {
      const now = line.splice(0, most)
      const begun = performance.now()
      try {
        const answers = await carryOut(
          group,
          now.map(({ call }) => call),
        )
        for (const [at, { resolve }] of now.entries()) resolve(answers[at] as Answer)
      } catch (error) {
        for (const { reject } of now) reject(error)
      }
      if (now.length > 1 && own.lanes === 1) {
        const expected = Math.min(most, line.length + now.length)
        await assemble(own, expected, Math.min(25, (performance.now() - begun) / 4))
      }
    }
    if (--own.lanes === 0) groups.delete(group)
  }

  return (group, call) =>
    new Promise((resolve, reject) => {
      const own = groups.get(group) ?? { line: [], lanes: 0, assembled: undefined, expected: 0 }
      groups.set(group, own)
      if (own.line.length >= longest) return reject(new Refusal('common.busy'))
      own.line.push({ call, resolve, reject })
      if (own.assembled) {
        if (own.line.length >= own.expected) own.assembled()
        return
      }
      if (own.lanes >= lanes || (own.lanes > 0 && own.line.length < worth)) return
      own.lanes++
      void drain(group, own)
    })
}

/**
 * Those who were just answered come again one after the other: the first of them would go alone, and all others wait for
 * him. So the lane waits until as many are there again, but not longer than a part of what the last batch took.
 */
function assemble<Call, Answer>(own: Group<Call, Answer>, expected: number, patience: number) {
  if (own.line.length >= expected) return
  return new Promise<void>((over) => {
    const end = () => {
      clearTimeout(timer)
      own.assembled = undefined
      over()
    }
    const timer = setTimeout(end, patience)
    own.expected = expected
    own.assembled = end
  })
}

/**
 * Natural batching: what is asked while an answer is under way waits for it and then goes together, in one transaction. No
 * timer, so whoever comes alone waits for nobody; the more come, the more go together and the less each costs.
 */
import { Refusal } from './refusal.ts'

interface Waiting<Call, Answer> {
  call: Call
  resolve: (answer: Answer | PromiseLike<Answer>) => void
  reject: (error: unknown) => void
}

/**
 * `carryOut` gets the calls of one group, at most `most`, and gives an answer (or the promise of one) for each, in order; what
 * it throws is thrown to all of them. Groups do not wait for one another. Beyond `longest` waiting in a group: common.busy.
 */
export function together<Call, Answer>(
  carryOut: (group: number, calls: readonly Call[]) => Promise<readonly (Answer | PromiseLike<Answer>)[]>,
  { most, longest, lanes = 1 }: { most: number; longest: number; lanes?: number },
): (group: number, call: Call) => Promise<Answer> {
  const groups = new Map<number, { line: Waiting<Call, Answer>[]; lanes: number }>()

  async function drain(group: number, own: { line: Waiting<Call, Answer>[]; lanes: number }): Promise<void> {
    const { line } = own
    while (line.length > 0) {
      const now = line.splice(0, most)
      try {
        const answers = await carryOut(
          group,
          now.map(({ call }) => call),
        )
        for (const [at, { resolve }] of now.entries()) resolve(answers[at] as Answer)
      } catch (error) {
        for (const { reject } of now) reject(error)
      }
    }
    if (--own.lanes === 0) groups.delete(group)
  }

  return (group, call) =>
    new Promise((resolve, reject) => {
      const own = groups.get(group) ?? { line: [], lanes: 0 }
      groups.set(group, own)
      if (own.line.length >= longest) return reject(new Refusal('common.busy'))
      own.line.push({ call, resolve, reject })
      if (own.lanes >= lanes) return
      own.lanes++
      void drain(group, own)
    })
}

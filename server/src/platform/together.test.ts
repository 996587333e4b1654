import { expect, test } from 'vitest'
import { Refusal } from './refusal.ts'
import { together } from './together.ts'

/** Carries out when told to; remembers what went together. */
function machine(bounds = { most: 3, longest: 5 }) {
  const batches: [number, string[]][] = []
  let release = () => {}
  const gather = together<string, string>(async (group, calls) => {
    batches.push([group, [...calls]])
    await new Promise<void>((done) => (release = done))
    return calls.map((call) =>
      call === 'bad' ? Promise.reject(new Refusal('common.not_found')) : `${call}!`,
    )
  }, bounds)
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) {
      release()
      // A lane waits a moment for those whom it answered.
      await new Promise((done) => setTimeout(done, 3))
    }
  }
  return { batches, gather, settle }
}

test('who comes alone goes at once; who comes meanwhile goes together, in order and bounded', async () => {
  const { batches, gather, settle } = machine()
  const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map((call) => gather(1, call)))
  expect(batches).toEqual([[1, ['a']]])
  await settle()
  expect(await answers).toEqual(['a!', 'b!', 'c!', 'd!', 'e!'])
  expect(batches).toEqual([
    [1, ['a']],
    [1, ['b', 'c', 'd']],
    [1, ['e']],
  ])
})
test('one county does not wait for another', async () => {
  const { batches, gather, settle } = machine()
  const both = Promise.all([gather(1, 'a'), gather(2, 'b')])
  expect(batches).toEqual([
    [1, ['a']],
    [2, ['b']],
  ])
  // Each machine knows one release: the second county's.
  await settle()
  void both.catch(() => {})
})
test('a refusal concerns one; beyond the line the next is told to come again', async () => {
  const { gather, settle } = machine()
  const calls = ['a', 'bad', 'c', 'd', 'e', 'f', 'g', 'h'].map((call) =>
    gather(1, call).catch((error: Refusal) => error.code),
  )
  await settle()
  expect(await Promise.all(calls)).toEqual([
    'a!',
    'common.not_found',
    'c!',
    'd!',
    'e!',
    'f!',
    'common.busy',
    'common.busy',
  ])
})
test('what carrying out throws is thrown to all of the batch, and the next batch goes on', async () => {
  let round = 0
  const gather = together<string, string>(
    async (_, calls) => {
      await new Promise((done) => setImmediate(done))
      if (round++ === 1) throw new Error('lost')
      return calls
    },
    { most: 2, longest: 10 },
  )
  const calls = ['a', 'b', 'c', 'd'].map((call) => gather(1, call).catch((error: Error) => error.message))
  expect(await Promise.all(calls)).toEqual(['a', 'lost', 'lost', 'd'])
})
test('those who were just answered together are waited for, a moment, and go together again', async () => {
  const batches: number[] = []
  const gather = together<string, string>(
    async (_, calls) => {
      batches.push(calls.length)
      await new Promise((done) => setTimeout(done, 400))
      return calls
    },
    { most: 9, longest: 9 },
  )
  const comeAgain = async (call: string) => {
    for (let turn = 0; turn < 3; turn++) {
      await gather(1, call)
      // One after the other, as answers reach people.
      await new Promise((done) => setTimeout(done, 2))
    }
  }
  await Promise.all(['a', 'b', 'c', 'd'].map(comeAgain))
  expect(batches[0]).toBe(1)
  // 'a' came alone at first and comes to the others' line.
  expect(batches.slice(1)).toEqual([3, 4, 4])
})
test('a further lane opens when enough wait for it', async () => {
  const under: string[][] = []
  const gather = together<string, string>(
    async (_, calls) => {
      under.push([...calls])
      await new Promise(() => {})
      return calls
    },
    { most: 9, longest: 9, lanes: 2, worth: 3 },
  )
  for (const call of ['a', 'b', 'c']) void gather(1, call)
  expect(under).toEqual([['a']])
  for (const call of ['d', 'e']) void gather(1, call)
  expect(under).toEqual([['a'], ['b', 'c', 'd']])
})

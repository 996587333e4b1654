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
      await new Promise((done) => setImmediate(done))
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

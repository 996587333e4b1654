import { expect, test } from 'vitest'
import { addressed, heldName } from './letter.ts'

const file = (id: string) => ({ id, name: `${id}.jpg`, mime: 'image/jpeg', blob: new Blob(['x']) })

test('held files are named by the ids that the server gave them, wherever the body names them', () => {
  const body = {
    slips: [{ reason: 'held: nothing', fileIds: [heldName('a'), heldName('b')] }],
    cover: heldName('b'),
  }
  const letter = { body, files: [file('a'), file('b')], sent: { a: '1', b: '2' } }
  expect(addressed(letter)).toEqual({
    slips: [{ reason: 'held: nothing', fileIds: ['1', '2'] }],
    cover: '2',
  })
})

test('a body never goes out with a file that has not gone up', () => {
  const letter = { body: { fileIds: [heldName('a')] }, files: [file('a')], sent: {} }
  expect(() => addressed(letter)).toThrow('held:a has not gone up')
})

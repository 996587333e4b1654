import sharp from 'sharp'
import { expect, test } from 'vitest'
import { cleanImage } from './clean-image.ts'

/** A picture of 8 × 8 squares whose greys follow from the seed. */
const squares = (seed: number) => {
  const greys = Buffer.from(Array.from({ length: 64 }, (_, at) => (at * 97 * seed + seed * seed * 31) % 256))
  const raw = { raw: { width: 8, height: 8, channels: 1 as const } }
  return sharp(greys, raw).resize(640, 480, { fit: 'fill' })
}
const apart = (a: string, b: string) => [...a].filter((bit, at) => bit !== b[at]).length

test('the same photograph looks the same at another size, quality and light; another does not', async () => {
  const { look } = await cleanImage(await squares(3).jpeg({ quality: 95 }).toBuffer(), 'jpeg')
  expect(look).toMatch(/^[01]{64}$/)
  const sent = await sharp(await squares(3).png().toBuffer())
    .resize(320, 240)
    .modulate({ brightness: 1.1 })
    .jpeg({ quality: 50 })
    .toBuffer()
  expect(apart(look, (await cleanImage(sent, 'jpeg')).look)).toBeLessThanOrEqual(6)
  const other = await cleanImage(await squares(5).png().toBuffer(), 'png')
  expect(apart(look, other.look)).toBeGreaterThan(12)
})

/** A member's own pages open without a network from what the server last said. Nobody else's data stays on a device. */
import { device } from './device.ts'

export async function keepAnswer(key: string, answer: unknown): Promise<void> {
  await (await device()).put('answer', answer, key)
}
export async function keptAnswer(key: string): Promise<unknown> {
  return (await device()).get('answer', key)
}
/** When the session ends. Drafts and what waits to be sent stay: they are their writer's, and named after him. */
export async function forgetAnswers(): Promise<void> {
  await (await device()).clear('answer')
}

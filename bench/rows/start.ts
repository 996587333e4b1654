import { startPlace } from '../a-place.ts'
import { atMost, type Bench, median, takeTurns } from '../measure.ts'

export default {
  about:
    'From `npm start` on a place that was started before, with the demo world in it, to the first answer.',
  async run({ rounds, log }) {
    log('a first start, which makes what is missing')
    await (await startPlace()).stop()
    const { start } = await takeTurns(rounds, {
      async start() {
        const place = await startPlace()
        await place.stop()
        return place.seconds
      },
    })
    return [{ what: 'second start', unit: 's', ours: start, goal: atMost(2, median(start), 'under 2 s') }]
  },
} satisfies Bench

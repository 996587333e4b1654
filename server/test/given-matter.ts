import { newId } from '../src/platform/ids.ts'
import { markPermitted } from '../src/platform/tx.ts'
import { queue } from '../src/work/queue.ts'
import { act, type GivenPerson } from './given.ts'
import type { World } from './world.ts'

/** A matter that waits for the clerks of a township; answers its id. `over` says otherwise. */
export async function givenMatter(
  world: World,
  by: GivenPerson,
  { id: unitId, path }: { id: string; path: string },
  over: object = {},
): Promise<string> {
  const subjectId = newId()
  await act(world, by, async (tx, actor) => {
    markPermitted(tx)
    await queue(tx, actor, {
      kind: 'SLIP_CHECK',
      subjectKind: 'slip',
      subjectId,
      path,
      title: '核查积分',
      unitId,
      post: 'TOWNSHIP_CLERK',
      ...over,
    })
  })
  return (await world.owner('select id from work_item where subject_id = $1', [subjectId]))[0]?.id as string
}

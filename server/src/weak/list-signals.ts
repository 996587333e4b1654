import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { listSignals as route } from '@xinghe/contract/weak'
import type { Actor } from '../platform/actor.ts'
import { within } from '../platform/permit.ts'
import type { ReadTx } from '../platform/tx.ts'
import { criteriaInWords, signalsOf, thresholdsOf } from './signals.ts'

export async function listSignals(
  tx: ReadTx,
  by: Actor,
  { townshipId }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const signals = await signalsOf(tx, by, { townshipId })
  const cases = await tx
    .selectFrom('weak_case as c')
    .select(['c.id', 'c.village_id', 'c.state', 'c.dismissed_on'])
    .where(within(by, 'weak.suspect', 'c'))
    .where('c.state', '<>', 'CLOSED')
    .orderBy('c.dismissed_on')
    .execute()
  const byVillage = Map.groupBy(cases, (one) => one.village_id)
  return {
    criteria: criteriaInWords(await thresholdsOf(tx, by)),
    rows: signals.map(({ villageId, orgName, townshipName, reasons }) => {
      const own = byVillage.get(villageId) ?? []
      return {
        villageId,
        orgName,
        townshipName,
        reasons,
        openCaseId: own.find((one) => one.state !== 'DISMISSED')?.id ?? null,
        dismissedOn: own.findLast((one) => one.dismissed_on)?.dismissed_on ?? null,
      }
    }),
  }
}

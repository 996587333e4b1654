import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { layOutSchemes as route } from '@xinghe/contract/setup'
import type { Subject, VillageType } from '@xinghe/contract/words'
import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { nothingToTell } from '../platform/audit.ts'
import { permitAll } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import { atOnce, type Tx } from '../platform/tx.ts'
import { beginSchemes, documentFrom } from '../stars/index.ts'

interface Township {
  id: string
  name: string
  path: string
  kind: string
  own: VillageType | null
  /** Subjects of which it has a scheme of the year. */
  has: Subject[]
}
/** 依据: a township that says nothing of its villages is taken for a pastoral one; the draft is its own to change. */
const usual: VillageType = 'PASTORAL'

/** Begins drafts for many townships at once. What a township has already stays as it is: pressed twice, nothing is double. */
export async function layOutSchemes(
  tx: Tx,
  by: Actor,
  { townshipIds, year, subjects, from }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const ids = [...new Set(townshipIds)]
  const { rows } = await sql<Township>`
    select u.id, u.name, u.path, u.kind,
      coalesce((select v.village_type from unit v where v.region_id = u.region_id and v.parent_id = u.id and v.last_on is null
          and v.village_type is not null group by v.village_type order by count(*) desc, v.village_type limit 1), u.village_type) as own,
      array(select distinct s.subject from scheme s where s.region_id = u.region_id and s.township_id = u.id and s.year = ${year}) as has
    from unit u where u.region_id = ${by.regionId} and u.id = any(${ids}::uuid[]) and u.last_on is null
    order by u.path`.execute(tx)
  if (rows.length < ids.length) throw new Refusal('common.not_found')
  permitAll(
    tx,
    by,
    'schemes.lay_out',
    rows.map(({ path }) => path),
  )
  if (rows.some(({ kind }) => kind !== 'TOWNSHIP' && kind !== 'STREET'))
    throw new Refusal('schemes.not_a_township')
  const pairs = rows.flatMap((township) => [...new Set(subjects)].map((subject) => ({ township, subject })))
  const open = pairs.filter(({ township, subject }) => !township.has.includes(subject))
  const kept = pairs
    .filter((pair) => !open.includes(pair))
    .map(({ township, subject }) => ({ name: township.name, subject }))
  if (open.length === 0) {
    nothingToTell(tx)
    return { made: 0, kept }
  }
  // At most as many documents as there are subjects and types of villages, whatever the number of townships.
  const wants = open.map(({ township, subject }) => {
    const villageType = from.kind === 'EXAMPLE' ? (from.villageType ?? township.own ?? usual) : null
    return { township, subject, villageType, key: `${subject} ${villageType}` }
  })
  const documents = new Map(
    await atOnce(
      [...new Map(wants.map((want) => [want.key, want])).values()].map(
        async ({ key, subject, villageType }) =>
          [
            key,
            await documentFrom(
              tx,
              by,
              subject,
              from.kind === 'COPY' ? from : { kind: 'EXAMPLE', villageType: villageType as VillageType },
            ),
          ] as const,
      ),
    ),
  )
  await beginSchemes(
    tx,
    by,
    wants.map(({ township, subject, key }) => ({
      township,
      subject,
      year,
      document: documents.get(key) as NonNullable<ReturnType<typeof documents.get>>,
    })),
  )
  return { made: open.length, kept }
}

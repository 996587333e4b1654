import type { PlaqueKind, PlaqueState, verifyPlaque as route } from '@xinghe/contract/award'
import { regionOfCode } from '@xinghe/contract/public-code'
import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import { Refusal } from '../../platform/refusal.ts'
import type { Visitor } from '../../platform/route.ts'
import type { ReadTx } from '../../platform/tx.ts'

/** What anyone who scans the QR code on a plaque sees. 依据: domain E3, public pages show no personal data. */
export async function verifyPlaque(
  tx: ReadTx,
  _: Visitor,
  { code }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const plaque = await tx
    .selectFrom('plaque as p')
    .innerJoin('region as g', 'g.id', 'p.region_id')
    .selectAll('p')
    .select('g.name as region')
    .where('p.region_id', '=', regionOfCode({ code }) as number)
    .where('p.public_code', '=', code.toUpperCase())
    .executeTakeFirst()
  if (!plaque) throw new Refusal('common.not_found')
  return {
    kind: plaque.kind as PlaqueKind,
    serial: plaque.serial,
    township: plaque.township_name,
    region: plaque.region,
    year: plaque.year,
    subject: plaque.kind === 'PLAQUE' ? plaque.subject_name : `${plaque.unit_name}党员`,
    level: plaque.level,
    lit: plaque.lit,
    colours: plaque.colours,
    starNames: plaque.star_names as string[],
    state: plaque.state as PlaqueState,
    valid: plaque.state === 'HUNG' || plaque.state === 'DELIVERED',
    hungOn: plaque.hung_on,
    endedOn: plaque.ended_on,
  }
}

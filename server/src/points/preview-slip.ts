import type { AnswerIn, InputOf } from '@xinghe/contract/route'
import type { previewSlip as route } from '@xinghe/contract/slips'
import type { Actor } from '../platform/actor.ts'
import { nothingToTell } from '../platform/audit.ts'
import { permitAll, permitOwn } from '../platform/permit.ts'
import { Refusal } from '../platform/refusal.ts'
import type { Tx } from '../platform/tx.ts'
import { Counted } from './caps.rules.ts'
import { capsOf, standingClaims } from './ledger.ts'
import { checkLine } from './slip.rules.ts'
import { booksFor, type Deed, deedsStanding, type FactBook, openQuartersFor, rulesFor } from './slip-facts.ts'

/** Before anything is entered: what each line would count after caps, and what stands against it. Writes nothing. */
export async function previewSlip(
  tx: Tx,
  by: Actor,
  { factOn, lines }: InputOf<typeof route>,
): Promise<AnswerIn<typeof route>> {
  const books = await booksFor(
    tx,
    by,
    lines.map((line) => line.bookId),
  )
  const list = [...books.values()]
  permitAll(tx, by, 'slips.enter', [...new Set(list.map((book) => book.path))])
  nothingToTell(tx)
  for (const book of list) permitOwn(by, book.personId)
  const versions = new Set(list.map((book) => book.versionId))
  const rules = await rulesFor(tx, by, versions)
  const caps = await capsOf(
    tx,
    by.regionId,
    [...versions].filter((id) => id !== null),
  )
  const quarterAt = await openQuartersFor(tx, by, list, false)

  const counted = new Map<string, Counted>()
  const countedOf = (book: FactBook): Counted => {
    const known = counted.get(book.id) ?? new Counted(caps.bonusCapOf(book.versionId ?? ''))
    counted.set(book.id, known)
    return known
  }
  for (const claim of await standingClaims(tx, by.regionId, [...books.keys()]))
    if (claim.kind !== 'ADJUST')
      countedOf(books.get(claim.bookId) as FactBook).add(claim, caps.ruleOf(claim), claim.net)

  const checked = lines.map((line) => {
    const book = books.get(line.bookId) as FactBook
    const rule = rules.ruleOf(book.versionId, line.ruleCode)
    const result = checkLine(book, rule, rules.starOf(book.versionId, rule?.starCode), line, {
      factOn,
      today: by.today,
    })
    return { line, book, kind: rule?.kind ?? '', result }
  })
  const deeds = checked.flatMap(({ line, result }): Deed[] =>
    'code' in result
      ? []
      : [{ bookId: line.bookId, ruleCode: line.ruleCode, slot: result.slot, factOn, ordinal: line.ordinal }],
  )
  const standing = new Set(
    (await deedsStanding(tx, by, deeds)).map(
      (deed) => `${deed.bookId} ${deed.ruleCode} ${deed.slot} ${deed.ordinal}`,
    ),
  )
  const zero = 0 as never
  const first = list[0]
  const at = first && quarterAt(first, factOn)
  return {
    lines: checked.map(({ line, book, kind, result }) => {
      if ('code' in result)
        return {
          bookId: book.id,
          slot: null,
          amount: zero,
          counted: zero,
          problem: new Refusal(result.code, result.details).zh,
        }
      const { slot, amount } = result
      if (standing.has(`${book.id} ${line.ruleCode} ${slot} ${line.ordinal}`))
        return {
          bookId: book.id,
          slot,
          amount: amount as never,
          counted: zero,
          problem: '当天这一条已登记过，确有多次的请改“当天第几次”',
        }
      const rule = caps.ruleOf({ versionId: book.versionId ?? '', ruleCode: line.ruleCode })
      const counts = countedOf(book).take(
        { slot, ruleCode: line.ruleCode, kind, claimed: amount, factOn },
        rule,
      )
      return { bookId: book.id, slot, amount: amount as never, counted: counts as never, problem: null }
    }),
    quarter: at?.quarter ?? null,
    late: at?.late ?? false,
  }
}

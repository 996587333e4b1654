import fc from 'fast-check'
import { expect, test } from 'vitest'
import { givenRegion } from '../../test/given.ts'
import { freshWorld } from '../../test/world.ts'
import { newId } from '../platform/ids.ts'
import { readTx, wholeRegion } from '../platform/tx.ts'
import { evaluateInSql } from './evaluate-in-sql.ts'
import { evaluate, type Plan } from './star.rules.ts'

const world = await freshWorld()
const region = await givenRegion(world, { townships: 1, villages: 1, members: 0 })
const township = region.townships[0]
const village = township?.villages[0]

const plan = fc.record({
  conversion: fc.constantFrom('PER_STAR', 'TOTAL_FLOOR'),
  light_at: fc.integer({ min: 500, max: 1500 }),
  colour_mode: fc.constantFrom('NONE', 'POINTS'),
  silver_at: fc.integer({ min: 1000, max: 1300 }),
  gold_at: fc.integer({ min: 1300, max: 1600 }),
  class_one_at: fc.integer({ min: 6, max: 10 }),
  class_two_at: fc.integer({ min: 0, max: 6 }),
  year_end_weight: fc.constantFrom(0, 10, 33),
})
const book = fc.record({
  subject: fc.constantFrom('ORG', 'MEMBER'),
  sums: fc.array(fc.integer({ min: -300, max: 1900 }), { minLength: 10, maxLength: 10 }),
  vetoed: fc.boolean(),
  score: fc.option(fc.integer({ min: 0, max: 10000 })),
})

test('the database and the pure rules evaluate every world alike', async () => {
  let year = 2100
  await fc.assert(
    fc.asyncProperty(plan, fc.array(book, { minLength: 1, maxLength: 20 }), async (given, books) => {
      year += 1
      const schemeId = newId()
      const versionId = newId()
      await world.owner(
        `insert into scheme (region_id, id, township_id, path, subject, year, name, township_name) values (1, $1, $2, $3, 'ORG', $4, 'x', 'x')`,
        [schemeId, township?.id, township?.path, year],
      )
      await world.owner(
        `insert into scheme_version (region_id, id, scheme_id, path, version, state, title, conversion, light_at, colour_mode, red_at, silver_at, gold_at,
          class_one_at, class_two_at, star_bonus_cap, year_end_weight, effective_quarter, created_at)
         values (1, $1, $2, $3, 1, 'PUBLISHED', 'x', $4, $5, $6, 1000, $7, $8, $9, $10, 500, $11, 1, now())`,
        [
          versionId,
          schemeId,
          township?.path,
          given.conversion,
          given.light_at,
          given.colour_mode,
          given.silver_at,
          given.gold_at,
          given.class_one_at,
          given.class_two_at,
          given.year_end_weight,
        ],
      )
      const expected: {
        id: string
        subject: string
        pure: ReturnType<typeof evaluate>
        unscored: ReturnType<typeof evaluate>
      }[] = []
      for (const one of books) {
        const id = newId()
        await world.owner(
          `insert into book (region_id, id, year, subject, township_id, village_id, person_id, path, book_no, name, version_id, lights_at, opened_on, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10)
           values (1, $1, $2, 'MEMBER', $3, $4, $5, $6, $7, 'x', $8, (select lights_at from scheme_version where id = $8), '2026-01-01', $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
          [id, year, township?.id, village?.id, newId(), village?.path, id, versionId, ...one.sums],
        )
        // One organisation a village and year, the rest are members.
        const subject =
          one.subject === 'ORG' && expected.every((row) => row.subject !== 'ORG') ? 'ORG' : 'MEMBER'
        if (subject === 'ORG')
          await world.owner(`update book set subject = 'ORG', person_id = null where id = $1`, [id])
        if (one.vetoed)
          await world.owner(
            `insert into veto (region_id, id, book_id, path, rule_code, reason, happened_on, recorded_by_name, recorded_at) values (1, $1, $2, $3, '否1', 'x', '2026-01-01', 'x', now())`,
            [newId(), id, village?.path],
          )
        await world.owner(
          `insert into rating (region_id, book_id, township_id, village_id, path, subject, year, state, year_end_score) values (1, $1, $2, $3, $4, $5, $6, 'ACCUMULATING', $7)`,
          [id, township?.id, village?.id, village?.path, subject, year, one.score],
        )
        const rules: Plan = {
          subject: subject as 'ORG',
          conversion: given.conversion as 'PER_STAR',
          lightAt: given.light_at,
          colourMode: given.colour_mode as 'NONE',
          redAt: 1000,
          silverAt: given.silver_at,
          goldAt: given.gold_at,
          classOneAt: given.class_one_at,
          classTwoAt: given.class_two_at,
          yearEndWeight: given.year_end_weight,
        }
        expected.push({
          id,
          subject,
          pure: evaluate(rules, { sums: one.sums, vetoed: one.vetoed, yearEndScore: one.score }),
          unscored: evaluate(rules, { sums: one.sums, vetoed: false }),
        })
      }
      const found = await readTx(world.db, wholeRegion(1), (tx) => evaluateInSql(tx, 1, year))
      expect(found).toHaveLength(books.length)
      for (const { id, pure } of expected)
        expect(found.find((row) => row.book_id === id)).toMatchObject({
          total: pure.total,
          lit: pure.lit,
          colours: pure.colours,
          level: pure.level,
          floor_level: pure.floorLevel,
          suggested: pure.suggested,
          class: pure.class,
        })
      // What lists sort and filter by, kept on the row.
      const kept = await world.owner('select id, points, stars_lit from book where year = $1', [year])
      for (const { id, unscored } of expected)
        expect(kept.find((row) => row.id === id)).toMatchObject({
          points: unscored.total,
          stars_lit: unscored.lit.replaceAll('0', '').length,
        })
    }),
    { numRuns: 25 },
  )
}, 60_000)

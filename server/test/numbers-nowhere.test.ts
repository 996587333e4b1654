/** Whole numbers of a person and the secret of a second factor: in the answer to whoever asked for them, and nowhere else. */
import { beginFactor, confirmFactor } from '@xinghe/contract/identity'
import { editPerson } from '@xinghe/contract/org'
import { findPeople, revealPersonal } from '@xinghe/contract/personal'
import { checkCharacter } from '@xinghe/contract/personal-fields'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bindings, buildApp } from '../src/app.ts'
import { totpOf } from '../src/identity/spend-code.ts'
import { as, type GivenPerson, type GivenTownship, type GivenVillage } from './given.ts'
import { ask, drawAsked, drawFrom } from './walk/ask.ts'
import { givenWalk, type Walked } from './walk/given.ts'
import { holds, sees } from './walk/sight.ts'
import { freshWorld, noLimits, send } from './world.ts'

const world = await freshWorld()
const first17 = '99010119650317771'
const numbers = {
  idNumber: first17 + checkCharacter(first17),
  phone: '13977712345',
  bankAccount: '6200990007777123456',
}
const wrongNumber = '990101196503177799'
const secrets: string[] = [...Object.values(numbers), wrongNumber]
const foundIn = (text: string) => secrets.filter((secret) => text.includes(secret))
const lines: string[] = []
let walked: Walked
let clerk: GivenPerson
let member: GivenPerson

beforeAll(async () => {
  walked = await givenWalk(world, [
    { townships: 2, villages: 1 },
    { townships: 1, villages: 1 },
  ])
  const quiet = world.app
  const before = process.env.LOG_LEVEL
  process.env.LOG_LEVEL = 'trace'
  world.app = await buildApp(
    { db: world.db, clock: world.clock },
    { limits: noLimits, to: { write: (line) => void lines.push(line) } },
  )
  process.env.LOG_LEVEL = before
  await quiet.close()

  const township = walked.counties[0]?.townships[0] as GivenTownship
  const village = township.villages[0] as GivenVillage
  clerk = township.clerk
  member = village.members[0] as GivenPerson
  const other = village.members[1] as GivenPerson
  const edit = (id: string, more: object, key: string) =>
    as(world, clerk, editPerson, { params: { id }, body: { name: '乌兰', ...more }, key })
  expect((await edit(member.id, numbers, 'numbers-nowhere-1')).status).toBe(200)
  // What is refused is written down too, with its reason: a number of somebody else, a mistyped one.
  const refused = [
    await edit(other.id, { idNumber: numbers.idNumber }, 'numbers-nowhere-2'),
    await edit(other.id, { idNumber: wrongNumber }, 'numbers-nowhere-3'),
    await as(world, clerk, findPeople, { body: { number: wrongNumber } }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([409, 422, 200])
  for (const { error } of refused) expect(foundIn(JSON.stringify(error ?? null))).toEqual([])
  await as(world, clerk, findPeople, { body: { number: numbers.phone } })
  const reveal = await as(world, clerk, revealPersonal, {
    params: { id: member.id },
    body: { what: ['ID_NUMBER', 'PHONE', 'BANK_ACCOUNT'], purpose: 'CONTACT' },
    key: 'numbers-nowhere-4',
  })
  expect(reveal.answer).toEqual(numbers)

  const { cookie } = walked.walkers.find((one) => one.personId === clerk.id) as { cookie: string }
  const { answer } = await send(world, cookie, beginFactor, { body: { password: 'test' } })
  const code = totpOf(answer.secret).generate({ timestamp: world.clock.now().getTime() })
  expect((await send(world, cookie, confirmFactor, { body: { code } })).status).toBe(200)
  secrets.push(answer.secret)
}, 300_000)
afterAll(() => world.app.close())

const reads = bindings.map(({ route }) => route).filter(({ method }) => method === 'GET')
test('no page, list, workbook or print', async () => {
  const { census, walkers } = walked
  let shown = 0
  let masked = 0
  for (const [at, route] of reads.entries()) {
    const may = walkers.filter(({ sight }) => holds(sight, route.access))
    // Those who see him most: who keeps the register, and himself; and somebody else.
    const near = may.filter(({ personId }) => personId === clerk.id || personId === member.id)
    const others = may.length > 0 ? [may[(at * 7) % may.length] as (typeof may)[number]] : []
    for (const [n, walker] of [...near, ...others].entries()) {
      const tape = Array.from({ length: 40 }, (_, k) => (at + 1) * (k + 3) * (n + 1) * 7919)
      const asked = drawAsked(route, census, drawFrom(tape), (id) => {
        const row = census.rows.get(id)
        return row !== undefined && sees(walker.sight, row)
      })
      // Where a person is named it is he, as the one sees him who may see him whole.
      if (/people\/:id/.test(route.path)) asked.params.id = member.id
      const { status, text } = await ask(world, walker.cookie, route, asked)
      if (status === 200) shown++
      if (text.includes('***************3456')) masked++
      expect(foundIn(text), `${walker.who}: ${route.path}`).toEqual([])
    }
  }
  expect(shown).toBeGreaterThan(60)
  expect(masked).toBeGreaterThan(1)
}, 300_000)

test('no log line and no figure for the operator', async () => {
  await world.app.inject({ url: `/api/org/people?q=${numbers.phone}` })
  const { body } = await world.app.inject({ url: '/metrics' })
  expect(body).toContain('http')
  expect(foundIn(body)).toEqual([])
  expect(lines.length).toBeGreaterThan(10)
  expect(foundIn(lines.join('\n'))).toEqual([])
})

test('no table: not the rows themselves, the trail, what was answered once, or a job', async () => {
  const tables = await world.owner(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  expect(tables.length).toBeGreaterThan(50)
  const told: string[] = []
  for (const { name } of tables)
    for (const { text } of await world.owner(`select t::text as text from ${name} t`))
      for (const secret of foundIn(text as string)) told.push(`${name}: ${secret.slice(0, 4)}`)
  expect(told).toEqual([])
}, 120_000)

import { expect, test } from 'vitest'
import { lint } from './query-lint.ts'

test.each([
  'select * from unit where region_id = $1',
  'select u.id from unit u join person p on p.region_id = u.region_id and p.path = u.path where u.region_id = $1',
  'select u.id from unit u left join person p on (p.region_id, p.id) = (u.region_id, u.id) where u.region_id = $1::int',
  'select u.id from unit u join region r on r.id = u.region_id where r.id = 3',
  'select (select count(*) from book b where b.region_id = u.region_id) from unit u where u.region_id = $1',
  'with w as (select * from unit where region_id = $1) select * from w join person p on p.region_id = w.region_id',
  'select * from unit where region_id = $1 union all select * from unit where region_id = $1',
  'select * from (select region_id, id from unit where region_id = $1 union all select region_id, id from person where region_id = $1) x join book b on b.region_id = x.region_id',
  'select * from unit where (region_id, id) in (select region_id, unit_id from membership where region_id = $1)',
  'insert into unit (id, region_id) values ($1, $2), ($3, $4)',
  'insert into setting values ($1, $2) on conflict (region_id, key) do update set value = excluded.value returning region_id',
  'insert into unit (region_id, id) select region_id, id from person where region_id = $1',
  'update unit u set name = p.name from person p where u.region_id = $1 and p.region_id = u.region_id',
  'delete from unit u using person p where p.region_id = $1 and p.region_id = u.region_id',
  'select * from unit u join book b on b.village_id = u.id where false and u.name = $1',
  'select region_id, person_id from login_name where login = $1',
  'begin; set local app.region_id = 1',
])('%s', async (query) => {
  expect(await lint(query)).toEqual([])
})
test.each<[string, RegExp]>([
  ['select * from unit where id = $1', /unit over all/],
  ['select * from unit where region_id = $1 or id = $2', /unit over all/],
  ['select * from unit where true', /unit over all/],
  ['select * from unit where region_id <> $1', /unit over all/],
  ['select u.id from unit u join person p on p.id = u.id where u.region_id = $1', /person over all/],
  [
    'select * from unit u where exists (select from book b where b.region_id = u.region_id and b.region_id = $1)',
    /unit over all/,
  ],
  [
    'select (select count(*) from book b where b.village_id = u.id) from unit u where u.region_id = $1',
    /book over all/,
  ],
  ['with w as (select * from unit) select * from w where region_id = $1', /unit over all/],
  [
    'select * from (select region_id from unit where region_id = $1 union all select region_id from person) x',
    /person over all/,
  ],
  ['update unit set name = $1 where id = $2', /unit over all/],
  ['update unit set region_id = $1 where region_id = $2', /region_id is changed/],
  ['update unit set first_on = clock_timestamp() where region_id = $1', /clock_timestamp in set/],
  ['insert into unit (id) values ($1)', /without region_id/],
  [
    'insert into setting values ($1) on conflict (region_id, key) do update set changed_at = now()',
    /now in do update/,
  ],
  [
    'insert into setting values ($1) on conflict (region_id, key) do update set changed_at = current_timestamp',
    /a time in do update/,
  ],
  ['select kind, count(*) from unit where region_id = $1 group by rollup (kind)', /grouping sets/],
  ['merge into unit u using region r on u.region_id = r.id when matched then do nothing', /merge/],
  ["select set_config('app.x', '1', true)", /set_config/],
  [
    'select * from login_name l join person p on p.region_id = l.region_id where p.region_id = $1',
    /spread otherwise/,
  ],
])('%s is found', async (query, problem) => {
  expect((await lint(query)).join()).toMatch(problem)
})

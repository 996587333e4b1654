-- The generated world, set by set. :books, :villages … are put in by world.ts. One command ends at a line's end.
-- Real-shaped: five levels below the root, denser in the first places than in the last; invented names, no real number.

create function pg_temp.label(n int) returns text language sql immutable as
  $$ select substr('0123456789abcdefghijklmnopqrstuvwxyz', n / 46656 % 36 + 1, 1) || substr('0123456789abcdefghijklmnopqrstuvwxyz', n / 1296 % 36 + 1, 1)
    || substr('0123456789abcdefghijklmnopqrstuvwxyz', n / 36 % 36 + 1, 1) || substr('0123456789abcdefghijklmnopqrstuvwxyz', n % 36 + 1, 1) $$;
-- Sorts by its number, like the identifiers that the app makes: kind 1 unit, 2 person, 3 book, 4 version, 5 entry.
create function pg_temp.made(kind int, n bigint) returns uuid language sql immutable as
  $$ select ('01900000-000' || kind || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
create function pg_temp.chance(n bigint, salt int) returns int language sql immutable as
  $$ select (hashint8extended(n, salt) & 1048575)::int $$;
create function pg_temp.named(n bigint) returns text language sql immutable as
  $$ select substr('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜', pg_temp.chance(n, 1) % 32 + 1, 1)
    || substr('山河林原草川石云风雪明光春秋冬青松柏兰竹', pg_temp.chance(n, 2) % 20 + 1, 1) || substr('山河林原草川石云风雪明光春秋冬青松柏兰竹', pg_temp.chance(n, 3) % 20 + 1, 1) $$;

insert into region values (1, 'COUNTY', '生成的世界', '990001', now());
insert into unit (region_id, id, kind, name, short_name, path, seq, first_on, seq_given)
  values (1, pg_temp.made(1, 0), 'COUNTY', '生成的世界', '生成的世界', '0001', 1, '2020-01-01', :provinces);

-- Number of a unit: its level's offset and its place in the level. The power makes the first places dense, the last thin.
create temp table place as
  select 1 as level, n, 0 as parent from generate_series(1, :provinces) n
  union all select 2, n, 1 + floor(:provinces * power((n - 0.5) / :cities, 1.2))::int from generate_series(1, :cities) n
  union all select 3, n, 1 + floor(:cities * power((n - 0.5) / :counties, 1.2))::int from generate_series(1, :counties) n
  union all select 4, n, 1 + floor(:counties * power((n - 0.5) / :townships, 1.2))::int from generate_series(1, :townships) n
  union all select 5, n, 1 + floor(:townships * power((n - 0.5) / :villages, 1.2))::int from generate_series(1, :villages) n;
create temp table placed as
  select level, n, parent, row_number() over (partition by level, parent order by n)::int as seq from place;
create temp table tree as
  with l1 as (select n, seq, '0001' || pg_temp.label(seq) as path, null::int as up from placed where level = 1),
    l2 as (select c.n, c.seq, l1.path || pg_temp.label(c.seq) as path, c.parent as up from placed c join l1 on l1.n = c.parent where level = 2),
    l3 as (select c.n, c.seq, l2.path || pg_temp.label(c.seq) as path, c.parent as up from placed c join l2 on l2.n = c.parent where level = 3),
    l4 as (select c.n, c.seq, l3.path || pg_temp.label(c.seq) as path, c.parent as up from placed c join l3 on l3.n = c.parent where level = 4),
    l5 as (select c.n, c.seq, l4.path || pg_temp.label(c.seq) as path, c.parent as up from placed c join l4 on l4.n = c.parent where level = 5)
  select 1 as level, * from l1 union all select 2, * from l2 union all select 3, * from l3 union all select 4, * from l4 union all select 5, * from l5;
create index on tree (level, n);
analyze tree;
-- unit number: level × 10 million + place
insert into unit (region_id, id, parent_id, kind, name, short_name, party_org_name, party_org_kind, village_type, path, seq, first_on, seq_given)
  select 1, pg_temp.made(1, level * 10000000 + n), case when level = 1 then pg_temp.made(1, 0) else pg_temp.made(1, (level - 1) * 10000000 + up) end,
    (array['COUNTY', 'COUNTY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'])[level], x.name, x.name,
    case when level = 5 then x.name || '党支部' end, case when level = 5 then 'BRANCH' end, case when level = 5 then 'FARMING' end,
    path, seq, '2020-01-01', 100000
  from tree cross join lateral (select (array['第%s省', '第%s市', '第%s县', '第%s镇', '第%s村'])[level] as form) f
    cross join lateral (select format(f.form, n) as name) x
  order by level, n;

-- Two people a book; the first :members of them are members with a book, all belong to a village.
create temp table lives as
  select n, least(:villages, 1 + floor(:villages * power((n - 0.5) / (2.0 * :books), 1.1)))::int as village from generate_series(1, 2 * :books) n;
insert into person (region_id, id, path, name, name_sort, sex, created_at)
  select 1, pg_temp.made(2, l.n), t.path, pg_temp.named(l.n), pg_temp.named(l.n), case when l.n % 3 = 0 then 'F' else 'M' end, '2025-01-01'
  from lives l join tree t on t.level = 5 and t.n = l.village order by l.n;
insert into membership (region_id, id, person_id, unit_id, path, category, status, joined_on, first_on)
  select 1, pg_temp.made(6, l.n), pg_temp.made(2, l.n), pg_temp.made(1, 50000000 + l.village), t.path, 'ORDINARY', 'FULL', '2015-07-01', '2020-01-01'
  from lives l join tree t on t.level = 5 and t.n = l.village order by l.n;

-- A scheme of organisations and one of members for every county.
insert into scheme (region_id, id, township_id, path, subject, year, name, township_name)
  select 1, pg_temp.made(4, n * 2 + k), pg_temp.made(1, 30000000 + n), path, (array['ORG', 'MEMBER'])[k + 1], 2026, '星级管理办法', '县'
  from tree, generate_series(0, 1) k where level = 3;
insert into scheme_version (region_id, id, scheme_id, path, version, state, title, conversion, light_at, colour_mode, red_at, silver_at, gold_at,
    class_one_at, class_two_at, star_bonus_cap, year_end_weight, effective_quarter, locked_at, created_at)
  select 1, id, id, path, 1, 'LOCKED', '星级管理办法', 'PER_STAR', 1000, 'POINTS', 1000, 1200, 1500, 8, 5, 500, 0, 1, '2026-01-02', '2025-12-01' from scheme;
insert into scheme_star (region_id, version_id, code, path, seq, kind, slot, name, requirement, full_points)
  select 1, id, 'S' || s, path, s, case when s <= 5 then 'COMMON' when s <= 8 then 'DUTY' else 'ELECTIVE' end, case when s <= 8 then s end,
    substr('政治学习服务发展和谐治理振兴团结文明', s * 2 - 1, 2) || '星', '要求', 2000
  from scheme, generate_series(1, 10) s order by id, s;
insert into scheme_rule (region_id, version_id, code, path, star_code, seq, kind, content, amount, cap, period, period_cap, evidence_needed, evidence_note, checker)
  select 1, id, 'R' || s || '-' || k, path, 'S' || s, s * 10 + k, case when k = 3 then 'BONUS' else 'BASE' end, '按规定完成一项工作', 100,
    case when k = 2 then 3000 end, case when k = 2 then 'MONTH' else 'EACH' end, case when k = 2 then 1000 end, false, '', 'TOWNSHIP'
  from scheme, generate_series(1, 10) s, generate_series(1, 3) k order by id, s, k;

create temp table subject as
  select pg_temp.made(3, n) as id, 'MEMBER' as subject, l.village, pg_temp.made(2, n) as person_id, n, pg_temp.named(n) as name from lives l where n <= :members
  union all
  select pg_temp.made(3, :members + n), 'ORG', 1 + (n - 1) * (:villages / :orgs), null, :members + n, format('第%s村党支部', n) from generate_series(1, :orgs) n;
create temp table book_made as
  select s.*, t.path, t.up as township, ct.up as county from subject s join tree t on t.level = 5 and t.n = s.village join tree ct on ct.level = 4 and ct.n = t.up;
insert into book (region_id, id, year, subject, township_id, village_id, person_id, path, book_no, name, category, version_id, lights_at, elective_a, elective_b, opened_on)
  select 1, id, 2026, subject, pg_temp.made(1, 40000000 + township), pg_temp.made(1, 50000000 + village), person_id, path,
    format('2026-%s', n), name, case when subject = 'MEMBER' then 'ORDINARY' end,
    pg_temp.made(4, county * 2 + case when subject = 'ORG' then 0 else 1 end), 1000, 'S9', 'S10', '2026-01-01'
  from book_made order by n;
insert into quarter (region_id, id, village_id, township_id, path, year, quarter, state)
  select 1, pg_temp.made(7, village::bigint * 4 + q), pg_temp.made(1, 50000000 + village), pg_temp.made(1, 40000000 + township), path, 2026, q, 'OPEN'
  from (select distinct village, township, path from book_made) v, generate_series(1, 4) q order by village, q;
insert into rating (region_id, book_id, township_id, village_id, path, person_id, subject, year, state)
  select 1, id, pg_temp.made(1, 40000000 + township), pg_temp.made(1, 50000000 + village), path, person_id, subject, 2026, 'TOWNSHIP_ASSESSED' from book_made order by n;

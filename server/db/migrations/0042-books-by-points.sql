-- What lists sort and filter by stands on the book's row, made by PostgreSQL itself whenever the sums move: no act can
-- forget it, and no index holds it, so that posting stays an update within the page.
-- From how many hundredths a star of the version is lit; 0 where whole tens of the total light it.
alter table scheme_version add column lights_at int generated always as (case when conversion = 'PER_STAR' then light_at else 0 end) stored;
alter table scheme_version add constraint scheme_version__lights_at unique (region_id, id, lights_at);

alter table book add column lights_at int;
update book set lights_at = v.lights_at from scheme_version v where v.region_id = book.region_id and v.id = book.version_id;
alter table book
  add constraint book__lights_at check ((version_id is null) = (lights_at is null)),
  drop constraint book__version,
  add constraint book__version foreign key (region_id, version_id, lights_at) references scheme_version (region_id, id, lights_at);
-- As evaluate() of stars/star.rules.ts: a star below nothing counts nothing.
alter table book
  add column points int not null generated always as (
    greatest(0, s1) + greatest(0, s2) + greatest(0, s3) + greatest(0, s4) + greatest(0, s5)
    + greatest(0, s6) + greatest(0, s7) + greatest(0, s8) + greatest(0, s9) + greatest(0, s10)) stored,
  add column stars_lit int not null generated always as (case
    when lights_at is null then 0
    when lights_at = 0 then least(10, (
      greatest(0, s1) + greatest(0, s2) + greatest(0, s3) + greatest(0, s4) + greatest(0, s5)
      + greatest(0, s6) + greatest(0, s7) + greatest(0, s8) + greatest(0, s9) + greatest(0, s10)) / 1000)
    else (s1 >= lights_at)::int + (s2 >= lights_at)::int + (s3 >= lights_at)::int + (s4 >= lights_at)::int + (s5 >= lights_at)::int
      + (s6 >= lights_at)::int + (s7 >= lights_at)::int + (s8 >= lights_at)::int + (s9 >= lights_at)::int + (s10 >= lights_at)::int end) stored;

-- AB 岗: within these days somebody else has the post too, in the name of whoever holds it. Over on its day by itself, or
-- at once when it was ended. When the holding ends, so does this: it is read together with post_holding.
create table substitution (
  region_id int not null,
  id uuid not null,
  path text collate "C" not null,
  holding_id uuid not null,
  person_id uuid not null,
  first_on date not null,
  last_on date not null,
  reason text not null,
  named_by uuid not null,
  named_at timestamptz not null,
  ended_at timestamptz,
  primary key (region_id, id),
  constraint substitution__holding foreign key (region_id, holding_id) references post_holding (region_id, id),
  constraint substitution__person foreign key (region_id, person_id) references person (region_id, id),
  constraint substitution__period check (last_on >= first_on)
);
-- 依据: a second one beginning on the same day would slip past the comparison of periods when two are named at once.
create unique index substitution__one_a_day on substitution (region_id, holding_id, first_on) where ended_at is null;
create index substitution__person on substitution (region_id, person_id);

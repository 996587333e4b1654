-- What a county has on paper when it begins: points of past quarters go to the ledger as imported entries.
alter table points_entry drop constraint points_entry__source_kind;
alter table points_entry add constraint points_entry__source_kind
  check (source_kind in ('SLIP_LINE', 'REVERSAL', 'RECOUNT', 'YEAR_END', 'OPENING', 'CARRIED', 'IMPORTED'));

-- Results of years before this program: the level alone. Which stars were lit, and from which entries, is on paper.
create table past_result (
  region_id int not null,
  id uuid not null,
  year int not null,
  subject text not null,
  township_id uuid not null,
  village_id uuid not null,
  person_id uuid,
  path text collate "C" not null,
  name text not null,
  level int,
  class text,
  doc_no text,
  noticed_on date,
  imported_by_name text not null,
  imported_at timestamptz not null,
  primary key (region_id, id),
  constraint past_result__village foreign key (region_id, village_id) references unit (region_id, id),
  constraint past_result__person foreign key (region_id, person_id) references person (region_id, id),
  constraint past_result__subject check (subject in ('ORG', 'MEMBER') and (subject = 'MEMBER') = (person_id is not null)),
  constraint past_result__level check (level between 0 and 10),
  constraint past_result__class check (class is null or (subject = 'ORG' and class in ('I', 'II', 'III'))),
  -- 依据: results cannot skip their public notice; a past one names the paper or the day by which it was made public.
  constraint past_result__made_public check (doc_no is not null or noticed_on is not null)
);
create unique index past_result__one_per_village on past_result (region_id, year, village_id) where subject = 'ORG';
create unique index past_result__one_per_member on past_result (region_id, year, person_id) where subject = 'MEMBER';
create index past_result__by_path on past_result (region_id, year, path);

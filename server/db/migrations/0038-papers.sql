-- Paper sheets with a code. `printed` is what stood on the paper before it was filled: members by number, stars with their
-- points. `keyed_by`: everybody who typed or settled it; none of them confirms what comes of it.
create table paper_sheet (
  region_id int not null,
  id uuid not null,
  path text collate "C" not null,
  code text not null,
  kind text not null,
  subject text not null,
  township_id uuid not null,
  village_id uuid not null,
  book_id uuid,
  version_id uuid not null,
  year int not null,
  quarter int,
  lines int not null,
  printed jsonb not null,
  state text not null,
  printed_at timestamptz not null,
  printed_by uuid not null,
  printed_by_name text not null,
  keyed_by uuid[] not null default '{}',
  township_keyed boolean not null default false,
  final jsonb,
  settled jsonb not null default '[]',
  year_end_sheet_id uuid,
  posted_at timestamptz,
  posted_by_name text,
  void_reason text,
  voided_by_name text,
  primary key (region_id, id),
  constraint paper_sheet__code_once unique (region_id, code),
  constraint paper_sheet__kind check (kind in ('RECORD', 'VILLAGE_RECORD', 'SCORE')),
  constraint paper_sheet__subject check (subject in ('ORG', 'MEMBER')),
  constraint paper_sheet__state check (state in ('PRINTED', 'KEYED', 'DIFFERENT', 'COMPARED', 'POSTED', 'VOID')),
  constraint paper_sheet__quarter check ((kind = 'SCORE') = (quarter is null)),
  constraint paper_sheet__book_of_record check ((kind = 'RECORD') = (book_id is not null)),
  constraint paper_sheet__posted check ((state = 'POSTED') = (posted_at is not null)),
  constraint paper_sheet__void_with_reason check ((state = 'VOID') = (void_reason is not null)),
  constraint paper_sheet__village foreign key (region_id, village_id) references unit (region_id, id),
  constraint paper_sheet__book foreign key (region_id, book_id) references book (region_id, id),
  constraint paper_sheet__version foreign key (region_id, version_id) references scheme_version (region_id, id)
);
create index paper_sheet__by_path on paper_sheet (region_id, path, printed_at);
-- What each keyer typed, as typed. Two of a sheet where the county asks for two.
create table paper_keying (
  region_id int not null,
  sheet_id uuid not null,
  nth int not null,
  path text collate "C" not null,
  keyer_id uuid not null,
  keyer_name text not null,
  lines jsonb not null,
  control_total text not null,
  saved_at timestamptz not null,
  done_at timestamptz,
  primary key (region_id, sheet_id, nth),
  constraint paper_keying__one_or_two check (nth in (1, 2)),
  constraint paper_keying__each_once unique (region_id, sheet_id, keyer_id),
  constraint paper_keying__sheet foreign key (region_id, sheet_id) references paper_sheet (region_id, id)
);
-- From which paper sheet a slip was typed, and by whom besides the one who posted it; whether a clerk of the township was
-- among them is written down, since a village does not see the posts above it.
alter table slip add column paper_id uuid, add column paper_code text, add column keyed_by uuid[],
  add column township_keyed boolean not null default false;
create index slip__by_paper on slip (region_id, paper_id) where paper_id is not null;

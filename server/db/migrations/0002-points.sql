-- Schemes: dated versions of ten stars and their rules. The first point entered locks a version.
create table scheme (
  region_id int not null,
  id uuid not null,
  township_id uuid not null,
  path text collate "C" not null,
  subject text not null check (subject in ('ORG', 'MEMBER')),
  year int not null,
  name text not null,
  township_name text not null,
  primary key (region_id, id),
  constraint scheme__township foreign key (region_id, township_id) references unit (region_id, id),
  constraint scheme__name_once unique (region_id, township_id, subject, year, name)
);
create table scheme_version (
  region_id int not null,
  id uuid not null,
  scheme_id uuid not null,
  path text collate "C" not null,
  version int not null,
  state text not null,
  title text not null,
  doc_no text,
  village_type text,
  conversion text not null,
  light_at int not null,
  colour_mode text not null,
  red_at int not null,
  silver_at int not null,
  gold_at int not null,
  class_one_at int not null,
  class_two_at int not null,
  top_share_percent int,
  star_bonus_cap int not null,
  year_end_weight int not null,
  effective_quarter int not null,
  return_reason text,
  reviewed_by_name text,
  submitted_at timestamptz,
  approved_at timestamptz,
  published_at timestamptz,
  locked_at timestamptz,
  created_at timestamptz not null,
  primary key (region_id, id),
  constraint scheme_version__scheme foreign key (region_id, scheme_id) references scheme (region_id, id),
  constraint scheme_version__once unique (region_id, scheme_id, version)
);
-- slot 1–5 common, 6–8 duty (by category where a member scheme has several triples); electives take 9 and 10 when chosen.
create table scheme_star (
  region_id int not null,
  version_id uuid not null,
  code text not null,
  path text collate "C" not null,
  seq int not null,
  kind text not null check (kind in ('COMMON', 'DUTY', 'ELECTIVE')),
  slot int check (slot between 1 and 8),
  category text,
  name text not null,
  requirement text not null,
  full_points int not null,
  primary key (region_id, version_id, code),
  constraint scheme_star__version foreign key (region_id, version_id) references scheme_version (region_id, id),
  constraint scheme_star__slot check ((kind = 'ELECTIVE') = (slot is null))
);
-- star_code null: the rule may be entered under any star (bonuses, the negative list) or under none (vetoes).
create table scheme_rule (
  region_id int not null,
  version_id uuid not null,
  code text not null,
  path text collate "C" not null,
  star_code text,
  seq int not null,
  kind text not null check (kind in ('BASE', 'BONUS', 'DEDUCT', 'VETO')),
  content text not null,
  amount int not null,
  cap int,
  period text not null,
  period_cap int,
  evidence_needed boolean not null,
  evidence_note text not null,
  checker text not null,
  primary key (region_id, version_id, code),
  constraint scheme_rule__version foreign key (region_id, version_id) references scheme_version (region_id, id),
  constraint scheme_rule__star foreign key (region_id, version_id, star_code) references scheme_star (region_id, version_id, code)
);

-- One book per village organisation and per member and year. s1…s10: the star sums, kept with the ledger in one
-- transaction (hundredths); head: digest of the last entry.
create table book (
  region_id int not null,
  id uuid not null,
  year int not null,
  subject text not null check (subject in ('ORG', 'MEMBER')),
  township_id uuid not null,
  village_id uuid not null,
  person_id uuid,
  path text collate "C" not null,
  book_no text not null,
  name text not null,
  category text,
  version_id uuid,
  elective_a text,
  elective_b text,
  exempt boolean not null default false,
  entries int not null default 0,
  head text not null default '',
  s1 int not null default 0, s2 int not null default 0, s3 int not null default 0, s4 int not null default 0,
  s5 int not null default 0, s6 int not null default 0, s7 int not null default 0, s8 int not null default 0,
  s9 int not null default 0, s10 int not null default 0,
  opened_on date not null,
  primary key (region_id, id),
  constraint book__number_once unique (region_id, year, book_no),
  constraint book__village foreign key (region_id, village_id) references unit (region_id, id),
  constraint book__version foreign key (region_id, version_id) references scheme_version (region_id, id),
  constraint book__subject check ((subject = 'MEMBER') = (person_id is not null))
) with (fillfactor = 70);
create unique index book__one_per_member on book (region_id, year, person_id) where subject = 'MEMBER';
create unique index book__one_per_village on book (region_id, year, village_id) where subject = 'ORG';
create index book__by_path on book (region_id, year, path);

-- The ledger: insert and select only (see repeatable/rights.sql). A mistake is a reversal.
create table points_entry (
  region_id int not null,
  id uuid not null,
  book_id uuid not null,
  seq int not null,
  path text collate "C" not null,
  person_id uuid,
  year int not null,
  quarter int not null check (quarter between 1 and 4),
  slot int not null check (slot between 1 and 10),
  version_id uuid not null,
  rule_code text not null,
  kind text not null,
  claimed int not null,
  counted int not null,
  fact_on date not null,
  source_kind text not null check (source_kind in ('SLIP_LINE', 'REVERSAL', 'RECOUNT', 'YEAR_END', 'OPENING')),
  source_id uuid not null,
  refers_to uuid,
  reason text not null,
  entered_by uuid not null,
  entered_by_name text not null,
  confirmed_by_name text,
  checked_by_name text,
  posted_at timestamptz not null,
  digest text not null,
  primary key (region_id, id),
  constraint points_entry__book foreign key (region_id, book_id) references book (region_id, id),
  constraint points_entry__in_order unique (region_id, book_id, seq),
  constraint points_entry__once_per_source unique (region_id, book_id, source_kind, source_id),
  constraint points_entry__refers check ((source_kind in ('REVERSAL', 'RECOUNT')) = (refers_to is not null))
);

create table quarter (
  region_id int not null,
  id uuid not null,
  village_id uuid not null,
  township_id uuid not null,
  path text collate "C" not null,
  year int not null,
  quarter int not null check (quarter between 1 and 4),
  state text not null,
  closed_on date,
  sealed_on date,
  notice_id uuid,
  head_code text,
  unlock_reason text,
  primary key (region_id, id),
  constraint quarter__once unique (region_id, village_id, year, quarter)
);

-- A points slip (积分申报单): one fact, its evidence, and the books it concerns. It is what waits in a queue.
create table slip (
  region_id int not null,
  id uuid not null,
  township_id uuid not null,
  village_id uuid not null,
  path text collate "C" not null,
  person_id uuid,
  year int not null,
  quarter int not null,
  late boolean not null default false,
  subject text not null,
  fact_on date not null,
  reason text not null,
  state text not null,
  checker text not null,
  confirmer text not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_post text not null,
  entered_at timestamptz not null,
  confirmed_by uuid,
  confirmed_by_name text,
  confirmed_at timestamptz,
  checked_by_name text,
  checked_at timestamptz,
  returned_from text,
  return_reason text,
  primary key (region_id, id),
  constraint slip__village foreign key (region_id, village_id) references unit (region_id, id)
);
create index slip__by_path on slip (region_id, path, state);
create table slip_line (
  region_id int not null,
  id uuid not null,
  slip_id uuid not null,
  book_id uuid not null,
  path text collate "C" not null,
  person_id uuid,
  version_id uuid not null,
  rule_code text not null,
  slot int not null check (slot between 1 and 10),
  amount int not null,
  fact_on date not null,
  ordinal int not null,
  live boolean not null,
  struck_reason text,
  struck_by_name text,
  primary key (region_id, id),
  constraint slip_line__slip foreign key (region_id, slip_id) references slip (region_id, id),
  constraint slip_line__book foreign key (region_id, book_id) references book (region_id, id),
  constraint slip_line__rule foreign key (region_id, version_id, rule_code) references scheme_rule (region_id, version_id, code)
);
create unique index slip_line__same_deed_once on slip_line (region_id, book_id, rule_code, slot, fact_on, ordinal) where live;
create index slip_line__by_slip on slip_line (region_id, slip_id);

create table veto (
  region_id int not null,
  id uuid not null,
  book_id uuid not null,
  path text collate "C" not null,
  rule_code text not null,
  reason text not null,
  happened_on date not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  lifted_reason text,
  lifted_at timestamptz,
  primary key (region_id, id),
  constraint veto__book foreign key (region_id, book_id) references book (region_id, id)
);
create index veto__by_book on veto (region_id, book_id);

-- Every tenant table is keyed by region_id first (docs/decisions/0003). Path: fixed-width labels, four base-36
-- characters a level, so that a subtree is the range [path, path || '~').

create table region (
  id int primary key,
  kind text not null check (kind in ('BANNER', 'COUNTY', 'DISTRICT')),
  name text not null,
  code text not null,
  created_at timestamptz not null
);

create table unit (
  region_id int not null references region (id),
  id uuid not null,
  parent_id uuid,
  kind text not null,
  name text not null,
  short_name text not null,
  party_org_name text,
  party_org_kind text,
  village_type text,
  path text collate "C" not null,
  seq int not null,
  first_on date not null,
  last_on date,
  primary key (region_id, id),
  constraint unit__path_once unique (region_id, path),
  constraint unit__parent foreign key (region_id, parent_id) references unit (region_id, id),
  constraint unit__period check (last_on is null or last_on >= first_on)
);
create index unit__children on unit (region_id, parent_id);

create table person (
  region_id int not null references region (id),
  id uuid not null,
  path text collate "C" not null,
  name text not null check (length(name) between 1 and 60),
  name_sort text not null,
  sex text check (sex in ('M', 'F')),
  born_on date,
  phone text,
  created_at timestamptz not null,
  primary key (region_id, id)
);
create index person__by_path on person (region_id, path);

create table membership (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  path text collate "C" not null,
  category text not null,
  status text not null,
  joined_on date,
  full_on date,
  linked_households int,
  first_on date not null,
  last_on date,
  primary key (region_id, id),
  constraint membership__person foreign key (region_id, person_id) references person (region_id, id),
  constraint membership__unit foreign key (region_id, unit_id) references unit (region_id, id),
  constraint membership__period check (last_on is null or last_on >= first_on)
);
create unique index membership__one_open on membership (region_id, person_id) where last_on is null;
create index membership__by_unit on membership (region_id, unit_id);

create table post_holding (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  path text collate "C" not null,
  post text not null,
  first_on date not null,
  last_on date,
  primary key (region_id, id),
  constraint post_holding__person foreign key (region_id, person_id) references person (region_id, id),
  constraint post_holding__unit foreign key (region_id, unit_id) references unit (region_id, id),
  constraint post_holding__period check (last_on is null or last_on >= first_on)
);
create unique index post_holding__once on post_holding (region_id, person_id, unit_id, post) where last_on is null;
create index post_holding__by_unit on post_holding (region_id, unit_id);

-- Identity. login_name is global: it finds the county before anything else is known.
create table account (
  region_id int not null,
  person_id uuid not null,
  login text not null,
  password_hash text not null,
  failed_count int not null default 0,
  locked_until timestamptz,
  epoch int not null default 0,
  created_at timestamptz not null,
  primary key (region_id, person_id),
  constraint account__person foreign key (region_id, person_id) references person (region_id, id)
);
create table login_name (
  login text primary key,
  region_id int not null,
  person_id uuid not null
);
create table session (
  region_id int not null,
  token_digest bytea not null,
  person_id uuid not null,
  acting text,
  epoch int not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (region_id, token_digest)
);

create table audit_entry (
  region_id int not null,
  id uuid not null,
  at timestamptz not null,
  path text collate "C" not null,
  person_id uuid,
  person_name text not null,
  post text,
  unit_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  note text,
  detail jsonb,
  trace_id text,
  primary key (region_id, id)
);
create index audit_entry__timeline on audit_entry (region_id, subject_kind, subject_id, at);

-- The answer is kept so that a repeated act answers the same without acting twice.
create table idempotency (
  region_id int not null,
  person_id uuid not null,
  key text not null,
  route text not null,
  input_digest text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (region_id, person_id, key)
);

create table calendar_year (
  region_id int not null,
  year int not null,
  source text not null,
  primary key (region_id, year)
);
create table calendar_day (
  region_id int not null,
  day date not null,
  is_workday boolean not null,
  name text not null,
  primary key (region_id, day)
);

create table setting (
  region_id int not null,
  key text not null,
  value jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (region_id, key)
);

create table file (
  region_id int not null,
  id uuid not null,
  path text collate "C" not null,
  person_id uuid,
  sha256 text not null,
  name text not null,
  mime text not null,
  size_bytes int not null,
  width int,
  height int,
  created_by uuid not null,
  created_by_name text not null,
  created_at timestamptz not null,
  primary key (region_id, id)
);
-- Which file supports which record (a slip, a veto, a plaque, an exemption…).
create table evidence (
  region_id int not null,
  subject_kind text not null,
  subject_id uuid not null,
  file_id uuid not null,
  path text collate "C" not null,
  primary key (region_id, subject_kind, subject_id, file_id),
  constraint evidence__file foreign key (region_id, file_id) references file (region_id, id)
);

-- One row per matter that waits for somebody; the unique key is the law that a record stands in exactly one queue.
create table work_item (
  region_id int not null,
  id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  path text collate "C" not null,
  title text not null,
  unit_id uuid not null,
  post text not null,
  person_id uuid,
  since timestamptz not null,
  begun_on date not null,
  due_on date,
  escalated_at timestamptz,
  escalated_unit_id uuid,
  handover_person_id uuid,
  handover_note text,
  reminded_at timestamptz,
  primary key (region_id, id),
  constraint work_item__one_queue unique (region_id, subject_kind, subject_id),
  constraint work_item__unit foreign key (region_id, unit_id) references unit (region_id, id)
);
create index work_item__queue on work_item (region_id, unit_id, post);

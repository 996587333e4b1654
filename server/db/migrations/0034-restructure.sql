-- 区划变更: units merge, split, move and are renamed. `path` of a row says who looks after it today and follows; the names
-- and superior of a unit on a day of the past stand here (docs/decisions/0012).
create table unit_past (
  region_id int not null,
  unit_id uuid not null,
  -- The state held until this day; it began after the one before, or when the unit was set up.
  last_on date not null,
  first_on date not null,
  path text collate "C" not null,
  name text not null,
  short_name text not null,
  party_org_name text,
  party_org_kind text,
  village_type text,
  -- With its names of that time: who looks after the unit today may not see its former superior.
  parent_id uuid,
  parent_name text,
  parent_short_name text,
  primary key (region_id, unit_id, last_on),
  constraint unit_past__unit foreign key (region_id, unit_id) references unit (region_id, id),
  constraint unit_past__period check (last_on >= first_on)
);

-- The highest label ever given below the unit: what moved away leaves no number to be given twice.
alter table unit add column seq_given int not null default 0;

-- What a seal covers stays; where an entry is read today stands beside it.
alter table audit_entry add column moved_path text collate "C";
create index audit_entry__moved on audit_entry (region_id, moved_path) where moved_path is not null;

-- The register: who decided what, by which document, and the units it concerned.
create table restructure (
  region_id int not null,
  id uuid not null,
  kind text not null,
  on_day date not null,
  doc_no text not null,
  reason text not null,
  figures jsonb not null,
  done_by_name text not null,
  done_at timestamptz not null,
  primary key (region_id, id),
  constraint restructure__kind check
    (kind in ('VILLAGE_MERGE', 'VILLAGE_MOVE', 'VILLAGE_SPLIT', 'TOWNSHIP_MERGE', 'TOWNSHIP_SPLIT', 'RENAME'))
);
create table restructure_unit (
  region_id int not null,
  restructure_id uuid not null,
  unit_id uuid not null,
  path text collate "C" not null,
  part text not null,
  name_before text,
  name_after text,
  primary key (region_id, restructure_id, unit_id),
  constraint restructure_unit__of foreign key (region_id, restructure_id) references restructure (region_id, id),
  constraint restructure_unit__unit foreign key (region_id, unit_id) references unit (region_id, id),
  constraint restructure_unit__part check (part in ('FROM', 'INTO', 'NEW', 'MOVED', 'RENAMED'))
);
create index restructure_unit__by_unit on restructure_unit (region_id, unit_id);

-- 软弱涣散基层党组织整顿: one case from suspicion to the end of the watch year; an organisation has one open case.
create table weak_case (
  region_id int not null,
  id uuid not null,
  village_id uuid not null,
  township_id uuid not null,
  path text collate "C" not null,
  org_name text not null,
  state text not null,
  suspected_on date not null,
  suspected_by_name text not null,
  verified_on date,
  verification text,
  dismissed_on date,
  dismissed_reason text,
  listed_on date,
  decision_doc text,
  county_leader text,
  first_secretary text,
  paired_unit text,
  measures text,
  deadline date,
  approved_on date,
  -- The present rectification: after a failed acceptance or a relapse it begins anew.
  begun_on date,
  applied_on date,
  application text,
  removed_on date,
  watch_until date,
  closed_on date,
  primary key (region_id, id),
  constraint weak_case__village foreign key (region_id, village_id) references unit (region_id, id),
  constraint weak_case__listed_by_decision check ((listed_on is null) = (decision_doc is null))
);
create unique index weak_case__one_open on weak_case (region_id, village_id) where state not in ('DISMISSED', 'CLOSED');
create index weak_case__by_path on weak_case (region_id, path);

-- Why it was suspected, as it stood that day; ref is the record that shows it.
create table weak_reason (
  region_id int not null,
  case_id uuid not null,
  seq int not null,
  path text collate "C" not null,
  criterion text not null,
  text text not null,
  ref_kind text,
  ref_id uuid,
  primary key (region_id, case_id, seq),
  constraint weak_reason__case foreign key (region_id, case_id) references weak_case (region_id, id)
);

create table weak_progress (
  region_id int not null,
  case_id uuid not null,
  month text not null,
  path text collate "C" not null,
  text text not null,
  reported_by_name text not null,
  reported_on date not null,
  primary key (region_id, case_id, month),
  constraint weak_progress__case foreign key (region_id, case_id) references weak_case (region_id, id)
);

create table weak_acceptance (
  region_id int not null,
  case_id uuid not null,
  round int not null,
  path text collate "C" not null,
  accepted_on date not null,
  score int not null check (score between 0 and 100),
  representatives int not null,
  satisfied int not null,
  basically int not null,
  dissatisfied int not null,
  passed boolean not null,
  verdict text not null,
  note text not null,
  recorded_by_name text not null,
  primary key (region_id, case_id, round),
  constraint weak_acceptance__case foreign key (region_id, case_id) references weak_case (region_id, id),
  constraint weak_acceptance__votes check (satisfied + basically + dissatisfied = representatives)
);

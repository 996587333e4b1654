-- Who looked at a person's record, for that person to read. 依据: not in audit_entry, whose rows a village reads
-- together; these are the person's own. One line a day, viewer and kind: the table grows with people who look, not with clicks.
create table record_view (
  region_id int not null,
  person_id uuid not null,
  day date not null,
  viewer_id uuid not null,
  what text not null,
  path text collate "C" not null,
  viewer_name text not null,
  post text not null,
  unit_name text not null,
  at timestamptz not null,
  primary key (region_id, person_id, day, viewer_id, what),
  constraint record_view__person foreign key (region_id, person_id) references person (region_id, id)
);

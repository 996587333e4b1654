-- Figures of units too large to be counted while somebody waits: made again on a schedule, each with the time it is of.
-- Only regions far larger than a county have any (server/src/reports/roll-up.ts).
create table area_figures (
  region_id int not null,
  kind text not null check (kind in ('OVERVIEW', 'RESULTS', 'ENTRIES')),
  year int not null,
  -- ORG or MEMBER; empty where the figures are of both.
  subject text not null,
  unit_id uuid not null,
  path text collate "C" not null,
  as_of timestamptz not null,
  -- { own: of the unit, below: { unit right below: its own } }
  figures jsonb not null,
  primary key (region_id, kind, year, subject, unit_id),
  constraint area_figures__unit foreign key (region_id, unit_id) references unit (region_id, id)
);

-- A sheet that somebody handed in to be brought in. The file itself lies sealed beside the database; of what stands in it
-- only counts, changes in words and faults without numbers of people are kept here.
create table import (
  region_id int not null,
  id uuid not null,
  path text collate "C" not null,
  person_id uuid not null,
  post text not null,
  kind text not null,
  year int,
  file_name text not null,
  file_form text not null,
  sha256 text not null,
  size_bytes int not null,
  state text not null,
  errand_id uuid not null,
  counts jsonb,
  changes jsonb,
  mode text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (region_id, id),
  constraint import__state check (state in ('CHECKING', 'CHECKED', 'WRITING', 'DONE', 'CANCELLED')),
  constraint import__form check (file_form in ('xlsx', 'xls')),
  constraint import__mode check (mode in ('ALL', 'GOOD')),
  constraint import__person foreign key (region_id, person_id) references person (region_id, id),
  constraint import__errand foreign key (region_id, errand_id) references errand (region_id, id)
);
create index import__mine on import (region_id, person_id, created_at);

create table import_fault (
  region_id int not null,
  import_id uuid not null,
  ordinal int not null,
  path text collate "C" not null,
  person_id uuid not null,
  row_no int not null,
  column_title text,
  cell text,
  message text not null,
  primary key (region_id, import_id, ordinal),
  constraint import_fault__import foreign key (region_id, import_id) references import (region_id, id)
);

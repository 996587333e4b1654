-- Long work of one person in one of his posts: who asked, with what, how far it is, and the file it made (kept beside the
-- database, platform-side name is the row's id).
create table errand (
  region_id int not null,
  id uuid not null,
  path text collate "C" not null,
  person_id uuid not null,
  post text not null,
  acting text not null,
  kind text not null,
  title text not null,
  input jsonb not null,
  state text not null,
  done int not null default 0,
  total int,
  step text,
  message text,
  cancel_asked boolean not null default false,
  file_name text,
  file_mime text,
  file_size int,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (region_id, id),
  constraint errand__state check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  constraint errand__person foreign key (region_id, person_id) references person (region_id, id)
);
create index errand__mine on errand (region_id, person_id, created_at);

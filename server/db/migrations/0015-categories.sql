-- What a county calls a category of villages or members, and whether it is still given. No row: the program's own word.
create table category (
  region_id int not null,
  kind text not null,
  code text not null,
  name text not null,
  off boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (region_id, kind, code),
  constraint category__kind check (kind in ('VILLAGE', 'MEMBER')),
  constraint category__name unique (region_id, kind, name)
);

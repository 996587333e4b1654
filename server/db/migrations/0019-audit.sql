-- Where an act came from, whether it was refused, and the seal over it. Rows stay append-only: the app's role may set
-- nothing but the seal's two columns, and what a seal covers can no longer be changed unseen (docs/decisions/0009).
alter table audit_entry add column address text;
alter table audit_entry add column outcome text not null default 'DONE';
alter table audit_entry add constraint audit_entry__outcome check (outcome in ('DONE', 'REFUSED'));
alter table audit_entry add column seal_no int;
alter table audit_entry add column digest text;
create index audit_entry__unsealed on audit_entry (region_id, at, id) where seal_no is null;
create index audit_entry__by_time on audit_entry (region_id, at desc, id desc);
create index audit_entry__by_seal on audit_entry (region_id, seal_no);

create table audit_seal (
  region_id int not null,
  seq int not null,
  entries int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  digest text not null,
  sealed_at timestamptz not null,
  primary key (region_id, seq),
  constraint audit_seal__some check (entries > 0)
);

-- A book whose standing went into another book: of the branch its member moved to, or of the book kept when one person
-- had been entered twice. Its entries stay where they were posted; what stood in it was reversed and stands there.
alter table book add column moved_to uuid;
alter table book add column moved_on date;
alter table book add column moved_kind text;
alter table book add column moved_reason text;
alter table book add constraint book__moved check
  ((moved_to is null) = (moved_on is null) and (moved_to is null) = (moved_kind is null) and (moved_to is null or exempt));
alter table book add constraint book__moved_kind check (moved_kind in ('TRANSFER', 'MERGE'));
drop index book__one_per_member;
create unique index book__one_per_member on book (region_id, year, person_id) where subject = 'MEMBER' and moved_to is null;
create index book__moved_to on book (region_id, moved_to) where moved_to is not null;
alter table points_entry drop constraint points_entry_source_kind_check;
alter table points_entry add constraint points_entry__source_kind
  check (source_kind in ('SLIP_LINE', 'REVERSAL', 'RECOUNT', 'YEAR_END', 'OPENING', 'CARRIED'));

create table star_removal (
  region_id int not null,
  id uuid not null,
  book_id uuid not null,
  township_id uuid not null,
  path text collate "C" not null,
  state text not null check
    (state in ('PROPOSED', 'WITHDRAWN', 'REFUSED', 'DECIDED', 'PUBLIC_NOTICE', 'NOTICE_CLOSED', 'EFFECTIVE', 'CANCELLED')),
  from_level int not null,
  to_level int not null,
  from_class text,
  to_class text,
  basis text not null,
  reason text not null,
  proposed_by_name text not null,
  proposed_on date not null,
  met_on date,
  doc_no text,
  decision text,
  decided_by_name text,
  notice_id uuid,
  notice_closed_on date,
  effective_on date,
  ended_reason text,
  primary key (region_id, id),
  constraint star_removal__rating foreign key (region_id, book_id) references rating (region_id, book_id),
  constraint star_removal__lower check (to_level between 0 and 10 and to_level < from_level),
  constraint star_removal__decided check
    (state not in ('DECIDED', 'PUBLIC_NOTICE', 'NOTICE_CLOSED', 'EFFECTIVE') or (met_on is not null and doc_no is not null)),
  -- 依据: results cannot skip their public notice, neither when given nor when taken.
  constraint star_removal__notice_before_effect check
    ((state = 'EFFECTIVE') = (effective_on is not null)
      and (effective_on is null or (notice_id is not null and notice_closed_on is not null and effective_on >= notice_closed_on)))
);
create unique index star_removal__one_running on star_removal (region_id, book_id)
  where state in ('PROPOSED', 'DECIDED', 'PUBLIC_NOTICE', 'NOTICE_CLOSED');
create index star_removal__by_path on star_removal (region_id, path, state);

-- What is offered to me counts as mine; without this, every page's head walks through everybody's matters to find it.
create index work_item__offered on work_item (region_id, handover_person_id) where handover_person_id is not null;

-- A township asks for what lies in it: neither the villages nor the quarters of a whole region are walked through for that.
create index quarter__by_path on quarter (region_id, year, path);
create index declaration_sheet__by_path on declaration_sheet (region_id, year, path);
create index notice__by_path on notice (region_id, path);

-- How much was entered in a quarter is counted from the index too, and not from entries that lie all over the table.
alter table points_entry drop constraint points_entry__in_order;
alter table points_entry add constraint points_entry__in_order unique (region_id, book_id, seq)
  include (slot, rule_code, kind, counted, fact_on, version_id, path, person_id, year, quarter);

-- The plaque and the uses of a book's stars.
create index plaque__by_book on plaque (region_id, book_id);
create index star_use__by_book on star_use (region_id, book_id);

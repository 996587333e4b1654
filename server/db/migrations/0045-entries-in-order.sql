-- What caps ask of a book before every entry, and what is added up again from its entries, is read from the index alone: the
-- entries of a book lie all over the table, in the order of time. Path and person are what row-level security compares.
alter table points_entry drop constraint points_entry__in_order;
alter table points_entry add constraint points_entry__in_order unique (region_id, book_id, seq)
  include (slot, rule_code, kind, counted, fact_on, version_id, path, person_id);

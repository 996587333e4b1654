-- Every request asks which posts and which membership its person has on the day: the past ones too, so no partial index serves.
create index post_holding__by_person on post_holding (region_id, person_id);
create index membership__by_person on membership (region_id, person_id);

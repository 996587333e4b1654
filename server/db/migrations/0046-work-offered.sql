-- What is offered to me counts as mine; without this, every page's head walks through everybody's matters to find it.
create index work_item__offered on work_item (region_id, handover_person_id) where handover_person_id is not null;

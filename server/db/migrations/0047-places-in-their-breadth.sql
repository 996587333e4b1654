-- Labels of paths begin with zeros, so PostgreSQL takes what lies between two of the hundred samples that it keeps of a
-- column for next to nothing: a county among many was one row to it, and its books were walked through once for each line
-- (ten seconds a batch, measured with a million books). With a thousand samples a county has one of its own.
alter table unit alter column path set statistics 1000;
alter table person alter column path set statistics 1000;
alter table membership alter column path set statistics 1000;
alter table book alter column path set statistics 1000;
alter table points_entry alter column path set statistics 1000;
alter table rating alter column path set statistics 1000;
alter table slip alter column path set statistics 1000;
alter table slip_line alter column path set statistics 1000;
alter table work_item alter column path set statistics 1000;
alter table quarter alter column path set statistics 1000;
alter table declaration_sheet alter column path set statistics 1000;
analyze unit;
analyze person;
analyze membership;
analyze book;
analyze points_entry;
analyze rating;
analyze slip;
analyze slip_line;
analyze work_item;
analyze quarter;
analyze declaration_sheet;

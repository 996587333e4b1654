-- What a picture looks like: one bit for each of 64 neighbouring pairs of grey pixels; pictures a few bits apart are alike.
-- 依据: found by bit_count(a.look # b.look). Null for what is no picture, and for pictures kept before this column stood.
alter table xinghe.file add column look bit(64);

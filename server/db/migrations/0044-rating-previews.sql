-- 预评: what the year end would give as of an instant, in one row a township and subject. A row is what one evaluation of
-- the whole region found there; the next takes the place of all of them at once, so whoever reads sees one evaluation.
-- The arrays run alike, a book an element; they stay in the row and are not squeezed while they fit. See server/src/stars/preview.
create table rating_preview (
  region_id int not null,
  township_id uuid not null,
  year int not null,
  subject text not null check (subject in ('ORG', 'MEMBER')),
  path text collate "C" not null,
  as_of timestamptz not null,
  books uuid[] not null,
  -- Hundredths.
  totals int[] not null,
  -- Three bits a star, the first star highest: not lit, lit, red, silver, gold.
  colours int[] not null,
  -- Four bits each: level and one more (0 not rated), whole tens of the total, class (0 none, 1, 2, 3).
  levels int[] not null,
  -- In the region, among organisations, and among members where the county ranks them; else 0.
  ranks int[] not null,
  -- What lacks to the next star or level in hundredths, and the slot of that star in the lowest four bits (0 a level).
  lacking int[] not null,
  primary key (region_id, township_id, year, subject)
) with (toast_tuple_target = 8160);

-- 结果通报. A draft's figures are computed whenever it is looked at; those of the day of issue are frozen with it.
create table circular (
  region_id int not null,
  id uuid not null,
  township_id uuid,
  path text collate "C" not null,
  year int not null,
  subject text not null check (subject in ('ORG', 'MEMBER')),
  state text not null check (state in ('DRAFT', 'ISSUED', 'WITHDRAWN')),
  doc_word text,
  doc_year int,
  doc_seq int,
  title text not null,
  addressees text not null,
  body text not null,
  copies text,
  issuer text not null,
  office text not null,
  issued_on date,
  left_out jsonb not null,
  frozen jsonb,
  made_by_name text not null,
  made_at timestamptz not null,
  issued_by_name text,
  issued_at timestamptz,
  withdraw_reason text,
  primary key (region_id, id),
  constraint circular__number_once unique (region_id, path, doc_word, doc_year, doc_seq),
  constraint circular__issued_whole check
    (state <> 'ISSUED' or (doc_word is not null and doc_year is not null and doc_seq is not null
      and issued_on is not null and issued_at is not null and frozen is not null))
);

-- ID number, telephone and bank account: sealed by the app (server/src/platform/sealed.ts), with keyed digests to find
-- them by. 依据: whoever copies the database or a backup reads none of them.
alter table person
  add column id_number_sealed text,
  add column id_number_hash text,
  add column phone_sealed text,
  add column phone_hash text,
  add column bank_account_sealed text;

create unique index person__id_number on person (region_id, id_number_hash) where id_number_hash is not null;

create index person__phone on person (region_id, phone_hash) where phone_hash is not null;

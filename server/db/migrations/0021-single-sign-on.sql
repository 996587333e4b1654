-- 单点登录. sign_on stood empty until now. Its secret is sealed by the app (server/src/platform/sealed.ts).
delete from sign_on;
alter table sign_on drop column client_secret;
alter table sign_on add column client_secret_sealed text not null;
alter table sign_on add column asks_factor boolean not null;

-- One sign-on under way, of one browser: sent to the provider (nonce and verifier; nobody yet), or vouched for by it and
-- waiting for the code of the second factor (a person). Taken out by the first request that comes back.
create table sign_on_visit (
  region_id int not null,
  browser_digest bytea not null,
  state text,
  nonce text,
  verifier text,
  person_id uuid,
  expires_at timestamptz not null,
  primary key (region_id, browser_digest),
  constraint sign_on_visit__person foreign key (region_id, person_id) references person (region_id, id),
  constraint sign_on_visit__stage check (
    person_id is null and state is not null and nonce is not null and verifier is not null
    or person_id is not null and state is null and nonce is null and verifier is null)
);

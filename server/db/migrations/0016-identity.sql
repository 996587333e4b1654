-- Passwords with an age and a history, failures counted by name and by address, sessions a person can see and end,
-- the second factor, and single sign-on.
alter table account add column must_change boolean not null default false;
alter table account add column password_at timestamptz;
update account set password_at = created_at;
alter table account alter column password_at set not null;
alter table account add column totp_secret text;
alter table account add column totp_since timestamptz;
alter table account add column totp_step int not null default 0;
alter table account drop column failed_count;
alter table account drop column locked_until;

-- Who is signed in now signs in once more: a session from before says neither device nor address.
delete from session;
alter table session add column id uuid not null;
alter table session add column address text not null;
alter table session add column device text not null;
alter table session add column idle_minutes int not null;
alter table session add column pending text;
alter table session add constraint session__id unique (region_id, id);
alter table session add constraint session__pending check (pending in ('PASSWORD', 'FACTOR'));
create index session__person on session (region_id, person_id);

-- Names and addresses stand here as digests: a password typed into the field of the name is not kept.
create table sign_in_count (
  region_id int not null,
  subject text not null,
  failures int not null,
  last_at timestamptz not null,
  locked_until timestamptz,
  primary key (region_id, subject)
);
create table password_history (
  region_id int not null,
  person_id uuid not null,
  replaced_at timestamptz not null,
  password_hash text not null,
  primary key (region_id, person_id, replaced_at)
);
create table recovery_code (
  region_id int not null,
  person_id uuid not null,
  digest bytea not null,
  primary key (region_id, person_id, digest)
);
create table sign_on (
  region_id int not null,
  enabled boolean not null,
  label text not null,
  issuer text not null,
  client_id text not null,
  client_secret text not null,
  claim text not null,
  address text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (region_id)
);

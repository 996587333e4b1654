-- The secret of the second factor: sealed by the app (server/src/platform/sealed.ts), like the numbers of people.
alter table account add column totp_sealed text;

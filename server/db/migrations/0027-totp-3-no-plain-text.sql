alter table account drop column totp_secret;

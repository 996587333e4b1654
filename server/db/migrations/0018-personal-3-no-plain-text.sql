alter table person drop column phone;

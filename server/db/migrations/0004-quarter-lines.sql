-- A quarterly notice shows what each book gained and lost in the quarter beside its total of the year (hundredths, both ≥ 0).
alter table notice_line
  add column plus int check (plus >= 0),
  add column minus int check (minus >= 0);

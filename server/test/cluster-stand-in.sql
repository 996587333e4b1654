-- Stands in for the functions of Citus on one PostgreSQL: refuses what they refuse, and cuts a table into partitions by its
-- column, so that PostgreSQL itself refuses a key that does not hold it. For server/test/distribute.test.ts.
create table public.pg_dist_partition (logicalrelid regclass primary key, partmethod "char", repmodel "char");

create function public.refuse_tied(given regclass) returns void language plpgsql as $$
begin
  if exists (select from pg_constraint where contype = 'f' and given in (conrelid, confrelid)) then
    raise exception '% is tied by foreign keys', given;
  end if;
end $$;

create function public.create_reference_table(given regclass) returns void language plpgsql as $$
begin
  perform refuse_tied(given);
  insert into pg_dist_partition values (given, 'n', 't');
end $$;

create function public.create_distributed_table(given regclass, spread_by text, colocate_with text, shard_count int default null)
returns void language plpgsql as $$
declare
  whole text := given::text;
  bare text := (select relname from pg_class where oid = given);
  key record;
  written text;
begin
  perform refuse_tied(given);
  if colocate_with <> 'none' and not exists (select from pg_dist_partition where logicalrelid = colocate_with::regclass) then
    raise exception '% is not spread yet', colocate_with;
  end if;
  execute format('alter table %s rename to whole_before', whole);
  execute format('create table %s (like xinghe.whole_before including defaults including generated including constraints including storage) partition by hash (%I)', whole, spread_by);
  for n in 0..3 loop
    execute format('create table xinghe.%I partition of %s for values with (modulus 4, remainder %s)', bare || '__part_' || n, whole, n);
  end loop;
  select string_agg(quote_ident(attname), ', ' order by attnum) into written from pg_attribute
    where attrelid = 'xinghe.whole_before'::regclass and attnum > 0 and not attisdropped and attgenerated = '';
  execute format('insert into %s (%s) select %s from xinghe.whole_before', whole, written, written);
  -- Keys and indexes under their own names, so that a refusal is the one that is known by its name.
  create temporary table key_before on commit drop as
    select i.relname as index_name, k.conname, k.contype::text, pg_get_constraintdef(k.oid) as of_constraint,
      replace(pg_get_indexdef(x.indexrelid), 'xinghe.whole_before', whole) as of_index
    from pg_index x join pg_class i on i.oid = x.indexrelid left join pg_constraint k on k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x')
    where x.indrelid = 'xinghe.whole_before'::regclass;
  drop table xinghe.whole_before;
  for key in select * from key_before loop
    if key.conname is not null then
      execute format('alter table %s add constraint %I %s', whole, key.conname, key.of_constraint);
    else
      execute key.of_index;
    end if;
  end loop;
  drop table key_before;
  insert into pg_dist_partition values (whole::regclass, 'h', 'c');
end $$;

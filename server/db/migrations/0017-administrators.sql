-- 三员分立: nobody holds two of the three administrators' posts at the same time (the acts also keep their business posts
-- apart, which an index cannot say).
create unique index post_holding__one_administrator on post_holding (region_id, person_id)
  where last_on is null and post in ('SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR');

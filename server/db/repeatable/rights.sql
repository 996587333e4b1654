-- The second wall. The app's role owns nothing; a forgotten `within` in a query shows no rows.
-- A request sets app.region_id, app.path_from, app.path_to (its subtree as a range of paths) and app.person (empty for staff)
-- with SET LOCAL; a missing setting compares with null and shows nothing. No sub-select in any policy: a policy with
-- one was measured up to 10,000 times slower than the plain comparison.
-- @role@ is replaced by the migrator with the app's role.

grant usage on schema xinghe to @role@;
grant select on region, migration to @role@;
grant select, insert, delete on login_name to @role@;

-- :tenant name policy grants — expanded by the migrator, see platform/migrate.ts
-- region: the whole county, whatever the subtree
-- path:   rows of the subtree
-- ancestor: rows of the subtree and of the units above it (names of units, schemes of the township)
-- county: read in the whole county (a township copies another's scheme), written in the subtree
-- lineage: like county, but written also from below (a village's first entry locks the township's version)
-- person: like path; a member acting as himself sees only rows that are his own or nobody's
-- trail:  like path, by where the entry is read today (its sealed path stays)
-- self:   like person, for the register of people: the row is the person
@tenant unit ancestor select,insert,update
@tenant unit_past ancestor select,insert
@tenant restructure region select,insert
@tenant restructure_unit path select,insert
@tenant person self select,insert,update
@tenant membership person select,insert,update
@tenant post_holding path select,insert,update
@tenant substitution path select,insert,update
@tenant account region select,insert,update
@tenant session region select,insert,update,delete
@tenant sign_in_count region select,insert,update,delete
@tenant password_history region select,insert
@tenant recovery_code region select,insert,delete
@tenant sign_on region select,insert,update
@tenant sign_on_visit region select,insert,delete
@tenant audit_entry trail select,insert
grant update (seal_no, digest, moved_path) on audit_entry to @role@;
@tenant audit_seal region select,insert
@tenant idempotency region select,insert,update,delete
@tenant calendar_year region select,insert,update
@tenant calendar_day region select,insert,update,delete
@tenant setting region select,insert,update
@tenant category region select,insert,update
@tenant file person select,insert
@tenant record_view person select,insert
@tenant evidence path select,insert,delete
@tenant work_item path select,insert,update,delete
@tenant scheme county select,insert,update
@tenant scheme_version lineage select,insert,update
@tenant scheme_star county select,insert,update,delete
@tenant scheme_rule county select,insert,update,delete
@tenant book person select,insert,update
@tenant points_entry person select,insert
@tenant quarter path select,insert,update
@tenant slip person select,insert,update
@tenant slip_line person select,insert,update,delete
@tenant veto path select,insert,update
@tenant declaration_sheet path select,insert,update
@tenant declaration person select,insert,update
@tenant exemption person select,insert,update
@tenant year_end_sheet path select,insert,update
@tenant determination ancestor select,insert,update
@tenant rating person select,insert,update
@tenant notice region select,insert,update
@tenant notice_line region select,insert
@tenant objection path select,insert,update
@tenant plaque path select,insert,update
@tenant star_use path select,insert,update
@tenant star_removal path select,insert,update
@tenant past_result person select,insert,update,delete
@tenant circular path select,insert,update
@tenant weak_case path select,insert,update
@tenant weak_reason path select,insert
@tenant weak_progress path select,insert
@tenant weak_acceptance path select,insert
@tenant errand person select,insert,update
@tenant import person select,insert,update
@tenant import_fault person select,insert,delete
@tenant area_figures path select,insert,update,delete
-- 区划变更: where a unit moves, the path of what is written once follows, and nothing else of it
-- (server/src/org/repath.ts, docs/decisions/0012).
grant update (path) on unit_past to @role@;
grant update (path) on restructure_unit to @role@;
grant update (path) on file to @role@;
grant update (path) on record_view to @role@;
grant update (path) on import_fault to @role@;
grant update (path) on evidence to @role@;
grant update (path) on points_entry to @role@;
grant update (path) on notice_line to @role@;
grant update (path) on weak_reason to @role@;
grant update (path) on weak_progress to @role@;
grant update (path) on weak_acceptance to @role@;
@tenant paper_sheet path select,insert,update
@tenant paper_keying path select,insert,update,delete
@tenant rating_preview path select,insert,delete
grant update (path) on rating_preview to @role@;

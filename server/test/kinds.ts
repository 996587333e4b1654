/** Which row the ids, keys and codes of a request mean: by their name, else by what the path is about. */
import type { Route } from '@xinghe/contract/route'

/** Whose id a name means; `id` and `ids` mean what the path is about. */
const byName: [RegExp, string][] = [
  [/bookIds?$/i, 'book'],
  [/^intoId$/, 'book'],
  [/villageIds?$/i, 'village'],
  [/(townshipIds?|leftOutIds)$/i, 'township'],
  [/unitId$/i, 'village'],
  [/parentId$/, 'village'],
  [/fileIds?$/i, 'file'],
  [/personIds?$/i, 'person'],
  [/holdingId$/, 'post_holding'],
  [/determinationIds?$/, 'determination'],
  [/entryIds$/, 'points_entry'],
  [/sampledIds$/, 'slip'],
  [/versionId$/, 'scheme_version'],
]
const byPath: [RegExp, string][] = [
  [/exports\/determination/, 'determination'],
  [/exports\/work/, 'work_item'],
  [/errands/, 'errand'],
  [/papers\/find/, 'paper_code'],
  [/papers/, 'paper_sheet'],
  [/api\/imports/, 'import'],
  [/files/, 'file'],
  [/public\/plaques/, 'plaque_code'],
  [/public\/objections/, 'tracking_code'],
  [/public\/notices/, 'notice_code'],
  [/notices/, 'notice'],
  [/objections/, 'objection'],
  [/(org|restructure)\/units/, 'village'],
  [/(org|identity)\/people/, 'person'],
  [/identity\/sessions/, 'session'],
  [/org\/posts/, 'post_holding'],
  [/substitutions/, 'substitution'],
  [/books/, 'book'],
  [/vetoes/, 'veto'],
  [/slips/, 'slip'],
  [/removals/, 'star_removal'],
  [/results\/past/, 'past_result'],
  [/circulars/, 'circular'],
  [/plaques/, 'plaque'],
  [/exemptions/, 'exemption'],
  [/schemes/, 'scheme_version'],
  [/year-end\/determinations/, 'determination'],
  [/year-end/, 'year_end_sheet'],
  [/declarations/, 'declaration_sheet'],
  [/api\/work/, 'work_item'],
  [/weak/, 'weak_case'],
]
/** What kind of row a name in a request to the route means; undefined where it names none. */
export const kindOf = (route: Route, name: string): string | undefined =>
  name === 'ruleCode'
    ? 'rule_code'
    : (byName.find(([form]) => form.test(name)) ??
        (/^(id|ids|sheetId|code|key)$/.test(name)
          ? byPath.find(([form]) => form.test(route.path))
          : undefined))?.[1]

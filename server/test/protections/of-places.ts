/** Who sees which place: the walks, with each wall alone. */
import type { Protection } from './protection.ts'

const permits = 'server/src/platform/permit.ts'
const range = `(\${col('region_id')} = \${by.regionId} and \${col('path')} >= \${by.path} and \${col('path')} < \${\`\${by.path}~\`}\${own})`
const firstWall = 'server/test/walk-first-wall.test.ts'

export const ofPlaces: Protection[] = [
  {
    name: 'the first wall alone: lists keep to the subtree',
    file: permits,
    find: range,
    replace: `(\${col('region_id')} = \${by.regionId}\${own})`,
    test: firstWall,
    named: 'GET /api/books',
  },
  {
    name: 'the first wall alone: a member sees his own',
    file: permits,
    find: `options.person && by.post === 'MEMBER'`,
    replace: `options.person && by.post !== by.post`,
    test: firstWall,
    named: 'GET /api/books',
  },
  {
    name: 'the first wall alone: an act reaches its subtree',
    file: permits,
    find: `  if (!inside(by, path)) throw new Refusal('common.not_found')\n`,
    replace: '',
    test: 'server/test/access.test.ts',
    named: 'the first wall alone',
  },
  {
    name: 'the second wall alone: the subtree',
    file: 'server/src/platform/migrate.ts',
    find: '  path: { using: inRange, check: inRange },',
    replace: `  path: { using: "region_id = nullif(current_setting('app.region_id', true), '')::int", check: inRange },`,
    test: 'server/test/walk-second-wall.test.ts',
    named: 'walk behind the second wall',
  },
  {
    name: 'the person concerned sees who opened his record',
    file: 'server/src/org/record-views.ts',
    find: 's where s.person_id <>',
    replace: 's where false and s.person_id <>',
    test: 'server/src/org/record-views.test.ts',
    named: 'whoever opens the book',
  },
  {
    name: 'each sees who opened his own record alone',
    file: 'server/src/org/record-views.ts',
    find: ' and person_id = $' + '{by.personId}\n    group by',
    replace: '\n    group by',
    test: 'server/src/org/record-views.test.ts',
    named: 'a neighbour sees his own viewers only',
  },
]

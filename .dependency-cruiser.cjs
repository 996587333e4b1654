/** Borders of the house (ARCHITECTURE.md). Each rule has a fixture in server/test/borders that breaks it. */
const capabilities =
  'org|identity|files|print|errands|work|notices|points|stars|weak|reports|backups|audit|imports|exports|prints|setup|restructure|papers'
const base = 'org|identity|files|print|errands'
/** On top, like reports: they call the acts of the others. */
const top = 'weak|reports|imports|exports|prints|setup|restructure|papers'
const src = '^server/src'
// A screen's capability; those of the stars are one each.
const screens =
  '^web/src/(identity|notices|backups|audit|org|points|reports|weak|work|errands|imports|exports|prints|setup|restructure|papers|stars/[^/]+)/'
/** What others may use of a capability of screens: its index, or these shared files. */
const shown = ['/index\\.ts$', '^web/src/org/(UnitPicker\\.tsx|units\\.ts)$', '^web/src/work/timeline\\.ts$']

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Whoever reads a file must find its end.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'through-the-door',
      severity: 'error',
      comment: 'Another capability is entered through its index.ts only.',
      from: { path: `${src}/(${capabilities})/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: `${src}/(${capabilities})/`,
        pathNot: [`${src}/$1/`, `${src}/(${capabilities})/index\\.ts$`, '\\.rules\\.ts$'],
      },
    },
    {
      name: 'platform-knows-nobody',
      severity: 'error',
      comment: 'platform stands below every capability.',
      from: { path: `${src}/platform/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${src}/(${capabilities})/` },
    },
    {
      name: 'order-of-dependence',
      severity: 'error',
      comment:
        'org, identity, files, print, errands ← work ← notices ← points ← stars ← weak, reports, imports, exports, prints, setup, restructure, papers.',
      from: { path: `${src}/(${base})/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${src}/(work|notices|points|stars|${top})/` },
    },
    {
      name: 'order-of-dependence-work',
      severity: 'error',
      from: { path: `${src}/work/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${src}/(notices|points|stars|${top})/` },
    },
    {
      name: 'order-of-dependence-points',
      severity: 'error',
      from: { path: `${src}/(notices|points)/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${src}/(stars|${top})/`, pathNot: '\\.rules\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: '*.rules.ts decides; it touches nothing.',
      from: { path: '\\.rules\\.ts$' },
      to: { pathNot: ['^contract/src', '\\.rules\\.ts$'] },
    },
    {
      name: 'only-platform-knows-pg',
      severity: 'error',
      from: { path: src, pathNot: `${src}/platform/` },
      to: { path: 'node_modules/pg/' },
    },
    {
      name: 'contract-imports-zod-and-itself',
      severity: 'error',
      from: { path: '^contract/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^contract/src', 'node_modules/zod/'] },
    },
    {
      name: 'web-knows-only-the-contract',
      severity: 'error',
      from: { path: '^web/src' },
      to: { path: ['^server/src', '^demo'] },
    },
    {
      name: 'screens-through-the-door',
      severity: 'error',
      comment: "Another capability's screens are used through its index or its shared files only.",
      from: { path: screens, pathNot: '\\.test\\.ts$' },
      to: { path: screens, pathNot: ['^web/src/$1/', ...shown] },
    },
    {
      name: 'ui-knows-no-screen',
      severity: 'error',
      comment: 'ui stands below app and every capability; app knows their lists of pages only.',
      from: { path: '^web/src/ui/', pathNot: '\\.test\\.ts$' },
      to: { path: screens },
    },
    {
      name: 'app-knows-lists-of-pages',
      severity: 'error',
      from: { path: '^web/src/app/', pathNot: '\\.test\\.ts$' },
      to: { path: screens, pathNot: '/pages\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '\\.css$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs'],
    },
  },
}

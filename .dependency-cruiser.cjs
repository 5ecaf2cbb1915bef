// The arrows of docs/architecture.md. Each rule's comment is what a developer reads when it fails.
const layers = ['kernel', 'domain', 'ledger', 'views', 'intake', 'reporting', 'application', 'wiring'];
const allowed = {
  kernel: [],
  domain: ['kernel'],
  ledger: ['kernel'],
  views: ['domain', 'ledger', 'kernel'],
  intake: ['domain', 'kernel'],
  reporting: ['domain', 'kernel'],
  application: ['views', 'intake', 'reporting', 'domain', 'ledger', 'kernel'],
  wiring: ['application', 'views', 'intake', 'reporting', 'ledger', 'kernel'],
};
const product = { pathNot: '\\.(spec|fixture)\\.ts$' };
// What only tests run: the contract suite of libs/ledger is one, although it is no spec by itself.
const tests = '\\.(spec|fixture)\\.ts$|^libs/(testing|ledger/src/contract)/';
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that import each other have one idea between them: find it.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'libs-know-no-apps',
      comment: 'Apps are composition roots; nothing depends on them.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    ...layers.map((lib) => ({
      name: `${lib}-imports-inwards`,
      comment: `libs/${lib} may import only ${allowed[lib].join(', ') || 'nothing of ours'}: imports point one way.`,
      severity: 'error',
      from: { path: `^libs/${lib}/`, ...product },
      to: { path: '^libs/', pathNot: `^libs/(${[lib, ...allowed[lib]].join('|')})/` },
    })),
    {
      name: 'pure-rooms-know-no-framework',
      comment: 'kernel, domain, views, intake, reporting and application run without Nest.',
      severity: 'error',
      from: { path: '^libs/(kernel|domain|ledger|views|intake|reporting|application)/' },
      to: { path: 'node_modules/@nestjs' },
    },
    {
      name: 'domain-does-no-io',
      comment: 'A decision that reads a file or a database cannot be replayed.',
      severity: 'error',
      from: { path: '^libs/(kernel|domain)/', ...product },
      to: { path: '^(fs|node:fs|net|http|child_process|worker_threads)|node_modules/better-sqlite3' },
    },
    {
      name: 'sqlite-stays-in-the-ledger',
      comment: 'Only libs/ledger speaks SQL: views are folds, and everybody else asks a reader.',
      severity: 'error',
      from: { pathNot: '^(libs/ledger/|test/)' },
      to: { path: 'node_modules/better-sqlite3' },
    },
    {
      name: 'files-know-no-streams',
      comment:
        'A ledger in a file of this machine is there without any store of streams: replicas rest on it, not it on them.',
      severity: 'error',
      from: { path: '^libs/ledger/src/sqlite/', ...product },
      to: { path: '^libs/ledger/src/stream-store/' },
    },
    {
      name: 'a-store-is-reached-through-its-port',
      comment: 'What is particular to one store of streams lies in its adapter, which only the list of stores names.',
      severity: 'error',
      from: { pathNot: '^libs/ledger/src/stream-store/(eventstoredb/|stream-stores\\.ts$)' },
      to: { path: '^libs/ledger/src/stream-store/eventstoredb/' },
    },
    {
      name: 'a-client-stays-in-its-adapter',
      comment: 'The client of a store has traits that its adapter alone works round.',
      severity: 'error',
      from: { pathNot: '^(libs/ledger/src/stream-store/eventstoredb/|test/)' },
      to: { path: 'node_modules/@eventstore' },
    },
    {
      name: 'tests-stay-out-of-the-product',
      comment: 'What only tests need (fixtures, libs/testing) is not shipped.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'routes-know-no-page',
      comment: 'The JSON of the service stands without its pages: only the frame that serves both is reached.',
      severity: 'error',
      from: { path: '^apps/server/src/(access|feed|health|logging|metrics|openapi|problem|rest)/', ...product },
      to: { path: '^apps/server/src/web/', pathNot: '^apps/server/src/web/frame/' },
    },
    {
      name: 'pages-know-no-route',
      comment: 'A page asks Outturn what it needs, never a route of the service.',
      severity: 'error',
      from: { path: '^apps/server/src/web/', ...product },
      to: { path: '^apps/server/src/(?!web/).*\\.controller\\.ts$' },
    },
    {
      name: 'access-comes-first',
      comment: 'Who asks is known before anything else of a request, so access rests on no route.',
      severity: 'error',
      from: { path: '^apps/server/src/access/', ...product },
      to: { path: '^apps/server/src/(feed|health|metrics|openapi|rest)/' },
    },
    {
      name: 'apps-use-wiring',
      comment: 'execute and ask are reached through the bus (libs/wiring), so permission and tracing have one place.',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/(application|views|ledger)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: '^dist/',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};

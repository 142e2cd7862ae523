// The borders of the house, as rules that are checked: which room may import which, and which room alone may
// import a library or a part of node. `npm run check:borders` runs them, and so does test/architecture/borders.test.ts,
// which also proves with a planted fault that every rule here can fail. The README shows the same table.

const HASHING = ['hash-wasm', '@noble/hashes'];
const FIELDS =
  'nir|email|phone|date|name|street|postcode|city|iban|card|uuid|siren|siret|number|code|text|secret';

/** Files directly in the folder of a plugin family are its contract; its plugins are the folders beside them. */
const CONTRACTS = {
  formats: '^src/formats/[^/]+[.]ts$',
  tables: '^src/tables/[^/]+[.]ts$',
  scanners: '^scanners/[^/]+[.]ts$',
};

/** Room: where it is, what of ours it may import besides itself, and why no more. */
const ROOMS = {
  core: {
    path: '^src/core/',
    mayImport: [],
    why: 'The shared words stand on nothing of ours: whatever they imported, every room would have.',
  },
  fingerprints: {
    path: '^fingerprints/',
    mayImport: ['core'],
    why: 'Fingerprints are pure: bytes and cells in, tokens and overlaps out, the same on every machine.',
  },
  scanners: {
    path: '^scanners/',
    mayImport: ['core'],
    why: 'What touches foreign servers knows no rows, no tokens and no store, so it has nothing to leak.',
  },
  formats: {
    path: '^src/formats/',
    mayImport: ['core'],
    why: 'A reader of hostile files turns bytes into rows and learns nothing more than that.',
  },
  tables: {
    path: '^src/tables/',
    mayImport: ['core', 'csv', 'formatContracts'],
    why: 'A table source yields rows; what becomes of them is none of its business. It reads CSV as formats do.',
  },
  store: {
    path: '^src/store/',
    mayImport: ['core', 'fingerprints'],
    why: 'The store keeps prints and knows neither where rows come from nor who asks.',
  },
  reports: {
    path: '^src/reports/',
    mayImport: ['core', 'fingerprints'],
    why: 'A report is made of results alone: it must be possible to show a stored one without its sources.',
  },
  config: {
    path: '^src/config/',
    mayImport: ['core'],
    why: 'Settings are known before anything else is; the only reader of the environment depends on no feature.',
  },
  demo: {
    path: '^src/demo/',
    mayImport: ['core'],
    why: 'The generator of truth shares no code with what is measured against it, or both could be wrong alike.',
  },
  pipelines: {
    path: '^src/pipelines/',
    mayImport: [
      'core',
      'fingerprints',
      'store',
      'reports',
      'formatContracts',
      'tableContracts',
      'scannerContracts',
    ],
    why: 'A pipeline is a list of named steps over contracts; a plugin it named could not be added by strangers.',
  },
  access: {
    path: '^src/access/',
    mayImport: ['core', 'store'],
    why: 'Who somebody is and what they may do is decided in one room, which knows nothing of what is asked for.',
  },
  cases: {
    path: '^src/cases/',
    mayImport: ['core', 'reports', 'store'],
    why: 'The law of an incident (clock, figures, severity, documents) holds whoever asks and whatever found the rows.',
  },
  alerts: {
    path: '^src/alerts/',
    mayImport: ['core', 'reports', 'store'],
    why: 'Whoever raises an alert must not know where it goes; besides the scanners only alerts and sign-in reach out.',
  },
  jobs: {
    path: '^src/jobs/',
    mayImport: ['core', 'store', 'pipelines', 'reports', 'scannerContracts', 'alertContract', 'cases'],
    why: 'A job decides when a pipeline runs, never how.',
  },
  api: {
    path: '^src/api/',
    mayImport: ['core', 'config', 'pipelines', 'jobs', 'reports', 'store', 'access', 'cases', 'alerts'],
    why: 'The API is one way to call the pipelines; rules that lived in it would be missing from the command line.',
  },
  client: {
    path: '^src/client/',
    mayImport: [],
    why: 'The client is what a stranger would have: the description of the API and nothing of its insides.',
  },
  web: {
    path: '^src/web/',
    mayImport: ['core', 'client', 'reports'],
    why: 'The pages ask the API as any client does: a rule that it holds to holds for them, and none can be forgotten here.',
  },
  cli: {
    path: '^src/cli/',
    mayImport: ['core', 'config', 'pipelines', 'jobs', 'reports', 'store', 'access'],
    why: 'The command line is one way to call the pipelines; rules that lived in it would be missing from the API.',
  },
  main: {
    path: '^src/main[.]ts$',
    mayImport: ['core', 'config', 'cli', 'compose'],
    why: 'The entry hands the arguments to the command line and the composed application to the commands.',
  },
  'run-worker': {
    path: '^src/run-worker(-url)?[.]ts$',
    mayImport: ['core', 'config', 'jobs', 'compose'],
    why: 'The second entry: a thread that does runs, put together as the process is.',
  },
  compose: {
    path: '^src/compose/',
    mayImport: ['everything', 'runWorkerUrl'],
    why: 'The one place where concrete parts meet is not a part itself: it never reaches back to the entry.',
  },
};

/** What a room may be allowed to import besides whole rooms. */
const PLACES = {
  csv: '^src/formats/csv/',
  formatContracts: CONTRACTS.formats,
  tableContracts: CONTRACTS.tables,
  scannerContracts: CONTRACTS.scanners,
  alertContract: '^src/alerts/alert[.]ts$',
  everything: '^(fingerprints|scanners|src/[^/]+)/',
  runWorkerUrl: '^src/run-worker-url[.]ts$',
};

/** Libraries and the only rooms that may import them. One that stands here under no room may be imported by none. */
const LIBRARIES = {
  'one-hashing-room': {
    names: HASHING,
    rooms: ['fingerprints'],
    why: 'Tokens are made in one place, keyed, or a hash somewhere else becomes a second, weaker token.',
  },
  'no-seeded-hash-near-people': {
    names: ['xxhash-wasm'],
    rooms: ['store', 'scanners'],
    why: 'A seed is not a key: xxHash identifies files and blocks and never sees a personal value.',
  },
  'network-libraries': {
    names: ['undici', 'ipaddr.js'],
    rooms: ['scanners'],
    why: 'Whatever reaches a foreign server passes the scope, pace and budget of the scanners.',
  },
  'reader-libraries': {
    names: [
      'yauzl',
      'tar-stream',
      'unbzip2-stream',
      'xz-decompress',
      'fzstd',
      '7z-wasm',
      '@e965/xlsx',
    ].concat(['stream-json', 'hyparquet', 'hyparquet-compressors', 'avsc', 'unpdf']),
    rooms: ['formats'],
    why: 'Parsers of hostile files stay behind the limits that readers hold to.',
  },
  'markup-libraries': {
    names: ['saxes', 'htmlparser2'],
    rooms: ['formats', 'scanners'],
    why: 'Markup of strangers is read by parsers that fetch nothing and expand no entity.',
  },
  'encoding-library': {
    names: ['iconv-lite'],
    rooms: ['formats', 'demo'],
    why: 'Text is decoded where files are read, and encoded where the demonstration writes them; all else is Unicode.',
  },
  'server-drivers': {
    names: ['pg', 'pg-query-stream', 'pg-cursor', 'pg-copy-streams', 'mysql2'],
    rooms: ['tables'],
    why: 'Connections to internal databases are read-only snapshots, which is kept in one room.',
  },
  'embedded-driver': {
    names: ['better-sqlite3'],
    rooms: ['store', 'tables', 'demo'],
    why: 'The home database has one owner; besides it only the SQLite table source and the demonstration open files.',
  },
  'query-builder': {
    names: ['kysely'],
    rooms: ['store'],
    why: 'SQL of our own database is written in one room, so that a schema change has one reader.',
  },
  'page-libraries': {
    names: ['echarts', 'pdfmake', '@types/pdfmake'],
    rooms: ['reports'],
    why: 'The same chart stands in page and PDF because one room draws it.',
  },
  'settings-library': {
    names: ['zod'],
    rooms: ['config', 'api'],
    why: 'Input from outside is validated where it enters: settings, and later the requests of the API.',
  },
  'log-library': {
    names: ['pino'],
    rooms: ['core'],
    why: 'There is one log and one redaction: who made their own could log a cell.',
  },
  'terminal-libraries': {
    names: ['commander', 'cli-progress', '@clack/prompts'],
    rooms: ['cli'],
    why: 'Only the command line knows that there is a terminal.',
  },
  'service-libraries': {
    names: [
      'hono',
      '@hono/node-server',
      '@hono/zod-openapi',
      'swagger-ui-dist',
      '@tus/server',
      'prom-client',
    ],
    rooms: ['api', 'web'],
    why: 'Only the service answers requests.',
  },
  'sign-in-libraries': {
    names: ['@node-rs/argon2', 'openid-client', 'rate-limiter-flexible'],
    rooms: ['access'],
    why: 'Passwords, tokens and guesses at them are handled in one room.',
  },
  'mail-library': {
    names: ['nodemailer'],
    rooms: ['alerts'],
    why: 'Mail is one way that alerts go, and nothing else is mailed.',
  },
  'client-libraries': {
    names: ['openapi-fetch'],
    rooms: ['client'],
    why: 'Pages, islands and tests ask the API through the one client that is generated from its description.',
  },
  'upload-client': {
    names: ['tus-js-client'],
    rooms: ['web'],
    why: 'The browser uploads; the service never does.',
  },
  'parallel-library': {
    names: ['p-limit'],
    rooms: ['pipelines', 'scanners'],
    why: 'How much runs at once is decided where the steps are listed, and by the pace of the scanners.',
  },
  'schedule-library': {
    names: ['croner'],
    rooms: ['jobs'],
    why: 'Only jobs know of schedules.',
  },
};

/** Parts of node, written without `node:`, and the only rooms that may import them. */
const NODE_PARTS = {
  'network-of-node': {
    parts: '(net|tls|dgram|dns|dns/promises|http|https|http2)',
    rooms: ['scanners', 'demo', 'alerts'],
    why: 'A socket that is opened elsewhere passes no scope. The demonstration only answers, on loopback; alerts go where an admin says.',
  },
  'inflating-of-node': {
    parts: 'zlib',
    rooms: ['formats', 'demo'],
    why: 'Hostile bytes are inflated only where a limit on ratio and size holds.',
  },
};

const PRODUCT = '^(src|fingerprints|scanners)/';
const OURS = '^(src|fingerprints|scanners|test|bench|bin)/';
const placeOf = (name) => ROOMS[name]?.path ?? PLACES[name];
/** A package wherever it is installed: beside us, above us, or behind a link. */
const packagePath = (name) => `(^|/)node_modules/${name.replace('.', '[.]')}/`;

const roomRules = Object.entries(ROOMS).map(([name, room]) => ({
  name: `room-${name}`,
  comment: room.why,
  severity: 'error',
  from: { path: room.path },
  to: { path: OURS, pathNot: [room.path, ...room.mayImport.map(placeOf)] },
}));

const libraryRules = Object.entries(LIBRARIES).map(([name, library]) => ({
  name,
  comment: library.why,
  severity: 'error',
  from: { path: PRODUCT, pathNot: library.rooms.map(placeOf) },
  to: { path: library.names.map(packagePath) },
}));

const nodeRules = Object.entries(NODE_PARTS).map(([name, node]) => ({
  name,
  comment: node.why,
  severity: 'error',
  from: { path: PRODUCT, pathNot: node.rooms.map(placeOf) },
  to: { dependencyTypes: ['core'], path: `^(node:)?${node.parts}$` },
}));

/** What stands under devDependencies, or nowhere: not installed where the product runs. */
const DEVELOPMENT = ['npm-dev', 'npm-no-pkg', 'npm-unknown'];
const PLUGIN_FAMILIES = '^(src/formats|src/tables)';
/** Bytes through a layer are still bytes of one file: a format may read through it, it knows no format. */
const BYTE_LAYERS = '^src/formats/gzip/';
const error = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const houseRules = [
  error(
    'no-cycles',
    'In a cycle no file can be read, tested or moved alone.',
    { path: PRODUCT },
    { circular: true },
  ),
  error(
    'every-import-resolves',
    'An import that resolves to nothing hides from every other rule.',
    { path: PRODUCT },
    { couldNotResolve: true },
  ),
  error(
    'no-development-packages-in-the-product',
    'A package that is not installed in production makes the product start only on our own machines.',
    { path: PRODUCT },
    { dependencyTypes: DEVELOPMENT },
  ),
  error(
    'every-library-has-a-room',
    'A library enters the house with a line in LIBRARIES that says which room answers for it.',
    { path: PRODUCT },
    {
      path: '(^|/)node_modules/',
      dependencyTypesNot: DEVELOPMENT,
      pathNot: Object.values(LIBRARIES).flatMap((library) => library.names.map(packagePath)),
    },
  ),
  error(
    'fingerprints-are-pure',
    'Fingerprints have no files, network, clock or randomness: of node they take the cryptography only.',
    { path: '^fingerprints/' },
    { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
  ),
  error(
    'plugins-are-strangers',
    'A plugin that imports its sibling cannot be removed, replaced or written by someone else.',
    { path: `${PLUGIN_FAMILIES}/([^/]+)/` },
    { path: '^$1/[^/]+/', pathNot: ['^$1/$2/', BYTE_LAYERS] },
  ),
  error(
    'contracts-name-no-plugin',
    'What every plugin imports would import one of them: only the registry lists the plugins.',
    { path: `${PLUGIN_FAMILIES}/[^/]+[.]ts$`, pathNot: '/registry[.]ts$' },
    { path: '^$1/[^/]+/', pathNot: BYTE_LAYERS },
  ),
  error(
    'fields-are-strangers',
    'A field that imports another changes its canonical form when the other does. What both need is a file of its own.',
    { path: `^fingerprints/fields/(${FIELDS})([.]ts$|/)` },
    { path: `^fingerprints/fields/(${FIELDS})([.]ts$|/)`, pathNot: '^fingerprints/fields/$1([.]ts$|/)' },
  ),
  error(
    'protocols-are-strangers',
    'A protocol that needs another to be scanned is not one plugin; what both need is in scanners/shared.',
    { path: '^scanners/(ftp|http)/' },
    { path: '^scanners/(ftp|http)/', pathNot: '^scanners/$1/' },
  ),
  error(
    'listing-dialects-are-strangers',
    'A dialect that borrows from its sibling reads differently when that one is mended: what two need is beside the folder.',
    { path: '^scanners/(ftp|http)/listing/dialects/([^/]+)[.]ts$' },
    { path: '^scanners/$1/listing/dialects/', pathNot: '^scanners/$1/listing/dialects/$2[.]ts$' },
  ),
  error(
    'detectors-are-strangers',
    'A detector that leans on another goes silent with it.',
    { path: '^scanners/exposures/([^/]+)[.]ts$', pathNot: '/registry[.]ts$' },
    { path: '^scanners/exposures/[^/]+[.]ts$', pathNot: '^scanners/exposures/$1[.]ts$' },
  ),
  error(
    'registries-are-composed',
    'Who imports a registry has every plugin and all their libraries: that is for the composition alone.',
    { path: PRODUCT, pathNot: ['^src/compose/'] },
    { path: '^(src|scanners)/.+/registry[.]ts$' },
  ),
];

module.exports = {
  forbidden: [...roomRules, ...libraryRules, ...nodeRules, ...houseRules],
  options: {
    doNotFollow: { path: ['(^|/)node_modules/'] },
    // Types are imports too: a room that knows another's types is bound to it.
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

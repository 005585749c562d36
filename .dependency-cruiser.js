/**
 * Direction of the house: apps -> {read-model, event-store, detection, jobs, platform} -> domain.
 * `test/architecture` holds one case for every rule here that must fail; a rule without one fails the suite.
 */
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Files that prove and do not ship: specs, the contracts they share, and what is kept for them under testing/. */
const proof = ['\\.spec\\.ts$', '\\.contract\\.ts$', '\\.contract-[a-z-]+\\.ts$', '/testing/'];

export default {
  forbidden: [
    only('no-cycles', 'A cycle has no order in which to be understood.', {}, { circular: true }),
    only(
      'domain-is-pure',
      'The domain knows nobody but its schema and date libraries.',
      { path: '^libs/domain/' },
      {
        pathNot: [
          '^libs/domain/',
          'node_modules/(zod|date-fns|@date-fns/tz|csv-parse|fast-check|@jest/globals)/',
          '^node:crypto$',
          '^crypto$',
        ],
      },
    ),
    only(
      'detection-is-pure',
      'Detection is a function of its input: domain words and arithmetic only.',
      { path: '^libs/detection/', pathNot: '\\.spec\\.ts$' },
      {
        path: [
          '^apps/',
          '^libs/(event-store|read-model|jobs|platform)/',
          'node_modules/(pg|bullmq|ioredis|pino|@nestjs)/',
        ],
      },
    ),
    only('libs-know-no-apps', 'Libraries never import applications.', { path: '^libs/' }, { path: '^apps/' }),
    only(
      'apps-stand-alone',
      'Applications never import each other; the command line may start them.',
      { path: '^apps/([^/]+)/', pathNot: ['^apps/cli/', '\\.spec\\.ts$'] },
      {
        path: '^apps/',
        pathNot: '^apps/$1/',
      },
    ),
    only(
      'console-speaks-http-only',
      'What the browser runs knows the api by its OpenAPI document, and nothing of what stands behind.',
      { path: '^apps/console/src/' },
      { pathNot: ['^apps/console/', 'node_modules/'] },
    ),
    only(
      'nest-in-apps-only',
      'Nest lives in apps/ and only there.',
      { path: '^(libs|test/bench)/' },
      { path: 'node_modules/@nestjs/' },
    ),
    only(
      'one-importer-of-eventstoredb',
      'Its renamed successor is then a change of one folder.',
      { pathNot: ['^libs/event-store/src/eventstoredb/', '^test/support/eventstoredb-server/', '^node_modules'] },
      {
        path: 'node_modules/@eventstore/',
      },
    ),
    only(
      'one-importer-of-the-queue',
      'Only jobs talks to BullMQ and Redis.',
      { pathNot: ['^libs/jobs/', '^test/', '^node_modules'] },
      { path: 'node_modules/(bullmq|ioredis)/' },
    ),
    only(
      'sql-behind-three-libs',
      'Only event-store, read-model and platform import pg.',
      { path: '^(apps|libs)/', pathNot: ['^libs/(event-store|read-model|platform)/', '\\.spec\\.ts$'] },
      {
        path: 'node_modules/(pg|pg-cursor|pg-copy-streams)/',
      },
    ),
    only(
      'adapters-apart',
      'The two adapters of the log do not import each other.',
      { path: '^libs/event-store/src/postgres/' },
      { path: '^libs/event-store/src/eventstoredb/' },
    ),
    only(
      'adapters-apart-too',
      'The two adapters of the log do not import each other.',
      { path: '^libs/event-store/src/eventstoredb/' },
      { path: '^libs/event-store/src/postgres/' },
    ),
    only('specs-are-leaves', 'Nothing imports a spec.', {}, { path: '\\.spec\\.ts$' }),
    only(
      'no-test-support-in-production',
      'apps/ and libs/ do not import test support.',
      { path: '^(apps|libs)/', pathNot: proof },
      { path: '^test/' },
    ),
    only(
      'declared-dependencies',
      'What is imported is in package.json; what the console is built from is not needed once it is.',
      { path: '^(apps|libs)/', pathNot: [...proof, '^apps/console/'] },
      {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    only('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default'], exportsFields: ['exports'] },
    exclude: { path: ['^dist/', '^test/bench/peers/'] },
  },
};

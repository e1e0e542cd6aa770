// The import rule (docs/architecture.md): imports point down, never up, never in a circle.
const rooms = {
  model: '^src/model/',
  ports: '^src/ports(/|\\.ts$)',
  compose: '^src/compose(-reading)?\\.ts$',
  jobs: '^src/jobs\\.ts$',
  errors: '^src/errors\\.ts$',
  pipeline: '^src/pipeline(\\.ts$|/)',
  // What "seen before" means is the same in the memory of one run and in the store's.
  seenBefore: '^src/adapters/case-memory/compare-traces\\.ts$',
  embedded: '^src/adapters/embedded/',
  // A working hour, and a day in a zone, is the same for what is judged and for what is set or counted.
  calendar: '^src/judge/(add-working-time|zone-time)\\.ts$',
  // When a claim has its turn hangs on how far its buyer is trusted, under the policy in force.
  trust: '^src/(judge/rate-trust|pipeline/(policy-for|choose-policy))\\.ts$',
}
const only = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^(src|workers|test|fixtures|bench|scripts)/', pathNot: [from, ...to] },
})

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', comment: 'Imports never run in a circle.', from: {}, to: { circular: true } },
    only('model-stands-alone', rooms.model, [], 'Words depend on nothing.'),
    only('judge-sees-model-only', '^src/judge/', [rooms.model], 'A verdict is made of facts and policy, nothing else.'),
    {
      name: 'judge-uses-no-package-but-zod',
      severity: 'error',
      comment: 'Judging is pure: no Node, no package with effects.',
      from: { path: '^src/judge/' },
      to: { dependencyTypesNot: ['local', 'type-only'], pathNot: ['^src/', 'node_modules/zod/'] },
    },
    only('ports-see-model', rooms.ports, [rooms.model, rooms.jobs, rooms.errors], 'Ports speak in words.'),
    only('jobs-see-errors', rooms.jobs, [rooms.model, rooms.errors], 'A job is its name and ids.'),
    only('read-sees-ports', '^src/read/', [rooms.model, rooms.ports, rooms.errors], 'Reading knows neither judging nor acting.'),
    only(
      'act-sees-ports',
      '^src/act/',
      [rooms.model, rooms.ports, rooms.errors, rooms.calendar],
      'Acting knows neither reading nor judging.',
    ),
    only(
      'intake-sees-ports',
      '^src/intake/',
      [rooms.trust, rooms.model, rooms.ports, rooms.jobs, rooms.errors],
      'Intake knows neither reading nor judging; how far a buyer is trusted decides when a claim has its turn.',
    ),
    only('people-see-ports', '^src/people/', [rooms.model, rooms.ports, rooms.errors], 'Who may come in depends on no case.'),
    only(
      'sandbox-stands-alone',
      '^src/sandbox/',
      [rooms.model, rooms.errors],
      'The sandbox is the other side of the wire: what it shares with our adapters it could not prove.',
    ),
    {
      name: 'nothing-pays-into-the-sandbox',
      severity: 'error',
      comment: 'The service knows the sandbox by its address only.',
      from: { path: '^src/', pathNot: '^src/(sandbox|commands)/' },
      to: { path: '^src/sandbox/' },
    },
    only(
      'report-sees-judge',
      '^src/report/',
      [rooms.model, rooms.ports, '^src/judge/'],
      'A report is drawn from what was read and judged.',
    ),
    {
      name: 'adapter-sees-no-other-port',
      severity: 'error',
      comment: 'An adapter sees ports, jobs, errors, model and its own port folder; store and queue share the embedded database.',
      from: { path: '^src/adapters/([^/]+)/' },
      to: {
        path: '^(src|workers|test|fixtures|bench|scripts)/',
        pathNot: ['^src/adapters/$1/', rooms.embedded, rooms.seenBefore, rooms.model, rooms.ports, rooms.jobs, rooms.errors],
      },
    },
    only(
      'pipeline-sees-stages',
      rooms.pipeline,
      ['^src/(read|judge|act|intake|report)/', rooms.model, rooms.ports, rooms.jobs, rooms.errors],
      'The pipeline joins stages; it knows no technology.',
    ),
    only(
      'http-sees-no-technology',
      '^src/http/',
      [rooms.pipeline, '^src/(intake|people|report)/', rooms.model, rooms.ports, rooms.jobs, rooms.errors],
      'Routes speak to ports and use cases; adapters are given to them.',
    ),
    only(
      'workers-see-pipeline',
      '^workers/',
      [rooms.pipeline, rooms.compose, '^src/config\\.ts$', rooms.model, rooms.ports, rooms.jobs, rooms.errors],
      'A worker says how often and how long; what is done stands in the pipeline.',
    ),
    {
      name: 'client-knows-types-only',
      severity: 'error',
      comment: 'The client runs at the shop: it takes nothing of the service along.',
      from: { path: '^src/client/' },
      to: { path: '^src/', pathNot: '^src/client/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'console-knows-types-only',
      severity: 'error',
      comment: 'The console runs in browsers: of the service it knows the forms of its answers, by type.',
      from: { path: '^src/console/' },
      to: { path: '^src/', pathNot: '^src/console/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-the-console',
      severity: 'error',
      comment: 'The service hands out what was built; it knows nothing of it.',
      from: { path: '^(src|workers)/', pathNot: '^src/console/' },
      to: { path: '^src/console/' },
    },
    {
      name: 'pages-share-only-what-is-shared',
      severity: 'error',
      comment: "The buyer's page is small because it takes nothing of the desk along.",
      from: { path: '^src/console/(desk|buyer|shared)/' },
      to: { path: '^src/console/', pathNot: '^src/console/($1|shared)/' },
    },
    {
      name: 'adapters-meet-ports-in-compose',
      severity: 'error',
      comment: 'One composition root.',
      from: { path: '^src/', pathNot: ['^src/adapters/', rooms.compose] },
      to: { path: '^src/adapters/' },
    },
    { name: 'nothing-imports-main', severity: 'error', comment: 'main is the top.', from: {}, to: { path: '^src/main\\.ts$' } },
    {
      name: 'commands-are-the-top',
      severity: 'error',
      comment: 'Only main imports commands.',
      from: { pathNot: ['^src/(main\\.ts$|commands/)', '^test/'] },
      to: { path: '^src/commands/' },
    },
    {
      name: 'src-sees-no-tests',
      severity: 'error',
      comment: 'src never imports test, bench or fixtures.',
      from: { path: '^src/' },
      to: { path: '^(test|bench|fixtures|scripts)/' },
    },
    {
      name: 'no-dead-file',
      severity: 'error',
      comment:
        'A file the program cannot reach is dead. Threads are started by path, so they name themselves: *-thread.ts, *-process.ts. The client is what shops import.',
      from: {
        path: '^(src/(main\\.ts$|client/|console/[a-z]+/main\\.tsx$|console/vite\\.config\\.ts$|.*-thread\\.ts$)|workers/.*-process\\.ts$)',
      },
      to: {
        path: '^(src|workers)/.*\\.tsx?$',
        pathNot: '(^src/main|^src/client/.*|^src/console/([a-z]+/main|vite\\.config)|-thread|-process|\\.d)\\.tsx?$',
        reachable: false,
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}

// The import rule (docs/architecture.md): imports point down, never up, never in a circle.
const rooms = {
  model: '^src/model/',
  ports: '^src/ports\\.ts$',
  errors: '^src/errors\\.ts$',
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
    only('ports-see-model', rooms.ports, [rooms.model], 'Ports speak in words.'),
    only('read-sees-ports', '^src/read/', [rooms.model, rooms.ports, rooms.errors], 'Reading knows neither judging nor acting.'),
    only('intake-sees-ports', '^src/intake/', [rooms.model, rooms.ports, rooms.errors], 'Intake knows neither reading nor judging.'),
    only(
      'report-sees-judge',
      '^src/report/',
      [rooms.model, rooms.ports, '^src/judge/'],
      'A report is drawn from what was read and judged.',
    ),
    {
      name: 'adapter-sees-no-other-port',
      severity: 'error',
      comment: 'An adapter sees ports, errors, model and its own port folder.',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^(src|workers|test|fixtures|bench|scripts)/', pathNot: ['^src/adapters/$1/', rooms.model, rooms.ports, rooms.errors] },
    },
    only(
      'pipeline-sees-stages',
      '^src/pipeline\\.ts$',
      ['^src/(read|judge|intake)/', rooms.model, rooms.ports, rooms.errors],
      'The pipeline joins stages; it knows no technology.',
    ),
    {
      name: 'adapters-meet-ports-in-compose',
      severity: 'error',
      comment: 'One composition root.',
      from: { path: '^src/', pathNot: ['^src/adapters/', '^src/compose\\.ts$'] },
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
      comment: 'A file the program cannot reach is dead. Threads are started by path, so they name themselves: *-thread.ts.',
      from: { path: '^src/(main\\.ts$|.*-thread\\.ts$)' },
      to: { path: '^src/', pathNot: '(^src/main|-thread|\\.d)\\.ts$', reachable: false },
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

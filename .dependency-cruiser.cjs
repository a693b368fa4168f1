// The arrows of the house (docs/architecture.md): who may import whom. `npm run check` refuses every other import.
const mayImport = {
  core: [],
  files: ['core'],
  synth: ['core'],
  torch: [],
  model: ['core'],
  restore: ['core'],
  train: ['core', 'files', 'synth', 'torch', 'model'],
  evaluate: ['core', 'files', 'synth', 'restore'],
}

const arrows = Object.entries(mayImport).map(([room, allowed]) => ({
  name: `arrows-of-${room}`,
  severity: 'error',
  comment: `${room} may import ${allowed.length ? allowed.join(', ') : 'no other package of the house'}`,
  from: { path: `^packages/${room}/src/`, pathNot: '\\.test\\.ts$' },
  to: { path: '^packages/', pathNot: `^packages/(${[room, ...allowed].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^packages/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-runs-anywhere',
      severity: 'error',
      comment: 'core, synth, model and restore run in a browser too',
      from: { path: '^packages/(core|synth|model|restore)/src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'resolvable', severity: 'error', from: { path: '^packages/' }, to: { couldNotResolve: true } },
    {
      name: 'training-is-asked-for',
      severity: 'error',
      comment: 'cli loads train and evaluate by dynamic import only',
      from: { path: '^packages/cli/src/' },
      to: { path: '^packages/(train|evaluate|torch|synth)/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(fixtures|bench|tools|dist|build)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
}

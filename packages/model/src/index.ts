// What model offers: the network, described once, and its interpreters that need no library.
export * from './card.ts'
export * from './generator.ts'
export * from './initialise.ts'
export * from './onnx/export.ts'
export * from './onnx/graph.ts'
export * from './onnx/weights.ts'
export * from './ops.ts'
export * from './sizes.ts'

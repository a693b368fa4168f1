// What train offers: the training loop, its data, and the commands that the command line hands over to it.
export * from './command.ts'
export * from './config.ts'
export * from './data/cache-folder.ts'
export * from './data/pictures.ts'
export * from './data/split.ts'
export * from './export.ts'
export * from './train.ts'

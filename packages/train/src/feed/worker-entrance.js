// Threads do not inherit the loader that runs TypeScript from source, so this one starts it first.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')

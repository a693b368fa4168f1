#!/usr/bin/env node
// The `revelado` command: runs the TypeScript source as it is, through tsx.
import { wantsOwnCollector, withOwnCollector } from './collector.js'

const args = process.argv.slice(2)
if (wantsOwnCollector(args, process.execArgv)) process.exitCode = await withOwnCollector()
else {
  const { register } = await import('tsx/esm/api')
  register()
  const { main } = await import('../src/main.ts')
  process.exitCode = await main(args)
}

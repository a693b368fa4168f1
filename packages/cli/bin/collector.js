// Whoever draws samples makes much garbage. Collected by the thread that made it, without V8's helper threads, it leaves a training run on
// two cores 15 % more samples a second. V8 takes that flag only when a process starts, so these commands are started once more with it.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const FLAG = '--single-threaded-gc'
const DRAWING = ['train', 'dataset']
const SIGNALS = ['SIGINT', 'SIGTERM']

/** The command's name, which may follow the language. */
const commandOf = ([first = '', second, third]) => (first === '--lang' ? third : first.startsWith('--lang=') ? second : first)

/** Whether the command draws samples and does not yet run with the flag. */
export const wantsOwnCollector = (args, flags) => DRAWING.includes(commandOf(args)) && !flags.includes(FLAG)

/** Runs this process once more with the flag, its streams and signals handed on; gives its exit code. */
export function withOwnCollector() {
  const child = spawn(process.execPath, [...process.execArgv, FLAG, ...process.argv.slice(1)], { stdio: 'inherit' })
  const handOn = (signal) => child.kill(signal)
  for (const signal of SIGNALS) process.on(signal, handOn)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(signal === null ? code : 128 + constants.signals[signal]))
  })
}

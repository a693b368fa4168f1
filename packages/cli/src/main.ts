// The command line: options, languages, Ctrl-C; the work itself is in commands/.
import { Command, CommanderError, Option } from 'commander'
import type { MessageKey } from './messages/en.ts'
import { describeFault } from './messages/fault.ts'
import { LANGUAGES, languageOf, type Say, speaker } from './messages/say.ts'
import { type RawOptions, settingsOf } from './settings.ts'
import { type Context, colours, printLine, type Terminal } from './terminal.ts'
import { VERSION } from './version.ts'

/** The language in the arguments before they are parsed, `--lang es` or `--lang=es`, wherever it is written, and the others. */
function takeLanguage(argv: readonly string[]): { asked?: string; others: string[] } {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  if (at < 0) return { others: [...argv] }
  const [, joined] = argv[at].split('=')
  return { asked: joined ?? argv[at + 1], others: argv.toSpliced(at, joined === undefined ? 2 : 1) }
}

/** commander's fault in the user's language. */
function usageFault(error: CommanderError, say: Say): string {
  const name = /'([^']*)'/.exec(error.message)?.[1].split(' ')[0].replace(/,$/, '') ?? ''
  const keys: Record<string, MessageKey> = {
    'commander.unknownOption': 'fault.option.unknown',
    'commander.optionMissingArgument': 'fault.option.value',
    'commander.unknownCommand': 'fault.option.command',
    'commander.missingArgument': 'fault.option.argument',
    'commander.excessArguments': 'fault.option.excess',
  }
  const key = keys[error.code]
  return key ? say(key, { name }) : error.message
}

function translateHelp(command: Command, say: Say): void {
  const titles: Record<string, MessageKey> = {
    'Usage:': 'help.usage',
    'Options:': 'help.options',
    'Commands:': 'help.commands',
    'Arguments:': 'help.arguments',
  }
  command
    .usage(say(`usage.${command.name()}` as MessageKey))
    .helpOption('-h, --help', say('option.help'))
    .configureHelp({
      styleTitle: (title) => (titles[title] ? say(titles[title]) : title),
      subcommandTerm: (subcommand) => subcommand.name(),
      optionDescription: ({ description, argChoices, defaultValue }) => {
        const more = [
          argChoices && `${say('help.choices')}: ${argChoices.join(', ')}`,
          defaultValue && `${say('help.default')}: ${defaultValue}`,
        ]
        const words = more.filter(Boolean).join('; ')
        return words ? `${description} (${words})` : description
      },
    })
}

const choices = (flags: string, description: string, values: string[], byDefault?: string) => {
  // commander's own check of choices would speak English: settingsOf checks instead.
  const option = new Option(flags, description)
  option.argChoices = values
  return byDefault === undefined ? option : option.default(byDefault)
}

function addCommonOptions(command: Command, say: Say): Command {
  return command
    .addOption(choices('--polarity <which>', say('option.polarity'), ['auto', 'positive', 'negative'], 'auto'))
    .addOption(choices('--tone <how>', say('option.tone'), ['auto', 'on', 'off'], 'auto'))
    .addOption(choices('--damage <how>', say('option.damage'), ['auto', 'on', 'off'], 'auto'))
    .addOption(choices('--infrared <how>', say('option.infrared'), ['auto', 'off'], 'auto'))
    .option('--keep-bw', say('option.keepBw'))
    .option('--no-invent', say('option.noInvent'))
    .option('--json', say('option.json'))
    .option('--threads <n>', say('option.threads'))
    .addOption(new Option('--max-pixels <n>', say('option.maxPixels')).default('150000000'))
    .option('--model <name>', say('option.model'))
    .addOption(choices('--lang <language>', say('option.lang'), [...LANGUAGES]))
}

function addRestore(program: Command, context: Context, finish: (code: number) => void): void {
  const { say } = context
  const command = program
    .command('restore')
    .description(say('about.restore'))
    .argument('<paths...>', say('argument.paths'))
    .option('-o, --output <folder>', say('option.output'))
    .addOption(choices('--format <format>', say('option.format'), ['jpeg', 'png', 'webp', 'tiff']))
    .addOption(new Option('--quality <n>', say('option.quality')).default('95'))
    .addOption(new Option('--strength <x>', say('option.strength')).default('1'))
    .option('--mask <file>', say('option.mask'))
    .option('--curves <file>', say('option.curves'))
    .option('--faces <file>', say('option.faces'))
    .option('--protect-faces', say('option.protectFaces'))
    .addOption(choices('--grain <what>', say('option.grain'), ['remove', 'keep'], 'remove'))
    .option('--compare', say('option.compare'))
    .option('--map', say('option.map'))
    .option('--record', say('option.record'))
    .option('--overwrite', say('option.overwrite'))
  addCommonOptions(command, say).action(async (paths: string[], options: RawOptions) => {
    const { restoreCommand } = await import('./commands/restore.ts')
    finish(await restoreCommand(paths, settingsOf(options), context))
  })
}

function addInspect(program: Command, context: Context, finish: (code: number) => void): void {
  const { say } = context
  const command = program
    .command('inspect')
    .description(say('about.inspect'))
    .argument('<file>', say('argument.file'))
    .option('--curves <file>', say('option.curvesOut'))
    .option('--overwrite', say('option.overwriteCurves'))
  addCommonOptions(command, say).action(async (path: string, options: RawOptions) => {
    const { inspectCommand } = await import('./commands/inspect.ts')
    finish(await inspectCommand(path, settingsOf(options), context))
  })
}

function addWorkshop(program: Command, context: Context, finish: (code: number) => void): void {
  for (const name of ['train', 'export', 'dataset', 'evaluate'] as const)
    program
      .command(name)
      .description(context.say(`about.${name}`))
      .argument('[arguments...]')
      .allowUnknownOption()
      .passThroughOptions()
      .action(async (argv: string[]) => {
        const { workshopCommand } = await import('./commands/workshop.ts')
        finish(await workshopCommand(name, takeLanguage(argv).others, context))
      })
}

/** Runs the command with its arguments; gives the exit code. Nothing is thrown. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const language = languageOf(takeLanguage(argv).asked, terminal.environment)
  const say = speaker(language)
  const context: Context = { ...terminal, say, language }
  let code = 0
  const finish = (value: number) => {
    code = value
  }
  const program = new Command('revelado')
    .description(say('about.revelado'))
    .version(VERSION, '-V, --version', say('option.version'))
    .addOption(choices('--lang <language>', say('option.lang'), [...LANGUAGES]))
    .addHelpText('after', () => `\n${say('about.after')}`)
    .enablePositionalOptions()
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.error.write(text),
      // usageFault says it in the user's language.
      outputError: () => undefined,
    })
  addRestore(program, context, finish)
  addInspect(program, context, finish)
  addWorkshop(program, context, finish)
  for (const command of [program, ...program.commands]) translateHelp(command, say)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    if (error instanceof CommanderError && error.code === 'commander.help') return 1
    const message = error instanceof CommanderError ? usageFault(error, say) : describeFault(error, say)
    printLine(terminal.error, colours(terminal).red(say('fault', { message })))
    return terminal.signal.aborted ? 130 : 1
  }
}

/** A terminal's Ctrl-C reaches every process of a command, and one hands it on to the other: within so many milliseconds it is the same. */
const SAME_INTERRUPT = 300

/** The command as a process: its streams, its environment; Ctrl-C asks it to stop, a second one stops it at once. */
export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController()
  let since = 0
  const interrupt = () => {
    if (!stop.signal.aborted) {
      since = performance.now()
      stop.abort()
    } else if (performance.now() - since > SAME_INTERRUPT) process.exit(130)
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    return await run(argv, { out: process.stdout, error: process.stderr, environment: process.env, signal: stop.signal })
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

// Where photographs, the decoded cache and the folders of training runs lie: the user's cache folder, outside any work tree.
import { homedir } from 'node:os'
import { join } from 'node:path'

/** `REVELADO_CACHE`, else `$XDG_CACHE_HOME/revelado`, else `~/.cache/revelado`. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment['REVELADO_CACHE']) return environment['REVELADO_CACHE']
  return join(environment['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'revelado')
}

/** The folder of a run by its name. */
export function runFolder(name: string): string {
  return join(cacheFolder(), 'runs', name)
}

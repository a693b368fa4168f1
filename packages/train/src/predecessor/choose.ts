// Which configuration a command means: a file, or the shipped one of a recipe.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ReveladoError } from '@revelado/core'
import { RECIPE_NAMES } from '@revelado/synth'

const SHIPPED: Readonly<Record<string, string>> = { revelado: 'revelado.json', predecessor: 'predecessor.json' }

/** @throws ReveladoError 'bad-argument' unless there is one file, or a recipe of a known name instead. */
export function configPath(files: readonly string[], recipe: string | undefined): string {
  if (files.length === 1 && recipe === undefined) return files[0]
  if (recipe === undefined || files.length > 0)
    throw new ReveladoError(
      'bad-argument',
      `expected one configuration file, as in "revelado train revelado.json", or --recipe instead of it, but received ${files.length} files${recipe === undefined ? '' : ' and a recipe'}`,
    )
  if (!Object.hasOwn(SHIPPED, recipe))
    throw new ReveladoError('bad-argument', `expected the recipe to be ${RECIPE_NAMES.join(' or ')} but received ${recipe}`)
  return fileURLToPath(new URL(`../../configs/${SHIPPED[recipe]}`, import.meta.url))
}

/** The recipe that a configuration names; undefined where the file cannot be read, which its own reader explains. */
export function recipeOf(path: string): unknown {
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { recipe?: unknown } | null)?.recipe
  } catch {
    return undefined
  }
}

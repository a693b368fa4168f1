// This program's name and version, as results carry it.
import manifest from '../package.json' with { type: 'json' }

export const VERSION: string = manifest.version
export const SOFTWARE = `revelado ${VERSION}`

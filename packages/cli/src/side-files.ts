// Names of what is written beside a result: its map, its comparison, its record.

/** `a.jpg` → `a.jpg.map.png`: whole names, so that a.jpg and a.png keep theirs apart. */
export const mapPath = (result: string) => `${result}.map.png`
export const comparePath = (result: string) => `${result}.compare.jpg`
export const recordPath = (result: string) => `${result}.json`

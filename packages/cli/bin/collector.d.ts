/** Whether the command draws samples and does not yet run with the flag. */
export function wantsOwnCollector(args: readonly string[], flags: readonly string[]): boolean
/** Runs this process once more with the flag, its streams and signals handed on; gives its exit code. */
export function withOwnCollector(): Promise<number>

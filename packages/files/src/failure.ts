// Turns the system's error codes into faults that a user understands.
import { ReveladoError } from '@revelado/core'

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** True when the message or code of an error (also one of libvips) says that the disk or the quota is full. */
export function isNoRoom(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || /No space left|quota exceeded/i.test(String(error))
}

/** The fault behind an error of opening or reading `path`. */
export function readFailure(path: string, error: unknown): Error {
  if (error instanceof ReveladoError) return error
  const options = { cause: error }
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new ReveladoError('not-found', `${path} does not exist: check the name`, { path }, options)
    case 'EACCES':
    case 'EPERM':
      return new ReveladoError('unreadable', `${path} may not be read by you: change its permissions`, { path }, options)
    case 'EISDIR':
      return new ReveladoError('not-a-picture', `${path} is a folder, not a picture`, { path, reason: 'folder' }, options)
    case 'EIO':
    case 'ELOOP':
    case 'EMFILE':
    case 'ENAMETOOLONG':
      return new ReveladoError('unreadable', `${path} cannot be read (${codeOf(error)})`, { path, reason: codeOf(error) }, options)
    default:
      return error instanceof Error ? error : new Error(String(error))
  }
}

/** The fault behind an error of making or writing `path`. */
export function writeFailure(path: string, error: unknown): Error {
  if (error instanceof ReveladoError) return error
  const options = { cause: error }
  if (isNoRoom(error))
    return new ReveladoError('no-room', `there is no room on the disk for ${path}: free some and run again`, { path }, options)
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ReveladoError('not-writable', `${path} may not be written by you: choose another folder with -o`, { path }, options)
    case 'ENOTDIR':
    case 'EEXIST':
      return new ReveladoError(
        'not-writable',
        `${path} cannot be made because a file stands where its folder should be: choose another folder with -o`,
        { path, reason: 'file' },
        options,
      )
    case 'EISDIR':
      return new ReveladoError(
        'not-writable',
        `${path} cannot be written because a folder of that name exists`,
        { path, reason: 'folder' },
        options,
      )
    case 'ENAMETOOLONG':
    case 'ENOENT':
    case 'EIO':
    case 'ELOOP':
      return new ReveladoError('not-writable', `${path} cannot be written (${codeOf(error)})`, { path, reason: codeOf(error) }, options)
    default:
      return error instanceof Error ? error : new Error(String(error))
  }
}

/** Throws the 'cancelled' fault when the signal has been given. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ReveladoError('cancelled', 'stopped before the work was done', {}, { cause: signal.reason })
}

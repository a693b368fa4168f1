// Other people's networks that are run beside ours, each a file of its own; they come from a folder that the user names.
import { loadCdncnnB } from './cdncnn-b.ts'
import { loadDncnn3 } from './dncnn-3.ts'
import { type Features, loadFeatures } from './features.ts'
import type { Peer } from './peer.ts'

export interface Peers {
  /** Blind colour denoiser. */
  readonly cdncnnB?: Peer
  /** Blind denoiser and deblocker of luma. */
  readonly dncnn3?: Peer
  /** What pictures are compared by in the mass. */
  readonly features?: Features
}

/** Loads the peers that lie in `folder`; those that do not are left out. */
export async function loadPeers(folder: string): Promise<Peers> {
  const [cdncnnB, dncnn3, features] = await Promise.all([loadCdncnnB(folder), loadDncnn3(folder), loadFeatures(folder)])
  return { cdncnnB, dncnn3, features }
}

// Other people's networks and programs that are run beside ours, each in a file of its own. Networks come from a folder that the user
// names, programs from the search path.
import { loadCdncnnB } from './cdncnn-b.ts'
import { loadDncnn3 } from './dncnn-3.ts'
import { type Features, loadFeatures } from './features.ts'
import { loadMaxim } from './maxim.ts'
import { loadNegadoctor } from './negadoctor.ts'
import type { Peer } from './peer.ts'
import { loadPredecessor } from './predecessor.ts'
import { loadRawTherapee } from './rawtherapee.ts'

export interface Peers {
  /** Blind colour denoiser. */
  readonly cdncnnB?: Peer
  /** Blind denoiser and deblocker of luma. */
  readonly dncnn3?: Peer
  /** Denoiser of crops of 256 × 256 pixels. */
  readonly maxim?: Peer
  /** What the predecessor's recipe made. */
  readonly predecessor?: Peer
  /** What pictures are compared by in the mass. */
  readonly features?: Features
  /** Programs that develop negatives. */
  readonly programs?: readonly Peer[]
}

/** Loads the peers that lie in `folder`; those that do not are left out, and MAXIM unless asked for, which takes 5 s to load. */
export async function loadPeers(folder: string, options: { readonly maxim: boolean }): Promise<Peers> {
  const [cdncnnB, dncnn3, predecessor, features] = await Promise.all([
    loadCdncnnB(folder),
    loadDncnn3(folder),
    loadPredecessor(folder),
    loadFeatures(folder),
  ])
  return { cdncnnB, dncnn3, predecessor, features, maxim: options.maxim ? await loadMaxim(folder) : undefined }
}

/** The programs that are installed, and in words those that are not. */
export function findPrograms(): { programs: Peer[]; missing: string[] } {
  const wanted = [
    { what: 'RawTherapee: no rawtherapee-cli on the search path', peer: loadRawTherapee() },
    { what: 'darktable: no darktable-cli on the search path', peer: loadNegadoctor() },
  ]
  return {
    programs: wanted.flatMap(({ peer }) => peer ?? []),
    missing: wanted.filter(({ peer }) => !peer).map(({ what }) => what),
  }
}

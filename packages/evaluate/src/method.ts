// The columns that tasks share: doing nothing, the model, a function of pictures, a peer.
import type { Picture } from '@revelado/core'
import type { Peer } from './peers/peer.ts'
import { type RestoreOptions, untouched } from './restorer.ts'
import type { Case, Method, Tools } from './task.ts'

/** Column of the model under test. */
export const MODEL = 'revelado'
/** Column of the model that it is compared with. */
export const RIVAL = 'rival'

export const nothing: Method = { name: 'untouched', answer: (question) => untouched(question.input, {}) }

/** The model and its rival, told what `told` says; no method at all where there is no model. */
export function model({ restorer, rival }: Tools, told: (question: Case) => RestoreOptions = () => ({}), name = MODEL): Method[] {
  const methods: Method[] = []
  if (restorer) methods.push({ name, answer: (question) => restorer(question.input, told(question)) })
  if (rival) methods.push({ name: name.replace(MODEL, RIVAL), against: name, answer: (question) => rival(question.input, told(question)) })
  return methods
}

export function classical(name: string, work: (picture: Picture, question: Case) => Picture): Method {
  return { name, answer: async (question) => ({ picture: work(question.input, question) }) }
}

export function peer(network: Peer | undefined): Method[] {
  return network ? [{ name: network.name, answer: async (question) => ({ picture: await network.restore(question.input) }) }] : []
}

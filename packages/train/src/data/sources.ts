// Where the photographs of the shipped model's training came from, as its card says.
import type { DataSource } from '@revelado/model'

const UNSTATED = 'not stated for the photographs: used to train, not redistributed'

export const DATA_SOURCES: readonly DataSource[] = [
  { name: 'DUTS-TR (photographs of the ImageNet training set), github.com/aviroshkovan/DUTS-TR', photographs: 10285, licence: UNSTATED },
  { name: 'sports photographs, github.com/jurjsorinliviu/Sports-Type-Classifier', photographs: 4840, licence: UNSTATED },
  { name: 'clothing co-parsing, github.com/bearpaw/clothing-co-parsing', photographs: 2097, licence: UNSTATED },
  { name: 'ImageNet sample images, github.com/EliSchwartz/imagenet-sample-images', photographs: 897, licence: UNSTATED },
  { name: 'BSDS500 (training and validation folders as published), github.com/BIDS/BSDS500', photographs: 428, licence: UNSTATED },
  { name: 'sic_translator, github.com/quantumnaan/sic_translator', photographs: 329, licence: UNSTATED },
  { name: 'human segmentation, github.com/VikramShenoy97/Human-Segmentation-Dataset', photographs: 233, licence: UNSTATED },
  { name: 'metadata-extractor images, github.com/drewnoakes/metadata-extractor-images', photographs: 211, licence: UNSTATED },
]

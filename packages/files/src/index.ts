// Picture files in and out: reading, writing, finding pictures, naming results.

export { readFailure } from './failure.ts'
export { comparePaths, type FindOptions, type Found, type FoundPicture, findPictures } from './find.ts'
export { DEFAULT_MAX_PIXELS, type PictureHeader, readHeader } from './header.ts'
export { findResult, LEDGER_NAME, type LedgerEntry, noteResult, readLedger } from './ledger.ts'
export { DIGITAL_SOURCE_TYPES } from './metadata/xmp.ts'
export type { FileWarning, GreyRaster, PictureMetadata } from './picture-file.ts'
export { type PlaceOptions, placeFile } from './place.ts'
export { type ReadOptions, type ReadPicture, readPicture } from './read.ts'
export { RESULT_FOLDER, type ResultOptions, resultPath, resultPaths } from './result-path.ts'
export { sha256File } from './sha256.ts'
export { EXTENSION_OF, formatOfName, type PictureFormat } from './sniff.ts'
export { type WriteOptions, type WrittenPicture, writePicture } from './write.ts'

// Reads a picture file as restoring does, as floating point.
import { type Picture, rasterToPicture } from '@revelado/core'
import { readPicture as read } from '@revelado/files'

/**
 * The picture in `path` in sRGB code values, upright.
 * @throws ReveladoError as `readPicture` of @revelado/files does.
 */
export async function readPicture(path: string): Promise<Picture> {
  const { raster } = await read(path)
  return rasterToPicture(raster)
}

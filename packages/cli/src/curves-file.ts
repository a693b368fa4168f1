// The file of curves: how one picture was decided and developed, for the user to change and to use for others.
import { placeFile } from '@revelado/files'
import { CURVES_FORMAT, CURVES_VERSION, type CurvesDocument, curvesOf, type Survey } from '@revelado/restore'

/** What a survey decided, as a file of curves. */
export function curvesDocument({ inspection, record }: Survey): CurvesDocument {
  const [negative, , tone] = inspection.decisions
  return {
    format: CURVES_FORMAT,
    version: CURVES_VERSION,
    model: { name: record.model.name, look: record.model.look },
    polarity: negative.used > 0.5 ? 'negative' : 'positive',
    tone: tone.used,
    ...curvesOf(inspection.development),
  }
}

/** JSON with the arrays of numbers on one line each, so that curves can be read and changed by hand. */
function written(document: CurvesDocument): string {
  const onOneLine = (numbers: string) => numbers.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']')
  return `${JSON.stringify(document, null, 2).replace(/\[[^[\]]*\]/g, onOneLine)}\n`
}

/** @throws ReveladoError as `placeFile` does: 'would-overwrite' for a file that is there, unless told to. */
export async function writeCurves(
  path: string,
  survey: Survey,
  options: { originals: readonly string[]; overwrite: boolean },
): Promise<void> {
  await placeFile(path, [new TextEncoder().encode(written(curvesDocument(survey)))], options)
}

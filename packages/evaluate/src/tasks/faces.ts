// Faces on old photographs: do they stay who they are, with and without being told where they are?
import type { FaceBox } from '@revelado/restore'
import { facesOf } from '@revelado/restore'
import { faceToDevelopment, faceToInput, worstFace } from '../measures/faces.ts'
import { MODEL, model } from '../method.ts'
import type { Case, Task } from '../task.ts'

/** The faces and as much again around them: what the report shows. */
function around(faces: readonly FaceBox[], width: number, height: number): NonNullable<Case['shown']> {
  const edge = (low: (face: FaceBox) => number, size: number) => Math.floor(size * Math.max(0, Math.min(...faces.map(low))))
  const end = (high: (face: FaceBox) => number, size: number) => Math.ceil(size * Math.min(1, Math.max(...faces.map(high))))
  const x = edge((face) => face.x - face.width / 2, width)
  const y = edge((face) => face.y - face.height / 2, height)
  return { x, y, width: end((face) => face.x + 1.5 * face.width, width) - x, height: end((face) => face.y + 1.5 * face.height, height) - y }
}

export const faces: Task = {
  name: 'faces',
  title: 'Faces',
  about:
    'Faces marked by hand on old photographs, long side ≤ 1024. Mean CIEDE2000 inside the boxes after a Gaussian of 1/32 of the face: between the result and the developed picture, and between the result and the input. Where colours are guessed only the light is compared; what was invented is left out.',
  wants: [{ role: 'old' }],
  whole: 1024,
  without: 'none of these pictures has boxes of faces: give them with --faces FILE',
  cases({ picture, path }, _, tools) {
    const boxes = facesOf(path, tools.faces ?? new Map())
    if (boxes.length === 0) return []
    return [{ condition: 'old photographs', input: picture, faces: boxes, shown: around(boxes, picture.width, picture.height) }]
  },
  methods: (tools) => [
    ...model(tools, () => ({ developed: true })),
    ...model(tools, ({ faces }) => ({ faces, developed: true }), `${MODEL}, faces protected`),
  ],
  measures: [faceToDevelopment, worstFace, faceToInput],
}

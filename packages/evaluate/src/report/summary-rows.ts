// What the README says of a model, row by row: data, in English and Spanish.

export interface SummaryRow {
  readonly what: { readonly en: string; readonly es: string }
  readonly task: string
  readonly measure: string
  /** The figures of a row, side by side. */
  readonly at: readonly { readonly set: string; readonly condition: string }[]
  /** Column of the report; the model itself by default. */
  readonly method?: string
  /** 'count': pictures that are right, of how many, from a measure that counts the wrong ones. 'signed': with a plus. */
  readonly as?: 'count' | 'signed'
}

const each = (set: string, ...conditions: string[]) => conditions.map((condition) => ({ set, condition }))
const both = (condition: string) => ['kodak24', 'cbsd68'].map((set) => ({ set, condition }))

export const SUMMARY: readonly SummaryRow[] = [
  {
    what: { en: 'real film negatives the right way round', es: 'negativos reales puestos del derecho' },
    task: 'polarity-real',
    measure: 'polarity wrong',
    at: each('real/negatives', 'film negatives'),
    as: 'count',
  },
  {
    what: { en: 'real old prints left positive', es: 'copias antiguas reales dejadas en positivo' },
    task: 'polarity-real',
    measure: 'polarity wrong',
    at: each('real/old', 'old prints'),
    as: 'count',
  },
  {
    what: {
      en: 'simulated ones (film never seen) and photographs taken for what they are, Kodak24 / CBSD68, %',
      es: 'simulados (película nunca vista) y fotografías tomados por lo que son, Kodak24 / CBSD68, %',
    },
    task: 'polarity',
    measure: 'polarity right',
    at: [...both('negatives'), ...both('photographs')],
  },
  {
    what: {
      en: 'colour negatives on film and scanners never seen, Kodak24 / CBSD68, mean ΔE2000',
      es: 'negativos en color de película y escáner nunca vistos, Kodak24 / CBSD68, ΔE2000 medio',
    },
    task: 'negatives',
    measure: 'ΔE2000',
    at: both('held-out film'),
  },
  {
    what: { en: 'cast of the same, mean b*', es: 'dominante de los mismos, b* medio' },
    task: 'negatives',
    measure: 'cast b*',
    at: both('held-out film'),
    as: 'signed',
  },
  {
    what: { en: 'colour noise σ 15 / 25 / 50, Kodak24, PSNR (dB)', es: 'ruido de color σ 15 / 25 / 50, Kodak24, PSNR (dB)' },
    task: 'noise',
    measure: 'PSNR RGB',
    at: each('kodak24', 'σ 15', 'σ 25', 'σ 50'),
  },
  {
    what: { en: 'the same, CBSD68', es: 'lo mismo, CBSD68' },
    task: 'noise',
    measure: 'PSNR RGB',
    at: each('cbsd68', 'σ 15', 'σ 25', 'σ 50'),
  },
  {
    what: {
      en: 'JPEG quality 10 / 20 / 30 / 40, Kodak24, gain in PSNR of luma (dB)',
      es: 'JPEG de calidad 10 / 20 / 30 / 40, Kodak24, ganancia en PSNR de luma (dB)',
    },
    task: 'jpeg',
    measure: 'gain in PSNR Y',
    at: each('kodak24', 'q 10', 'q 20', 'q 30', 'q 40'),
    as: 'signed',
  },
  {
    what: {
      en: 'blur: Gaussian σ 1 / σ 2 / motion 6 px / out of focus 2 px, Kodak24, PSNR (dB)',
      es: 'desenfoque gaussiano σ 1 / σ 2 / movimiento 6 px / fuera de foco 2 px, Kodak24, PSNR (dB)',
    },
    task: 'blur',
    measure: 'PSNR RGB',
    at: each('kodak24', 'Gaussian, σ 1', 'Gaussian, σ 2', 'motion, 6 px', 'out of focus, radius 2'),
  },
  {
    what: { en: 'salt and pepper 2 / 8 %, Kodak24, PSNR (dB)', es: 'sal y pimienta 2 / 8 %, Kodak24, PSNR (dB)' },
    task: 'salt-and-pepper',
    measure: 'PSNR RGB',
    at: each('kodak24', '2 %', '8 %'),
  },
  {
    what: { en: 'clean pictures, Kodak24 / CBSD68, PSNR (dB)', es: 'imágenes limpias, Kodak24 / CBSD68, PSNR (dB)' },
    task: 'clean',
    measure: 'PSNR RGB',
    at: both('clean'),
  },
  {
    what: { en: 'lost regions, Kodak24, PSNR inside (dB), blind', es: 'partes perdidas, Kodak24, PSNR dentro (dB), a ciegas' },
    task: 'lost',
    measure: 'PSNR inside',
    at: each('kodak24', '5–15 %'),
  },
  {
    what: { en: 'the same, told the mask', es: 'lo mismo, con la máscara' },
    task: 'lost',
    measure: 'PSNR inside',
    at: each('kodak24', '5–15 %'),
    method: 'revelado, told the mask',
  },
  {
    what: {
      en: 'black-and-white to colour, Kodak24 / CBSD68, gain in PSNR of chroma (dB)',
      es: 'blanco y negro a color, Kodak24 / CBSD68, ganancia en PSNR de croma (dB)',
    },
    task: 'colour',
    measure: 'gain in PSNR CbCr over grey',
    at: both('grey'),
    as: 'signed',
  },
  {
    what: { en: 'colourfulness of the same, share of the original’s', es: 'viveza del color, parte de la del original' },
    task: 'colour',
    measure: 'colourfulness, share of the original’s',
    at: both('grey'),
  },
  {
    what: {
      en: 'mixtures: negative / black-and-white / colour, Kodak24, PSNR (dB)',
      es: 'mezclas: negativo / blanco y negro / color, Kodak24, PSNR (dB)',
    },
    task: 'mixtures',
    measure: 'PSNR RGB',
    at: each('kodak24', 'negative', 'black-and-white', 'colour'),
  },
  {
    what: {
      en: 'change map, Kodak24: error of the promised spread on negative / black-and-white / colour mixtures',
      es: 'mapa de cambios, Kodak24: error de la dispersión prometida en mezclas de negativo / blanco y negro / color',
    },
    task: 'change-map',
    measure: 'calibration error of the spread',
    at: each('kodak24', 'negative', 'black-and-white', 'colour'),
  },
  {
    what: { en: 'the same: “invented”, precision', es: 'lo mismo: «inventado», precisión' },
    task: 'change-map',
    measure: 'invented: precision',
    at: each('kodak24', 'negative', 'black-and-white', 'colour'),
  },
  {
    what: { en: 'the same: “invented”, recall', es: 'lo mismo: «inventado», exhaustividad' },
    task: 'change-map',
    measure: 'invented: recall',
    at: each('kodak24', 'negative', 'black-and-white', 'colour'),
  },
  {
    what: {
      en: 'mixtures on mosaics of 30 / 64 copies, PSNR (dB)',
      es: 'mezclas en mosaicos de 30 / 64 copias, PSNR (dB)',
    },
    task: 'large',
    measure: 'PSNR RGB',
    at: each('kodak24', 'mosaic of 30', 'mosaic of 64'),
  },
  {
    what: { en: 'the same pictures small', es: 'las mismas imágenes en pequeño' },
    task: 'large',
    measure: 'PSNR RGB',
    at: each('kodak24', 'mosaic of 30, small', 'mosaic of 64, small'),
  },
  {
    what: {
      en: 'the predecessor’s groups: black-and-white / negative / with noise / noise alone / with lost regions, Kodak24, PSNR (dB)',
      es: 'los grupos del predecesor: blanco y negro / negativo / con ruido / ruido solo / con partes perdidas, Kodak24, PSNR (dB)',
    },
    task: 'predecessor',
    measure: 'PSNR RGB',
    at: each('kodak24', 'black-and-white', 'negative', 'negative, Gaussian noise', 'Gaussian noise', 'negative, lost regions'),
  },
  {
    what: {
      en: 'faces on old photographs, ΔE2000 to the developed face',
      es: 'caras en fotografías antiguas, ΔE2000 respecto a la cara revelada',
    },
    task: 'faces',
    measure: 'ΔE2000 of faces to the developed picture',
    at: each('real/old', 'old photographs'),
  },
  {
    what: { en: 'the same with --faces', es: 'lo mismo con --faces' },
    task: 'faces',
    measure: 'ΔE2000 of faces to the developed picture',
    at: each('real/old', 'old photographs'),
    method: 'revelado, faces protected',
  },
]

/** Methods of the report as the Spanish README calls them. */
export const METHODS_ES: Readonly<Record<string, string>> = {
  'density inverter': 'inversor por densidad',
  '255 − x, stretched': '255 − x, estirado',
  'non-local means': 'medias no locales',
  'median of 3 × 3': 'mediana de 3 × 3',
  'Telea, told the mask': 'Telea, con la máscara',
  'Navier-Stokes, told the mask': 'Navier-Stokes, con la máscara',
  'classical chain': 'cadena clásica',
  'the predecessor’s network': 'la red del predecesor',
  '255 − x, told the polarity': '255 − x, sabiendo la polaridad',
}

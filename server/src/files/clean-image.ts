import { Refusal } from '../platform/refusal.ts'

/** 依据: a photograph for a record needs no more; 4096 px prints an A4 page at 350 dpi. */
const longestSide = 4096
const thumbnailSide = 480
/** A picture of few bytes can unfold to gigabytes of pixels. */
const mostPixels = 120_000_000

export interface CleanImage {
  bytes: Buffer
  thumbnail: Buffer
  width: number
  height: number
  look: string
}

/** 64 digits 0 or 1: whether each of 8 rows of 9 grey pixels darkens from one to the next; alike pictures differ in few. */
export async function lookOf(picture: Buffer): Promise<string> {
  const { default: sharp } = await import('sharp')
  const grey = await sharp(picture)
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize(9, 8, { fit: 'fill' })
    .raw()
    .toBuffer()
  const darkens = (at: number) => ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? '1' : '0')
  return Array.from({ length: 64 }, (_, bit) => darkens(Math.floor(bit / 8) * 9 + (bit % 8))).join('')
}

/** Encodes the picture anew: upright, without place, camera or anything hidden behind the pixels (个人信息保护). */
export async function cleanImage(bytes: Buffer, type: 'jpeg' | 'png' | 'webp'): Promise<CleanImage> {
  const { default: sharp } = await import('sharp')
  try {
    // Only the head is read: how large it says it is.
    const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > mostPixels) throw new Refusal('files.too_many_pixels')
    const upright = sharp(bytes, { limitInputPixels: mostPixels }).rotate().resize(longestSide, longestSide, {
      fit: 'inside',
      withoutEnlargement: true,
    })
    const { data, info } = await upright.toFormat(type, { quality: 85 }).toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(data)
      .resize(thumbnailSide, thumbnailSide, {
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 78 })
      .toBuffer()
    return { bytes: data, thumbnail, width: info.width, height: info.height, look: await lookOf(thumbnail) }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('files.unreadable')
  }
}

/** A phone's photograph of several megabytes becomes one that a slow line carries; what is small stays as it is. */
const small = 600 * 1024
const longest = 2048

/** Kept as it is when the browser cannot read it: the server then says what is wrong with it. */
export async function shrink(file: File): Promise<Blob> {
  if (file.size <= small || !['image/jpeg', 'image/webp'].includes(file.type)) return file
  try {
    const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const share = Math.min(1, longest / Math.max(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(image.width * share)
    canvas.height = Math.round(image.height * share)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    image.close()
    const shrunk = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
    return shrunk && shrunk.size < file.size ? shrunk : file
  } catch {
    return file
  }
}

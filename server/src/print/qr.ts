import qrcode from 'qrcode'

/** A QR code as SVG text, one path, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
export const qrSvg = (url: string): string => {
  const { size, data } = qrcode.create(url, { errorCorrectionLevel: 'Q' }).modules
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from(data.subarray(y * size, (y + 1) * size)).join(''),
  )
  // A run of dark modules is one rectangle: single squares would show hairlines between them in print.
  const path = rows.flatMap((row, y) =>
    Array.from(
      row.matchAll(/1+/g),
      ({ 0: run, index }) => `M${index + 4} ${y + 4}h${run.length}v1h-${run.length}z`,
    ),
  )
  const side = size + 8
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path d="${path.join('')}"/></svg>`
}

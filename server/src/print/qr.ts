import qrcode from 'qrcode'

/** A QR code as SVG text, one path, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
export const qrSvg = (url: string): string => {
  const { size, data } = qrcode.create(url, { errorCorrectionLevel: 'Q' }).modules
  const path = Array.from(data, (dark, i) =>
    dark ? `M${(i % size) + 4} ${Math.floor(i / size) + 4}h1v1h-1z` : '',
  )
  const side = size + 8
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path d="${path.join('')}"/></svg>`
}

/** One line that grows on a terminal; in a log one line for each tenth. */
export function drawProgress<What extends string>(
  words: Record<What, string>,
): (share: number, what: What) => void {
  let tenth = -1
  return (share, what) => {
    const percent = String(Math.floor(share * 100)).padStart(3)
    const line = `[${'#'.repeat(Math.round(share * 24)).padEnd(24, '.')}] ${percent} % ${words[what]}`
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`)
    else if (Math.floor(share * 10) !== tenth) console.log(line)
    tenth = Math.floor(share * 10)
  }
}

export const sizeInWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`

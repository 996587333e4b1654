/** Photographs as evidence: drawn, not taken, so that nobody's face is in the demo. */
import sharp from 'sharp'
import { uploadFile } from '../server/src/files/index.ts'
import { acts, at, inLanes, type Story } from './story.ts'

const skies = ['#bcd3e6', '#d8e4ea', '#e9dcc3', '#c9dbe0']
const lands = ['#8da86a', '#a9a25f', '#c2b280', '#7f9a5c']

/** A steppe with hills, a sign and its date: plain, but clearly one of several. */
async function drawPhotograph(caption: string, seed: number): Promise<Uint8Array> {
  const hill = (at: number) => 300 + ((seed * 37 + at * 53) % 60)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 800 600">
    <rect width="800" height="600" fill="${skies[seed % skies.length]}"/>
    <circle cx="${120 + ((seed * 97) % 560)}" cy="120" r="42" fill="#f4efe0"/>
    <path d="M0 ${hill(1)} Q200 ${hill(2) - 80} 400 ${hill(3)} T800 ${hill(4)} V600 H0 Z" fill="${lands[seed % lands.length]}"/>
    <path d="M0 ${hill(5) + 90} Q260 ${hill(6)} 520 ${hill(7) + 80} T800 ${hill(8) + 60} V600 H0 Z" fill="${lands[(seed + 1) % lands.length]}"/>
    <rect x="250" y="380" width="300" height="110" rx="6" fill="#fbfaf7" stroke="#a3211b" stroke-width="6"/>
    <rect x="390" y="490" width="20" height="80" fill="#6b645a"/>
    <text x="400" y="446" font-size="34" text-anchor="middle" font-family="Noto Sans CJK SC, sans-serif" fill="#211d18">${caption}</text>
  </svg>`
  return new Uint8Array(await sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer())
}

/** One photograph a village, uploaded by its clerk; the sample of slips that carry evidence share it. */
export async function takePhotographs(story: Story, year: number): Promise<Map<string, string>> {
  const taken = new Map<string, string>()
  let seed = 0
  await inLanes(
    story.towns.flatMap((town) => town.villages),
    async (village) => {
      const bytes = await drawPhotograph(village.name, ++seed)
      const { id } = await acts(story, village.clerk, at(story, `${year}-01-10`), (tx, by) =>
        uploadFile(tx, by, { file: { name: `${village.name}活动照片.jpg`, mime: 'image/jpeg', bytes } }),
      )
      taken.set(village.id, id)
    },
  )
  return taken
}

/** Photographs as evidence: drawn, not taken, so that nobody's face is in the demo. */
import sharp from 'sharp'
import { uploadFile } from '../server/src/files/index.ts'
import { seeded } from './random.ts'
import { acts, at, inLanes, type Story } from './story.ts'

const skies = ['#bcd3e6', '#d8e4ea', '#e9dcc3', '#c9dbe0']
const lands = ['#8da86a', '#a9a25f', '#c2b280', '#7f9a5c']

/** A steppe with hills, tents and groves, a sign and its place: plain, but clearly one of several. */
async function drawPhotograph(caption: string, seed: number): Promise<Buffer> {
  const random = seeded(seed)
  const between = (from: number, to: number) => random.between(from, to)
  const hill = () => between(210, 390)
  const tent = () => {
    const [x, y, w] = [between(20, 780), between(300, 560), between(60, 130)]
    return `<path d="M${x - w} ${y} v-${w / 2} q${w} -${w} ${2 * w} 0 v${w / 2} Z" fill="#f3efe4" stroke="#8a7f6d" stroke-width="3"/>`
  }
  const grove = () =>
    `<ellipse cx="${between(0, 800)}" cy="${between(260, 520)}" rx="${between(40, 110)}" ry="${between(40, 100)}" fill="#4d6a43"/>`
  const left = between(20, 480)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" viewBox="0 0 800 600">
    <rect width="800" height="600" fill="${skies[seed % skies.length]}"/>
    <circle cx="${between(60, 740)}" cy="${between(70, 150)}" r="48" fill="#fbf6e6"/>
    <path d="M0 ${hill()} Q200 ${hill() - 90} 400 ${hill()} T800 ${hill()} V600 H0 Z" fill="${lands[seed % lands.length]}"/>
    ${grove()}${grove()}${grove()}
    <path d="M0 ${hill() + 110} Q260 ${hill()} 520 ${hill() + 90} T800 ${hill() + 90} V600 H0 Z" fill="${lands[(seed + 1) % lands.length]}"/>
    ${grove()}${tent()}${tent()}${grove()}${tent()}
    <rect x="${left}" y="420" width="300" height="110" rx="6" fill="#fbfaf7" stroke="#a3211b" stroke-width="6"/>
    <text x="${left + 150}" y="487" font-size="34" text-anchor="middle" font-family="Noto Sans CJK SC, sans-serif" fill="#211d18">${caption}</text>
  </svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer()
}

/** A village has one photograph a year, in a quarter of its own: lighter work asks for one only where a rule does. */
export const photographQuarter = (villageIndex: number): number => 4 - (villageIndex % 4)
/** 依据: the fairness view must have a case to show: this village hands in its neighbour's photograph of another deed. */
const borrower = { town: 1, village: 1, from: 2 }

/** One photograph a village, uploaded by its clerk in the quarter of the deed. File ids by village. */
export async function takePhotographs(story: Story, year: number): Promise<Map<string, string>> {
  const taken = new Map<string, string>()
  const draw = (town: number, village: number) =>
    drawPhotograph(story.towns[town]?.villages[village]?.name ?? '', year * 10_000 + town * 100 + village)
  const places = story.towns.flatMap((town, townIndex) =>
    town.villages.map((village, index) => ({ village, townIndex, index })),
  )
  await inLanes(places, async ({ village, townIndex, index }) => {
    const day = `${year}-${String(photographQuarter(index) * 3).padStart(2, '0')}-24`
    const borrows = townIndex === borrower.town && index === borrower.village
    const bytes = borrows
      ? await sharp(await draw(townIndex, borrower.from))
          .resize(420)
          .jpeg({ quality: 45 })
          .toBuffer()
      : await draw(townIndex, index)
    const { id } = await acts(story, village.clerk, at(story, day), (tx, by) =>
      uploadFile(tx, by, { file: { name: `${village.name}活动照片.jpg`, mime: 'image/jpeg', bytes } }),
    )
    taken.set(village.id, id)
  })
  return taken
}

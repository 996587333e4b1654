import { useView } from '../../app/use-view.ts'
import { Book, BookCover, BookLines, BookPage, marksOf, Points, Star, Why } from '../index.ts'
import { band, entries, facts } from './samples.ts'

const marks = marksOf(band)
const MarkStar = ({ index, size }: { index: number; size: number }) => (
  <svg
    width={size * 1.1}
    height={size * 1.05}
    viewBox={`-1 -1 ${size * 1.1} ${size * 1.05}`}
    aria-hidden="true"
  >
    <Star mark={marks[index] ?? '-'} height={size} />
  </svg>
)

export function BookSample() {
  const [{ leaf }, setView] = useView({ leaf: 'cover' })
  return (
    <Book
      name="积分手册"
      open={leaf}
      onOpen={(key) => setView({ leaf: key })}
      leaves={[
        {
          key: 'cover',
          tab: '封面',
          content: (
            <BookCover
              title="党组织积分手册"
              name="乌兰嘎查党支部"
              band={{ stars: band, facts }}
              lines={[
                ['苏木镇', '宝力根苏木'],
                ['年度', '2026年'],
                ['编号', '2026-01-003'],
              ]}
            />
          ),
        },
        ...facts.map(({ name, points = 0 }, index) => ({
          key: `star${index}`,
          name,
          tab: (
            <>
              <MarkStar index={index} size={13} />
              {name}
            </>
          ),
          content: (
            <BookPage
              title={name}
              mark={<MarkStar index={index} size={36} />}
              sentence="满 10 分点亮"
              aside={
                <Why title={name} sheet={() => '逐条相加。'}>
                  <Points value={points} unit />
                </Why>
              }
            >
              <BookLines entries={index === 1 ? [] : entries} onOpen={() => undefined} />
            </BookPage>
          ),
        })),
      ]}
    />
  )
}

import type { ReactNode } from 'react'
import { Section } from '../../ui/index.ts'
import './fairness.css'

interface Props {
  title: string
  sentence: string
  /** Nothing to hint at: one quiet line instead of an empty table. */
  none: string | undefined
  children: ReactNode
}
export const HintSection = ({ title, sentence, none, children }: Props) => (
  <Section title={title} sentence={sentence} flush>
    {none ? <p className="fair-none">没有提示。{none}</p> : children}
  </Section>
)

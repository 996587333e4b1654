import { Link } from '@tanstack/react-router'
import type { CSSProperties, ReactNode } from 'react'
import { pathTo, type ViewValue } from './paths.ts'

export interface ToProps {
  /** A page path with ':id' parts, or a whole address. */
  to: string
  params?: Record<string, string>
  view?: Record<string, ViewValue>
  children: ReactNode
  className?: string
  style?: CSSProperties
  onClick?: (() => void) | undefined
  'aria-label'?: string
}
/** A link to a page of ours, fetched when the pointer comes near. */
export function To({ to, params, view, ...rest }: ToProps) {
  const [path = '/', search] = pathTo(to, params, view).split('?')
  return (
    <Link
      to={path as never}
      search={(search ? Object.fromEntries(new URLSearchParams(search)) : {}) as never}
      {...rest}
    />
  )
}

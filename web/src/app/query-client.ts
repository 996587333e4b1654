import { QueryClient } from '@tanstack/react-query'

/** networkMode 'always': behind a county proxy the browser's own idea of being online is often wrong. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 15_000,
      retry: (count, error) => (error as { code?: string }).code === 'offline' && count < 1,
    },
    mutations: { networkMode: 'always' },
  },
})

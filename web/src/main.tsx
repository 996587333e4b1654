import './app/zod-jitless.ts'
import './ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startElder } from './app/elder.ts'
import { keepShell } from './app/keep-shell.ts'
import { queryClient } from './app/query-client.ts'
import { router } from './app/router.tsx'

startElder()
keepShell()

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const inPackages = (names: string) => new RegExp(`[\\\\/]node_modules[\\\\/](?:${names})[\\\\/]`)

export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: Number(process.env.WEB_PORT ?? 5173),
    // npm run dev tells this port, so it must be this one.
    strictPort: process.env.WEB_PORT !== undefined,
    proxy: { '/api': { target: `http://127.0.0.1:${process.env.API_PORT ?? 3000}` } },
  },
  build: {
    outDir: 'dist',
    target: 'es2022',
    sourcemap: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // zod's switch stands in zod's own chunk, so that it is thrown before any shape is made.
            { name: 'zod', test: /[\\/]node_modules[\\/]zod[\\/]|zod-jitless/, priority: 40 },
            { name: 'react', test: inPackages('react|react-dom|scheduler|@tanstack'), priority: 30 },
          ],
        },
      },
    },
  },
})

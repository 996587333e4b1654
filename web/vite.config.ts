import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

const inPackages = (names: string) => new RegExp(`[\\\\/]node_modules[\\\\/](?:${names})[\\\\/]`)

/** Lists are filtered by the server (ui/Filters): what a column of Ant Design's table would filter with, trees and all, stays out. */
const noColumnFilters = {
  name: 'no-column-filters',
  enforce: 'pre' as const,
  load: (id: string) =>
    /antd[\\/]es[\\/]table[\\/]hooks[\\/]useFilter[\\/]FilterDropdown\.js$/.test(id)
      ? "export const flattenKeys = () => []; export default () => { throw new Error('columns have no filters of their own') }"
      : null,
}

export default defineConfig({
  plugins: [
    noColumnFilters,
    react(),
    VitePWA({
      // A new version waits until the user agrees: a form half filled in must not be swept away.
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        id: '/',
        name: '星河',
        short_name: '星河',
        description: '基层党建星级管理',
        lang: 'zh-CN',
        start_url: '/',
        display: 'standalone',
        background_color: '#FBFAF7',
        theme_color: '#FBFAF7',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      // The shell alone; answers of the server hold personal data and are never kept.
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2}'],
        // Charts are looked at with a network.
        globIgnores: ['**/engine-*.js'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/api\//, /^\/assets\//],
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
      },
    }),
  ],
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
    // Which file needs which: server/test/page-weight.test.ts weighs every page by it.
    manifest: true,
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

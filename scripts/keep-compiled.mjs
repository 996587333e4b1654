// Runs before everything else of `npm start`: what Node made of our sources and packages is kept for the next start.
import { enableCompileCache, getCompileCacheDir } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

enableCompileCache(join(dirname(fileURLToPath(import.meta.url)), '../node_modules/.cache/compiled'))
// Printers, and whatever else is started from here, find it too.
process.env.NODE_COMPILE_CACHE ??= getCompileCacheDir()

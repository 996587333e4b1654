/** Our content security policy forbids eval; zod decides when a shape is made, so this must run before any contract file. */
import { config } from 'zod'

config({ jitless: true })

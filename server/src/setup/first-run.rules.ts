/** What a start makes of the database it finds: demo and real data never stand in one place. */
export interface Found {
  regions: number
  /** Marks of the demo world: begun, and wholly made. */
  demoBegun: boolean
  demoMade: boolean
  /** Mark of an earlier `--empty`. */
  kept: boolean
}

/** DEMO: make the demo world. ANEW: wipe half a demo world, then make it. KEEP: for a county. REFUSE: demo data is there. */
export function firstRun(empty: boolean, found: Found): 'DEMO' | 'ANEW' | 'KEEP' | 'LEAVE' | 'REFUSE' {
  const { regions, demoBegun, demoMade, kept } = found
  if (empty) return demoBegun || demoMade ? 'REFUSE' : 'KEEP'
  if (kept) return 'KEEP'
  if (demoBegun && !demoMade) return 'ANEW'
  return regions === 0 ? 'DEMO' : 'LEAVE'
}

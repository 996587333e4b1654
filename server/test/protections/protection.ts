/** A protection, the edit that takes it out, and the test that must then fail. */
export interface Protection {
  name: string
  file: string
  /** Stands exactly once in the file. */
  find: string
  replace: string
  test: string
  /** Part of the test's name, with the names of the groups around it: 'how often > an address'. */
  named: string
}

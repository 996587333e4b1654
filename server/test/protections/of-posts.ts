import type { Protection } from './protection.ts'

const substitutes = 'server/src/work/posts/substitution.test.ts'
const leaving = 'server/src/work/posts/leave-post.test.ts'
const inOffice = 'server/src/identity/posts-on.ts'
const naming = 'server/src/work/posts/name-substitute.ts'

/** A post changes hands with its queue; somebody stands in for some days. */
export const ofPosts: Protection[] = [
  {
    name: 'posts: a substitution that was ended is over',
    file: inOffice,
    find: ' and s.ended_at is null\n',
    replace: '\n',
    test: substitutes,
    named: 'before the first day',
  },
  {
    name: 'posts: a substitution is over after its last day',
    file: inOffice,
    find: ` and s.last_on >= \${day}`,
    replace: '',
    test: substitutes,
    named: 'the holder asks a colleague',
  },
  {
    name: 'posts: with the holding the substitution ends',
    file: inOffice,
    find: `     and h.first_on <= \${day} and coalesce(h.last_on >= \${day}, true))\``,
    replace: '    )`',
    test: substitutes,
    named: 'with the holder’s post',
  },
  {
    name: 'posts: a substitute passes nothing on',
    file: naming,
    find: `  if (by.standsInFor?.personId === held.person_id) throw new Refusal('substitutions.passed_on')\n`,
    replace: '',
    test: substitutes,
    named: 'a substitute passes nothing on',
  },
  {
    name: 'posts: only the holder and whoever fills the post name a substitute',
    file: naming,
    find: `  if (!arranges(by, held)) throw new Refusal('substitutions.not_yours')\n`,
    replace: '',
    test: substitutes,
    named: 'who may be named, and by whom',
  },
  {
    name: 'posts: the three administrators come together in nobody, not for a day',
    file: naming,
    find: '  if (!goTogether([held.post as Post, ...beside.map((row) => row.post)]))\n',
    replace: '  if (beside.length < 0)\n',
    test: substitutes,
    named: 'the three administrators',
  },
  {
    name: 'posts: the trail says for whom',
    file: 'server/src/platform/audit.ts',
    find: `(by.standsInFor ? \`\${by.name}（代\${by.standsInFor.name}）\` : by.name)`,
    replace: 'by.name',
    test: substitutes,
    named: 'the trail says for whom',
  },
  {
    name: 'posts: what waits by name goes to the successor in the same act',
    file: 'server/src/work/posts/leave-post.ts',
    find: '  const moved = await releaseSeat(tx, by, seat, { id: toPersonId, name: name(toPersonId) })\n',
    replace: '  const moved = await releaseSeat(tx, by, { ...seat, personId: toPersonId }, null)\n',
    test: leaving,
    named: 'one act ends the post',
  },
  {
    name: 'posts: nothing waits for whoever is gone',
    file: 'server/src/work/posts/leave-post.ts',
    find: 'input.on > by.today ? 0 : await releaseSeat(tx, by, seat, null)',
    replace: '0',
    test: leaving,
    named: 'without a successor',
  },
]

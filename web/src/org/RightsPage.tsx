/** Who may do what: the table of rights as it is asked for in every act, in words. */
import { postLevels, rightWords } from '@xinghe/contract/right-words'
import { type Action, holds, type Post, posts } from '@xinghe/contract/rights'
import { Fragment, useState } from 'react'
import { useMe } from '../app/me.ts'
import { PageHead, Section, Select, usePhone } from '../ui/index.ts'
import './rights.css'

const groups = Object.entries(rightWords) as [string, Record<Action, string>][]
const rightsOf = (words: Record<Action, string>) => Object.entries(words) as [Action, string][]
const levelOf = (post: Post) => postLevels.find((one) => (one.posts as readonly Post[]).includes(post))

export default function RightsPage() {
  const me = useMe()
  const phone = usePhone()
  const [chosen, setChosen] = useState<Post>()
  const post = chosen ?? me?.post.post ?? 'MEMBER'
  const choice = (
    <Select
      aria-label="选择岗位"
      className="xh-rights-choice"
      value={post}
      onChange={(value: Post) => setChosen(value)}
      options={postLevels.map(({ name, posts: keys }) => ({
        label: name,
        options: keys.map((key) => ({ value: key, label: posts[key] })),
      }))}
    />
  )
  return (
    <>
      <PageHead
        title="权限一览"
        sentence="权限跟着岗位走：任职即有，卸任即无；只在任职单位及其下级有效。本人的事项一律由他人办理。"
      />
      <Section
        title={posts[post]}
        sentence={`管辖范围：${levelOf(post)?.reach ?? ''}`}
        extra={choice}
        flush={!phone}
      >
        {phone ? <Rights post={post} /> : <Matrix post={post} onPost={setChosen} />}
      </Section>
    </>
  )
}

/** The phone's reading: one post, what it may and what it may not. */
function Rights({ post }: { post: Post }) {
  return groups.map(([name, words]) => {
    const may = rightsOf(words).filter(([action]) => holds(post, action))
    const not = rightsOf(words).filter(([action]) => !holds(post, action))
    return (
      <section key={name} className="xh-rights-group">
        <h3>{name}</h3>
        {may.length > 0 ? (
          <ul>
            {may.map(([action, label]) => (
              <li key={action}>
                <b>可以</b> {label}
              </li>
            ))}
          </ul>
        ) : null}
        {not.length > 0 ? <p className="xh-quiet">不能：{not.map(([, label]) => label).join('；')}</p> : null}
      </section>
    )
  })
}

function Matrix({ post, onPost }: { post: Post; onPost: (post: Post) => void }) {
  const all = postLevels.flatMap((level) => level.posts as readonly Post[])
  const here = (key: Post) => (key === post ? 'xh-rights-here' : undefined)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too
    <section className="xh-rights" tabIndex={0} aria-label="权限表">
      <table>
        <thead>
          <tr>
            <th rowSpan={2} scope="col" className="xh-rights-what">
              事项
            </th>
            {postLevels.map(({ name, posts: keys }) => (
              <th key={name} colSpan={keys.length} scope="colgroup">
                {name}
              </th>
            ))}
          </tr>
          <tr>
            {all.map((key) => (
              <th key={key} scope="col" className={here(key)}>
                <button type="button" aria-pressed={key === post} onClick={() => onPost(key)}>
                  {posts[key]}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(([name, words]) => (
            <Fragment key={name}>
              <tr className="xh-rights-field">
                <th scope="rowgroup" colSpan={all.length + 1}>
                  {name}
                </th>
              </tr>
              {rightsOf(words).map(([action, label]) => (
                <tr key={action}>
                  <th scope="row" className="xh-rights-what">
                    {label}
                  </th>
                  {all.map((key) => (
                    <td key={key} className={here(key)}>
                      {holds(key, action) ? (
                        <span role="img" aria-label="可以">
                          ✓
                        </span>
                      ) : (
                        <span className="xh-rights-no" role="img" aria-label="不能">
                          –
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

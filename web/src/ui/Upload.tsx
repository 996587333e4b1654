import { CameraOutlined, DeleteOutlined, FileOutlined, UploadOutlined } from '@ant-design/icons'
import {
  acceptedFiles,
  type FileInfo,
  fileErrors,
  getFile,
  getThumbnail,
  maxFileBytes,
  uploadFile,
} from '@xinghe/contract/files'
import { Button, Image } from 'antd'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { urlOf } from '../app/call.ts'
import { CallError, newKey, refusalIn } from '../app/http.ts'
import type { HeldFile } from '../device/letter.ts'
import { shrink } from '../device/shrink.ts'
import { usePhone } from './use-phone.ts'
import './upload.css'

export type EvidenceFile = Pick<FileInfo, 'id' | 'name' | 'mime'>
export interface UploadProps extends ChooseProps {
  /** Fits into `Field`: the files that were uploaded. Send their ids. */
  value?: readonly EvidenceFile[]
  onChange?: (files: EvidenceFile[]) => void
}
interface ChooseProps {
  max?: number
  /** Which proof is wanted: '会议记录、照片'. */
  wanted?: string
  disabled?: boolean
  id?: string
}
interface Sending {
  key: string
  name: string
  share: number
  fault?: string
}

/** Evidence: chosen, dropped, or on the phone taken with the camera. Each file goes up at once. */
export function Upload({ value = [], onChange, max = 9, ...rest }: UploadProps) {
  const [sending, setSending] = useState<Sending[]>([])
  const files = useRef(value)
  files.current = value

  const note = (key: string, patch: Partial<Sending>) =>
    setSending((was) => was.map((one) => (one.key === key ? { ...one, ...patch } : one)))
  const remove = (key: string) => setSending((was) => was.filter((one) => one.key !== key))
  const take = (chosen: readonly File[]) => {
    for (const file of chosen) {
      const key = newKey()
      const fault = faultOf(file)
      setSending((was) => [...was, { key, name: file.name, share: 0, ...(fault ? { fault } : {}) }])
      if (fault) continue
      sendFile(file, key, (share) => note(key, { share }))
        .then((info) => {
          files.current = [...files.current, info]
          onChange?.([...files.current])
          remove(key)
        })
        .catch((error: unknown) =>
          note(key, { fault: error instanceof CallError ? error.message : '没有传上去，请重试' }),
        )
    }
  }
  return (
    <Choose {...rest} max={max} room={max - value.length} onTake={take}>
      <Files
        files={value}
        onRemove={rest.disabled ? undefined : (gone) => onChange?.(value.filter((file) => file.id !== gone))}
      />
      {sending.map(({ key, ...one }) => (
        <UnderWay key={key} {...one} onRemove={() => remove(key)} />
      ))}
    </Choose>
  )
}

export interface HoldFilesProps extends ChooseProps {
  value: readonly HeldFile[]
  onChange: (files: HeldFile[]) => void
}
/** Evidence that stays on this device until its form is handed in: a slow line is not waited for. */
export function HoldFiles({ value, onChange, max = 9, ...rest }: HoldFilesProps) {
  const [faults, setFaults] = useState<Sending[]>([])
  const take = async (chosen: readonly File[]) => {
    const bad = chosen.flatMap((file) => {
      const fault = faultOf(file)
      return fault ? [{ key: newKey(), name: file.name, share: 0, fault }] : []
    })
    setFaults(bad)
    const held = chosen
      .filter((file) => !faultOf(file))
      .map(async (file) => {
        const blob = await shrink(file)
        return { id: newKey(), name: file.name, mime: blob.type || file.type, blob }
      })
    onChange([...value, ...(await Promise.all(held))])
  }
  return (
    <Choose {...rest} max={max} room={max - value.length} onTake={(chosen) => void take(chosen)}>
      <Files files={value} onRemove={(gone) => onChange(value.filter((file) => file.id !== gone))} />
      {faults.map(({ key, ...one }) => (
        <UnderWay
          key={key}
          {...one}
          onRemove={() => setFaults((was) => was.filter((other) => other.key !== key))}
        />
      ))}
    </Choose>
  )
}

/** What can be said of a file before it is sent; the server looks at its bytes. */
const faultOf = ({ name, type, size }: File): string | undefined =>
  size > maxFileBytes
    ? fileErrors['files.too_large'].zh
    : /hei[cf]$/i.test(type) || /\.hei[cf]$/i.test(name)
      ? fileErrors['files.heic'].zh
      : undefined

function UnderWay({ name, share, fault, onRemove }: Omit<Sending, 'key'> & { onRemove: () => void }) {
  return (
    <div className="xh-upload-sending" role="status">
      <span>{name}</span>
      {fault ? (
        <span className="xh-upload-fault">{fault}</span>
      ) : (
        <progress value={share} max={1} aria-label={`${name} 上传进度`} />
      )}
      {fault ? (
        <Button type="text" size="small" onClick={onRemove}>
          移除
        </Button>
      ) : null}
    </div>
  )
}

interface ChooserProps extends ChooseProps {
  max: number
  room: number
  onTake: (files: readonly File[]) => void
  children: ReactNode
}
function Choose({ max, room, wanted, disabled = false, id, onTake, children }: ChooserProps) {
  const phone = usePhone()
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const hint = useId()
  const take = (chosen: FileList | null) => onTake([...(chosen ?? [])].slice(0, room))
  return (
    <fieldset
      className="xh-upload"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        if (!disabled) take(event.dataTransfer.files)
      }}
    >
      <legend className="xh-hidden">证明材料</legend>
      {children}
      {disabled ? null : (
        <div className="xh-upload-acts">
          {phone ? (
            <Button icon={<CameraOutlined />} disabled={room <= 0} onClick={() => camera.current?.click()}>
              拍照
            </Button>
          ) : null}
          <Button
            id={id ?? ''}
            icon={<UploadOutlined />}
            disabled={room <= 0}
            aria-describedby={hint}
            onClick={() => chooser.current?.click()}
          >
            {phone ? '从手机选择' : '选择文件'}
          </Button>
          <span id={hint} className="xh-quiet">
            {wanted ? `需要：${wanted}。` : ''}照片或文档，每个不超过 20 兆，最多 {max} 个
          </span>
          <input
            ref={chooser}
            type="file"
            accept={acceptedFiles}
            multiple
            hidden
            aria-label="选择文件"
            onChange={(event) => {
              take(event.target.files)
              event.target.value = ''
            }}
          />
          <input
            ref={camera}
            type="file"
            accept="image/*"
            capture="environment"
            hidden
            aria-label="拍照"
            onChange={(event) => {
              take(event.target.files)
              event.target.value = ''
            }}
          />
        </div>
      )}
    </fieldset>
  )
}

/** Files that were handed in: photographs as thumbnails that open large, documents by name. */
export function Files({
  files,
  onRemove,
}: {
  files: readonly (EvidenceFile & { blob?: Blob })[]
  onRemove?: ((id: string) => void) | undefined
}) {
  if (files.length === 0) return null
  return (
    <Image.PreviewGroup>
      <ul className="xh-files">
        {files.map(({ id, name, mime, blob }) => (
          <li key={id}>
            {blob ? (
              <HeldPicture name={name} mime={mime} blob={blob} />
            ) : mime.startsWith('image/') ? (
              <Image
                width={88}
                height={88}
                alt={name}
                src={urlOf(getThumbnail, { params: { id } })}
                preview={{ src: urlOf(getFile, { params: { id } }) }}
              />
            ) : (
              <a
                className="xh-file-doc"
                href={urlOf(getFile, { params: { id } })}
                target="_blank"
                rel="noopener"
              >
                <FileOutlined aria-hidden="true" />
                <span>{name}</span>
              </a>
            )}
            {onRemove ? (
              <Button
                className="xh-file-remove"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={`移除 ${name}`}
                onClick={() => onRemove(id)}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Image.PreviewGroup>
  )
}

/** A file that is still on this device only. */
function HeldPicture({ name, mime, blob }: Omit<HeldFile, 'id'>) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return mime.startsWith('image/') && url ? (
    <Image width={88} height={88} alt={name} src={url} />
  ) : (
    <span className="xh-file-doc">
      <FileOutlined aria-hidden="true" />
      <span>{name}</span>
    </span>
  )
}

/** Not through fetch, which cannot tell how far an upload has come. */
function sendFile(file: File, key: string, onShare: (share: number) => void): Promise<FileInfo> {
  return new Promise((resolve, reject) => {
    const body = new FormData()
    body.append('file', file)
    const sender = new XMLHttpRequest()
    sender.open('POST', urlOf(uploadFile))
    sender.setRequestHeader('accept', 'application/json')
    sender.setRequestHeader('idempotency-key', key)
    sender.responseType = 'json'
    sender.upload.onprogress = ({ loaded, total }) => onShare(total ? loaded / total : 0)
    sender.onload = () =>
      sender.status < 300
        ? resolve(sender.response as FileInfo)
        : reject(refusalIn(sender.status, sender.response))
    sender.onerror = () =>
      reject(new CallError(0, { code: 'offline', message: '网络中断，没有传上去，请重试' }))
    sender.send(body)
  })
}

import { CameraOutlined, DeleteOutlined, FileOutlined, UploadOutlined } from '@ant-design/icons'
import {
  acceptedFiles,
  type FileInfo,
  getFile,
  getThumbnail,
  maxFileBytes,
  uploadFile,
} from '@xinghe/contract/files'
import { Button, Image } from 'antd'
import { useId, useRef, useState } from 'react'
import { urlOf } from '../app/call.ts'
import { CallError, newKey, refusalIn } from '../app/http.ts'
import { usePhone } from './use-phone.ts'
import './upload.css'

export type EvidenceFile = Pick<FileInfo, 'id' | 'name' | 'mime'>
export interface UploadProps {
  /** Fits into `Field`: the files that were uploaded. Send their ids. */
  value?: readonly EvidenceFile[]
  onChange?: (files: EvidenceFile[]) => void
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
export function Upload({ value = [], onChange, max = 9, wanted, disabled = false, id }: UploadProps) {
  const phone = usePhone()
  const [sending, setSending] = useState<Sending[]>([])
  const files = useRef(value)
  files.current = value
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const hint = useId()
  const room = max - value.length

  const note = (key: string, patch: Partial<Sending>) =>
    setSending((was) => was.map((one) => (one.key === key ? { ...one, ...patch } : one)))
  const take = (chosen: FileList | null) => {
    for (const file of [...(chosen ?? [])].slice(0, room)) {
      const key = newKey()
      const tooLarge = file.size > maxFileBytes
      setSending((was) => [
        ...was,
        { key, name: file.name, share: 0, ...(tooLarge ? { fault: '超过 20 兆，请压缩后再上传' } : {}) },
      ])
      if (tooLarge) continue
      sendFile(file, (share) => note(key, { share }))
        .then((info) => {
          files.current = [...files.current, info]
          onChange?.([...files.current])
          setSending((was) => was.filter((one) => one.key !== key))
        })
        .catch((error: unknown) =>
          note(key, { fault: error instanceof CallError ? error.message : '没有传上去，请重试' }),
        )
    }
  }
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
      <Files
        files={value}
        onRemove={disabled ? undefined : (gone) => onChange?.(value.filter((file) => file.id !== gone))}
      />
      {sending.map(({ key, name, share, fault }) => (
        <div key={key} className="xh-upload-sending" role="status">
          <span>{name}</span>
          {fault ? (
            <span className="xh-upload-fault">{fault}</span>
          ) : (
            <progress value={share} max={1} aria-label={`${name} 上传进度`} />
          )}
          {fault ? (
            <Button
              type="text"
              size="small"
              onClick={() => setSending((was) => was.filter((one) => one.key !== key))}
            >
              移除
            </Button>
          ) : null}
        </div>
      ))}
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
  files: readonly EvidenceFile[]
  onRemove?: ((id: string) => void) | undefined
}) {
  if (files.length === 0) return null
  return (
    <Image.PreviewGroup>
      <ul className="xh-files">
        {files.map(({ id, name, mime }) => (
          <li key={id}>
            {mime.startsWith('image/') ? (
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

/** Not through fetch, which cannot tell how far an upload has come. */
function sendFile(file: File, onShare: (share: number) => void): Promise<FileInfo> {
  return new Promise((resolve, reject) => {
    const body = new FormData()
    body.append('file', file)
    const sender = new XMLHttpRequest()
    sender.open('POST', urlOf(uploadFile))
    sender.setRequestHeader('accept', 'application/json')
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

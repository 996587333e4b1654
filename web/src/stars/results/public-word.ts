import { formatDay } from '@xinghe/contract/values'

/** '组通〔2025〕3号，2025年1月15日公布' */
export const publicWord = ({
  docNo,
  noticedOn,
}: {
  docNo: string | null
  noticedOn: string | null
}): string => [docNo, noticedOn && `${formatDay(noticedOn)}公布`].filter(Boolean).join('，')

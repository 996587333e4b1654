/** Refusals that any route may answer. Each capability adds its own table; `allErrors` joins them. */
import type { ErrorTable } from './route.ts'

export const commonErrors = {
  'common.bad_input': { status: 422, zh: '填写的内容有误，请按提示修改后再提交' },
  'common.not_signed_in': { status: 401, zh: '请先登录' },
  'common.not_allowed': { status: 403, zh: '您当前的岗位不能办理此事' },
  'common.not_found': { status: 404, zh: '没有找到，可能已被删除，或不在您的管辖范围内' },
  'common.act_not_open': { status: 409, zh: '当前状态不能办理此事，请刷新后查看最新状态' },
  'common.changed_meanwhile': { status: 409, zh: '别人刚刚处理过，请刷新后再办理' },
  'common.same_key_other_content': {
    status: 409,
    zh: '这次提交与先前同一编号的提交内容不同，请刷新后重新填写',
  },
  'common.busy': { status: 503, zh: '系统繁忙，请稍后再试，您填写的内容没有丢失' },
  'common.no_space': { status: 503, zh: '服务器的磁盘已满，这次没有保存，请联系管理员腾出空间后再提交' },
  'common.too_many': { status: 429, zh: '操作太频繁，请过一会儿再试，您填写的内容没有丢失' },
  'common.foreign_page': { status: 403, zh: '请求来自其他网站的页面，没有办理；请在星河的页面中操作' },
  'common.unreadable': { status: 400, zh: '发来的内容读不出来，没有办理；请刷新页面后再试' },
  'common.too_large': { status: 413, zh: '发来的内容太大，没有办理；请减少内容或分几次提交' },
  'common.archive_too_large': {
    status: 413,
    zh: '文件展开后过大，没有接收；请删去多余的图片、工作表或空白行列，另存后再上传',
  },
  'common.wrong_content': { status: 415, zh: '发来的内容格式不对，没有办理；请在星河的页面中操作' },
  'common.duplicate': { status: 409, zh: '已有相同的记录，请勿重复提交' },
  'common.in_use': { status: 409, zh: '已被其他记录引用，不能这样修改' },
  'common.own_matter': { status: 403, zh: '不能审核本人的事项，请由其他负责人办理' },
  'common.missing_glyph': {
    status: 422,
    zh: '“{text}”中有本机字体没有的字，不能打印；请管理员把含有这个字的字体文件放进数据目录下的字体文件夹，重新启动后再打印',
  },
  'common.reason_needed': { status: 422, zh: '请写明原因' },
} as const satisfies ErrorTable

import type { Role } from '../../../model/person.js'
import type { Words } from '../../shared/words.js'

/** One's own account. */
export const accountWords = {
  title: { zh: '我的账号', en: 'My account' },
  totpOn: { zh: '已开启两步验证', en: 'Two-step verification on' },
  totpOff: { zh: '未开启两步验证', en: 'Two-step verification off' },
  changePassword: { zh: '修改密码', en: 'Change password' },
  currentPassword: { zh: '当前密码', en: 'Present password' },
  newPassword: { zh: '新密码', en: 'New password' },
  passwordHint: { zh: '至少 12 个字符；其他设备将退出登录', en: 'At least 12 characters; other devices are signed out' },
  needed: { zh: '必填', en: 'Needed' },
  change: { zh: '修改', en: 'Change' },
  passwordChanged: { zh: '密码已修改', en: 'The password is changed' },
  sessions: { zh: '登录中的设备', en: 'Where you are signed in' },
  endOthers: { zh: '退出其他设备', en: 'Sign out the others' },
  address: { zh: '地址', en: 'Address' },
  browser: { zh: '浏览器', en: 'Browser' },
  lastSeen: { zh: '最近活动', en: 'Last seen' },
  end: { zh: '退出', en: 'Sign out' },
  thisOne: { zh: '本机', en: 'This one' },
} as const satisfies Words

export const roleWords: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = {
  reviewer: { zh: '审核员', en: 'Reviewer' },
  lead: { zh: '主管', en: 'Lead' },
  admin: { zh: '管理员', en: 'Admin' },
  merchant: { zh: '商家', en: 'Merchant' },
  auditor: { zh: '审计员', en: 'Auditor' },
}

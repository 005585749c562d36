import type { Messages } from '../messages';

export const notices: Messages['notices'] = {
  title: '通知',
  lead: '谁获得了登录许可，谁开始或不再负责监察，以及监察所依据的规则。每位安全官看到的列表相同，任何人都无法删除其中的条目。',
  none: '暂无通知',
  noneDetail: '一旦有人获得登录许可、开始监察他人，或检测策略发生变更，都会显示在这里。',
  at: '时间',
  event: '事项',
  roles: '可用角色',
  account: '账户',
  by: '操作者',
  commandLine: '命令行',
  attention: '请查看',
  what: {
    sign_in_link_issued: '签发了一个登录链接',
    watching_role_given: '一个账户获得了监察他人的角色',
    watching_ended: '一个账户不再负责监察',
    watching_resumed: '一个账户恢复了监察',
    detection_policy_published: '发布了检测策略第 {version} 版',
  },
};

import type { Messages } from '../messages';

export const policies: Messages['policies'] = {
  canaries: {
    title: '诱饵记录',
    explain: '任何人都没有理由接触的客户。谁打开其中一个，就会立即产生严重告警。只有安全官知道是哪些。',
    ids: '客户编号',
    hint: '每行一个。清空列表即全部取消。',
    publish: '发布',
    confirm: {
      title: '发布诱饵记录？',
      detail:
        '{count, plural, =0 {将没有诱饵记录。} other {将监视 # 个客户。}}新列表立即取代旧列表，其他安全官会得知。',
    },
    published: '诱饵记录已发布。',
    none: '尚未发布过。',
    now: '当前生效：{count, plural, =0 {没有诱饵记录} other {# 条诱饵记录}}',
  },
  versions: {
    title: '改了什么、由谁修改',
    version: '版本 {version}',
    by: '发布人：<account></account>',
    show: '显示改动',
    first: '第一个版本。',
    same: '除版本号外没有改动。',
    change: '{from} → {to}',
    missing: '（无）',
  },
};

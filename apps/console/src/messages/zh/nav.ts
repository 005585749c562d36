import type { Messages } from '../messages';

export const nav: Messages['nav'] = {
  alerts: '告警',
  people: '人员',
  quality: '检测质量',
  events: '事件',
  asOf: '时点查询',
  verify: '完整性验证',
  departures: '离职',
  hrImport: '人事导入',
  approvals: '审批',
  friction: '团队阻力',
  customers: '客户',
  exports: '导出',
  myRecord: '关于我的记录',
  accounts: '账户',
  serviceKeys: '服务密钥',
  tiers: '权限等级',
  chains: '审批链',
  detection: '检测策略',
  canaries: '诱饵记录',
  health: '系统健康',
};

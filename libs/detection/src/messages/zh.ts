import type { Messages } from './messages.js';

export const zh: Messages = {
  indicators: {
    bulk_views: { seen: '打开了 {observed} 条记录', legitimate: '筹备营销活动或展会、季末集中回访、清理记录。' },
    distinct_customers: { seen: '接触了 {observed} 个不同客户', legitimate: '群发邮件、区域梳理、长假后首日上班。' },
    out_of_portfolio: {
      seen: '接触了 {observed} 个属于同事的客户',
      legitimate: '代替生病或休假的同事、尚未登记的交接、联合投标。',
    },
    out_of_portfolio_share: { seen: '所接触的客户中有 {observed} 个属于同事', legitimate: '尚未登记的区域变更。' },
    deep_kinds: { seen: '查看了 {observed} 项报价、交易、合同或特殊条款', legitimate: '续约季、准备投标、配合审计。' },
    sensitive_rows: { seen: '按敏感度加权的接触行数为 {observed}', legitimate: '大客户复盘、给管理层的报告。' },
    listed_rows: { seen: '列表和搜索结果中显示了 {observed} 行', legitimate: '为活动挑选收件人、查找重复记录。' },
    reveal_burst: { seen: '一小时内显示了 {observed} 项隐藏信息', legitimate: '一下午的电话拜访、邀请名单。' },
    reveals: { seen: '一天内显示了 {observed} 项隐藏信息', legitimate: '集中打电话的一天、更新地址。' },
    copy_print_burst: {
      seen: '一小时内数据流出系统 {observed} 次',
      legitimate: '为客户会议打印资料、把文件转移到新电脑。',
    },
    prints: { seen: '打印 {observed} 次', legitimate: '待签署的合同、发放纸质资料的展会。' },
    copies: { seen: '复制 {observed} 次', legitimate: '手工录入其他系统、撰写大量报价。' },
    export_volume: { seen: '有 {observed} 行数据流出系统', legitimate: '年度报告、委托邮寄公司、已约定的数据迁移。' },
    outflow_objects: { seen: '有 {observed} 个客户的数据流出系统', legitimate: '一批报价、出报告的日子。' },
    fresh_outflow: {
      seen: '有 {observed} 个刚刚首次打开的客户的数据流出',
      legitimate: '新的任务分配、给新的潜在客户首次报价。',
    },
    foreign_outflow: { seen: '有 {observed} 个属于同事的客户的数据流出', legitimate: '代替同事、为整个团队做报告。' },
    slices_under_cap: { seen: '有 {observed} 次导出刚好低于上限', legitimate: '规模恰好如此的例行报告。' },
    retries_after_denial: { seen: '被拒绝后又尝试了 {observed} 次', legitimate: '误缺的权限、没看懂的表单。' },
    first_time_objects: { seen: '首次接触 {observed} 个客户', legitimate: '开发新客户、新的区域、代替同事。' },
    first_time_share: { seen: '所接触的客户中有 {observed} 个是首次接触', legitimate: '集中开发新客户的一天。' },
    first_time_destinations: {
      seen: '数据发往 {observed} 个新的去处',
      legitimate: '新的客户联系人、公司发放的新U盘。',
    },
    fresh_places: {
      seen: '有 {observed} 次把数据发往最近几周才首次使用的外部去处',
      legitimate: '需要发送报价的新客户联系人、替换丢失U盘的新U盘。',
    },
    first_time_devices: { seen: '使用了 {observed} 台新设备', legitimate: '新电脑、维修期间的借用机。' },
    external_shares: {
      seen: '有 {observed} 行数据发往公司外部或移动介质',
      legitimate: '邮件报价、提供给印刷厂或税务顾问的数据。',
    },
    after_hours: {
      seen: '在工作时间之外操作 {observed} 次',
      legitimate: '客户在其他时区、赶截止日期、为照顾孩子而调整工作时间。',
    },
    non_working_day: { seen: '在休息日操作 {observed} 次', legitimate: '周末展会、截止日期前赶工。' },
    new_to_team: {
      seen: '接触了 {observed} 个本团队从未有人接触的客户',
      legitimate: '跨团队投标、区域移交给其他团队。',
    },
    dormant_customers: {
      seen: '接触了 {observed} 个半年无人接触的客户',
      legitimate: '唤回老客户的活动、整理客户名册。',
    },
    thin_slice: {
      seen: '30 天内客户数据流出累计 {observed} 次，同一客户每天计一次',
      legitimate: '数周内向全部客户推销新产品。',
    },
    thin_slice_first_time: { seen: '30 天内累计首次接触 {observed} 个客户', legitimate: '开拓新业务的阶段。' },
    thin_slice_fresh: {
      seen: '30 天内刚认识的客户的数据流出累计 {observed} 次，同一客户每天计一次',
      legitimate: '数周内向一整份新潜在客户名单报价。',
    },
    search_reveal_export: {
      seen: '搜索并显示隐藏信息之后，数据流出系统 {observed} 次',
      legitimate: '绕了远路才准备好的一封信。',
    },
    canary_touched: {
      seen: '触碰了用于警戒的诱饵记录',
      legitimate: '浏览整份名单、涵盖全部客户的批量报表。请先询问本人。',
    },
    cap_export_rows_per_day: {
      seen: '一天内导出 {observed} 行，超过上限 {limit}',
      legitimate: '已约定的数据迁移：请为其提高上限，否则必然触发此告警。',
    },
    cap_export_rows: {
      seen: '单次导出 {observed} 行，超过上限 {limit}',
      legitimate: '已约定的数据迁移：请为其提高上限，否则必然触发此告警。',
    },
    cap_views_per_hour: {
      seen: '一小时内打开 {observed} 条记录，超过上限 {limit}',
      legitimate: '某个页面会自动打开其后的全部记录；逐个点击客户的集中回访。',
    },
  },
  usual: '平时：{self}',
  usualWithPeers: '平时：{self}，同事：{peers}',
  also: '另外：{also}',
  whole: '{date}：{what}。',
  lookBack: '离职申报后回溯发现：{sentence}',
  unknown: '{date} 有异常活动。',
  list: '；',
};

import type { Messages } from '../messages';

export const quality: Messages['quality'] = {
  title: '检测质量',
  period: '最近 {days} 天，以安全官对告警的处置为准；关于您本人的告警不计入。',
  budget: {
    title: '每月告警数',
    measured: '实测每月告警数',
    budget: '预算',
    none: '没有策略设定',
    within: '在预算之内。',
    over: '超出预算。不会为了预算丢弃任何告警：超出部分进入每日汇总。',
  },
  falseAlarms: {
    title: '误报',
    rate: '每 100 人月被排除的告警数',
    interval: '95% 区间：{low} 至 {high}',
    unknown: '观察时间太短，无法得出。',
  },
  acknowledged: {
    title: '多久有人查看',
    median: '从告警到确认的小时数（中位数）',
    none: '还没有告警被确认。',
  },
  delivery: {
    title: '实时与汇总分列',
    delivery: '送达方式',
    raised: '产生',
    confirmed: '属实',
    dismissed: '排除',
    perMonth: '每月',
  },
  indicators: {
    title: '各指标的精确率',
    explain: '含此原因的已处置告警中属实的占比；处置数量少时向一半靠拢。一条告警计入其每个原因。',
    indicator: '指标',
    precision: '精确率',
    undecided: '尚无处置',
    never: '此时段内从未成为告警原因：{names}。',
    none: '此时段内没有产生告警',
    noneHint: '一旦有告警产生并被处置，此页会说明每个原因的准确程度。',
  },
};

/** How well detection does, by what officers made of its alerts. */
export const quality = {
  title: 'Detection quality',
  period:
    'The last {days, plural, one {# day} other {# days}}, by what officers made of the alerts; alerts about yourself are not counted.',
  budget: {
    title: 'Alerts a month',
    measured: 'Alerts a month, measured',
    budget: 'Budget',
    none: 'no policy sets one',
    within: 'Within the budget.',
    over: 'Over the budget. Nothing is dropped to keep it: what exceeds it comes in the daily digest.',
  },
  falseAlarms: {
    title: 'False alarms',
    rate: 'Dismissed alerts per 100 person-months',
    interval: '95 % interval: {low} to {high}',
    unknown: 'Nobody was watched long enough to say.',
  },
  acknowledged: {
    title: 'Until somebody looks',
    median: 'Median hours from alert to acknowledgement',
    none: 'No alert was acknowledged yet.',
  },
  delivery: {
    title: 'Live and digest apart',
    delivery: 'Delivery',
    raised: 'Raised',
    confirmed: 'Confirmed',
    dismissed: 'Dismissed',
    perMonth: 'A month',
  },
  indicators: {
    title: 'Precision by indicator',
    explain:
      'The share of closed alerts with this reason that were confirmed, drawn to a half while few are closed. An alert counts for each of its reasons.',
    indicator: 'Indicator',
    precision: 'Precision',
    undecided: 'none closed',
    never: 'Never the reason of an alert in this time: {names}.',
    none: 'No alert was raised in this time',
    noneHint: 'As soon as alerts are raised and closed, this page says how often each reason was right.',
  },
} as const;

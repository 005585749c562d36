/** What officers keep and watch: the canary records, and what each version of a policy changed. */
export const policies = {
  canaries: {
    title: 'Canary records',
    explain:
      'Customers that nobody has a reason to touch. Whoever opens one raises a critical alert at once. Only officers know which they are.',
    ids: 'Customer ids',
    hint: 'One on each line. An empty list lifts them all.',
    publish: 'Publish',
    confirm: {
      title: 'Publish the canary records?',
      detail:
        '{count, plural, =0 {There will be no canary record.} one {# customer will be watched.} other {# customers will be watched.}} The new list replaces the old one at once, and the other officers are told.',
    },
    published: 'The canary records are published.',
    none: 'Nothing was published yet.',
    now: 'In force: {count, plural, =0 {no canary record} one {# canary record} other {# canary records}}',
  },
  versions: {
    title: 'What changed, and by whom',
    version: 'Version {version}',
    by: 'by <account></account>',
    show: 'Show what changed',
    first: 'The first version.',
    same: 'Nothing changed but the version.',
    change: '{from} → {to}',
    missing: '(nothing)',
  },
} as const;

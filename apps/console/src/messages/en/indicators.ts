/** Every indicator of the detection engine: its name, and the legitimate work that trips it, too. */
export const indicators = {
  after_hours: {
    name: 'Work outside working hours',
    legitimate: 'A customer in another time zone, a deadline, parents who work when the children sleep.',
  },
  bulk_views: {
    name: 'Records opened in bulk',
    legitimate: 'Preparing a campaign or a trade fair, a quarter-end round of calls, cleaning up records.',
  },
  canary_touched: {
    name: 'Canary record touched',
    legitimate: 'Browsing the whole list, a bulk report that takes everything. Ask.',
  },
  cap_export_rows: {
    name: 'Cap on one export',
    legitimate: 'An agreed migration: raise the cap for it, or expect this alert.',
  },
  cap_export_rows_per_day: {
    name: 'Cap on rows exported in a day',
    legitimate: 'An agreed migration: raise the cap for it, or expect this alert.',
  },
  cap_views_per_hour: {
    name: 'Cap on records opened in an hour',
    legitimate: 'A screen that opens every record behind it; a call round with one click per customer.',
  },
  copies: { name: 'Copies', legitimate: 'Filling another system by hand, writing many offers.' },
  copy_print_burst: {
    name: 'Burst of copies, prints and exports',
    legitimate: 'Printing folders for a customer meeting, moving one file to a new laptop.',
  },
  deep_kinds: {
    name: 'Quotes, transactions, contracts and special terms read',
    legitimate: 'Renewal season, preparing a tender, answering an audit.',
  },
  distinct_customers: {
    name: 'Many different customers',
    legitimate: 'A mailing, a territory review, a first day back after a long absence.',
  },
  dormant_customers: {
    name: 'Dormant customers',
    legitimate: 'A campaign to win back old customers, tidying the book.',
  },
  export_volume: {
    name: 'Rows that left the system',
    legitimate: 'A yearly report, a mailing house, a migration that was agreed.',
  },
  external_shares: {
    name: 'Rows sent outside or to removable media',
    legitimate: 'Offers by mail, data for a printer or a tax adviser.',
  },
  first_time_destinations: {
    name: 'New destinations',
    legitimate: 'A new customer contact, a new memory stick from the firm.',
  },
  first_time_devices: {
    name: 'New devices',
    legitimate: 'A new laptop, a loan while the own one is repaired.',
  },
  first_time_objects: {
    name: 'Customers touched for the first time',
    legitimate: 'Prospecting, a new territory, standing in for a colleague.',
  },
  first_time_share: { name: 'Share of customers new to the person', legitimate: 'A day of prospecting.' },
  foreign_outflow: {
    name: 'Colleagues’ customers’ data that left',
    legitimate: 'Covering for a colleague, a report for the whole team.',
  },
  fresh_outflow: {
    name: 'Data that left of customers only just met',
    legitimate: 'A new assignment, a first offer to new prospects.',
  },
  fresh_places: {
    name: 'Data sent to places first used only weeks ago',
    legitimate: 'A new customer contact who is sent offers, a stick that replaces a lost one.',
  },
  new_to_team: {
    name: 'Customers new to the whole team',
    legitimate: 'A bid across teams, a territory that moves to another team.',
  },
  non_working_day: {
    name: 'Work on a free day',
    legitimate: 'A fair on a weekend, catching up before a deadline.',
  },
  out_of_portfolio: {
    name: 'Colleagues’ customers',
    legitimate: 'Standing in for somebody ill or on leave, a hand-over before it is recorded, a joint bid.',
  },
  out_of_portfolio_share: {
    name: 'Share of colleagues’ customers',
    legitimate: 'A change of territory that is not yet recorded.',
  },
  outflow_objects: { name: 'Customers whose data left', legitimate: 'A batch of offers, a reporting day.' },
  prints: {
    name: 'Print-outs',
    legitimate: 'Contracts due for signature, a fair where paper is handed out.',
  },
  retries_after_denial: {
    name: 'New tries after a refusal',
    legitimate: 'A right that is missing by mistake, a form that is not understood.',
  },
  reveal_burst: {
    name: 'Masked details revealed within an hour',
    legitimate: 'An afternoon of cold calls, an invitation list.',
  },
  reveals: { name: 'Masked details revealed in a day', legitimate: 'A day of calls, updating addresses.' },
  search_reveal_export: {
    name: 'Search, reveal, then export or print',
    legitimate: 'Preparing one letter the long way round.',
  },
  listed_rows: {
    name: 'Rows shown in lists and searches',
    legitimate: 'Choosing addressees for a campaign, looking for duplicates.',
  },
  sensitive_rows: {
    name: 'Rows touched, by sensitivity',
    legitimate: 'A key-account review, a report for the management.',
  },
  slices_under_cap: {
    name: 'Exports just below the cap',
    legitimate: 'A regular report that happens to have that size.',
  },
  thin_slice: {
    name: 'Data leaving over 30 days',
    legitimate: 'A new product sold to the whole book, over weeks.',
  },
  thin_slice_first_time: {
    name: 'First-time customers over 30 days',
    legitimate: 'A drive for new business.',
  },
  thin_slice_fresh: {
    name: 'Data of customers only just met, over 30 days',
    legitimate: 'Offers to a whole list of new prospects, over weeks.',
  },
} as const;

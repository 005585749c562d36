import type { Messages } from './messages.js';

/**
 * Of each indicator what was seen, in context, and which legitimate work would look the same. `{usual}` and `{also}`
 * are worded below; `{observed:one|many}` is the word for so many.
 */
export const en: Messages = {
  indicators: {
    bulk_views: {
      seen: '{observed} {observed:record|records} opened',
      legitimate: 'Preparing a campaign or a trade fair, a quarter-end round of calls, cleaning up records.',
    },
    distinct_customers: {
      seen: '{observed} different {observed:customer|customers} touched',
      legitimate: 'A mailing, a territory review, a first day back after a long absence.',
    },
    out_of_portfolio: {
      seen: '{observed} {observed:customer|customers} of colleagues touched',
      legitimate: 'Standing in for somebody ill or on leave, a hand-over before it is recorded, a joint bid.',
    },
    out_of_portfolio_share: {
      seen: '{observed} of the customers touched {observed:belongs|belong} to colleagues',
      legitimate: 'A change of territory that is not yet recorded.',
    },
    deep_kinds: {
      seen: '{observed} {observed:quote, transaction, contract or special term|quotes, transactions, contracts or special terms} read',
      legitimate: 'Renewal season, preparing a tender, answering an audit.',
    },
    sensitive_rows: {
      seen: 'rows touched, weighted by sensitivity: {observed}',
      legitimate: 'A key-account review, a report for the management.',
    },
    listed_rows: {
      seen: '{observed} {observed:row|rows} shown in lists and search results',
      legitimate: 'Choosing addressees for a campaign, looking for duplicates.',
    },
    reveal_burst: {
      seen: '{observed} masked {observed:detail|details} revealed within an hour',
      legitimate: 'An afternoon of cold calls, an invitation list.',
    },
    reveals: {
      seen: '{observed} masked {observed:detail|details} revealed in a day',
      legitimate: 'A day of calls, updating addresses.',
    },
    copy_print_burst: {
      seen: 'data left the system {observed} {observed:time|times} within an hour',
      legitimate: 'Printing folders for a customer meeting, moving one file to a new laptop.',
    },
    prints: {
      seen: '{observed} {observed:print-out|print-outs}',
      legitimate: 'Contracts due for signature, a fair where paper is handed out.',
    },
    copies: {
      seen: '{observed} {observed:copy|copies}',
      legitimate: 'Filling another system by hand, writing many offers.',
    },
    export_volume: {
      seen: '{observed} {observed:row|rows} left the system',
      legitimate: 'A yearly report, a mailing house, a migration that was agreed.',
    },
    outflow_objects: {
      seen: 'data of {observed} {observed:customer|customers} left the system',
      legitimate: 'A batch of offers, a reporting day.',
    },
    fresh_outflow: {
      seen: 'data of {observed} {observed:customer|customers} left that this person had only just opened for the first time',
      legitimate: 'A new assignment, a first offer to new prospects.',
    },
    foreign_outflow: {
      seen: 'data of {observed} {observed:customer|customers} of colleagues left the system',
      legitimate: 'Covering for a colleague, a report for the whole team.',
    },
    slices_under_cap: {
      seen: '{observed} {observed:export|exports} just below the cap',
      legitimate: 'A regular report that happens to have that size.',
    },
    retries_after_denial: {
      seen: '{observed} new {observed:try|tries} after a refusal',
      legitimate: 'A right that is missing by mistake, a form that is not understood.',
    },
    first_time_objects: {
      seen: '{observed} {observed:customer|customers} touched for the first time',
      legitimate: 'Prospecting, a new territory, standing in for a colleague.',
    },
    first_time_share: {
      seen: '{observed} of the customers touched {observed:was|were} new to this person',
      legitimate: 'A day of prospecting.',
    },
    first_time_destinations: {
      seen: 'data sent to {observed} new {observed:destination|destinations}',
      legitimate: 'A new customer contact, a new memory stick from the firm.',
    },
    fresh_places: {
      seen: 'data sent outside {observed} {observed:time|times} to places first used only weeks ago',
      legitimate: 'A new customer contact who is sent offers, a stick that replaces a lost one.',
    },
    first_time_devices: {
      seen: '{observed} new {observed:device|devices}',
      legitimate: 'A new laptop, a loan while the own one is repaired.',
    },
    external_shares: {
      seen: '{observed} {observed:row|rows} sent outside the firm or to removable media',
      legitimate: 'Offers by mail, data for a printer or a tax adviser.',
    },
    after_hours: {
      seen: '{observed} {observed:action|actions} outside working hours',
      legitimate: 'A customer in another time zone, a deadline, parents who work when the children sleep.',
    },
    non_working_day: {
      seen: '{observed} {observed:action|actions} on a free day',
      legitimate: 'A fair on a weekend, catching up before a deadline.',
    },
    new_to_team: {
      seen: '{observed} {observed:customer|customers} touched that nobody of the team had touched',
      legitimate: 'A bid across teams, a territory that moves to another team.',
    },
    dormant_customers: {
      seen: '{observed} {observed:customer|customers} touched that had been quiet for half a year',
      legitimate: 'A campaign to win back old customers, tidying the book.',
    },
    thin_slice: {
      seen: 'customers’ data left {observed} {observed:time|times} within 30 days, each customer counted once a day',
      legitimate: 'A new product sold to the whole book, over weeks.',
    },
    thin_slice_first_time: {
      seen: '{observed} {observed:customer|customers} touched for the first time within 30 days',
      legitimate: 'A drive for new business.',
    },
    thin_slice_fresh: {
      seen: 'data of customers only just met left {observed} {observed:time|times} within 30 days, each counted once a day',
      legitimate: 'Offers to a whole list of new prospects, over weeks.',
    },
    search_reveal_export: {
      seen: 'after a search and a reveal, data left the system {observed} {observed:time|times}',
      legitimate: 'Preparing one letter the long way round.',
    },
    canary_touched: {
      seen: 'a guarded decoy record was touched',
      legitimate: 'Browsing the whole list, a bulk report that takes everything. Ask.',
    },
    cap_export_rows_per_day: {
      seen: '{observed} {observed:row|rows} exported in a day, above the cap of {limit}',
      legitimate: 'An agreed migration: raise the cap for it, or expect this alert.',
    },
    cap_export_rows: {
      seen: '{observed} {observed:row|rows} in one export, above the cap of {limit}',
      legitimate: 'An agreed migration: raise the cap for it, or expect this alert.',
    },
    cap_views_per_hour: {
      seen: '{observed} records opened within an hour, above the cap of {limit}',
      legitimate: 'A screen that opens every record behind it; a call round with one click per customer.',
    },
  },
  usual: 'usual: {self}',
  usualWithPeers: 'usual: {self}, for colleagues {peers}',
  also: 'also: {also}',
  whole: '{date}: {what}.',
  lookBack: 'Found by look-back after the notice: {sentence}',
  unknown: 'Unusual activity on {date}.',
  list: '; ',
};

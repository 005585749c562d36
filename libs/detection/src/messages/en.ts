import type { Messages } from './messages.js';

/**
 * One sentence for each indicator: what was seen, in context. `{usual}` and `{also}` are worded below;
 * `{observed:one|many}` is the word for so many.
 */
export const en: Messages = {
  indicators: {
    bulk_views: '{observed} {observed:record|records} opened',
    distinct_customers: '{observed} different {observed:customer|customers} touched',
    out_of_portfolio: '{observed} {observed:customer|customers} of colleagues touched',
    out_of_portfolio_share: '{observed} of the customers touched {observed:belongs|belong} to colleagues',
    deep_kinds:
      '{observed} {observed:quote, transaction, contract or special term|quotes, transactions, contracts or special terms} read',
    sensitive_rows: 'rows touched, weighted by sensitivity: {observed}',
    listed_rows: '{observed} {observed:row|rows} shown in lists and search results',
    reveal_burst: '{observed} masked {observed:detail|details} revealed within an hour',
    reveals: '{observed} masked {observed:detail|details} revealed in a day',
    copy_print_burst: 'data left the system {observed} {observed:time|times} within an hour',
    prints: '{observed} {observed:print-out|print-outs}',
    copies: '{observed} {observed:copy|copies}',
    export_volume: '{observed} {observed:row|rows} left the system',
    outflow_objects: 'data of {observed} {observed:customer|customers} left the system',
    fresh_outflow:
      'data of {observed} {observed:customer|customers} left that this person had only just opened for the first time',
    foreign_outflow: 'data of {observed} {observed:customer|customers} of colleagues left the system',
    slices_under_cap: '{observed} {observed:export|exports} just below the cap',
    retries_after_denial: '{observed} new {observed:try|tries} after a refusal',
    first_time_objects: '{observed} {observed:customer|customers} touched for the first time',
    first_time_share: '{observed} of the customers touched {observed:was|were} new to this person',
    first_time_destinations: 'data sent to {observed} new {observed:destination|destinations}',
    fresh_places: 'data sent outside {observed} {observed:time|times} to places first used only weeks ago',
    first_time_devices: '{observed} new {observed:device|devices}',
    external_shares: '{observed} {observed:row|rows} sent outside the firm or to removable media',
    after_hours: '{observed} {observed:action|actions} outside working hours',
    non_working_day: '{observed} {observed:action|actions} on a free day',
    new_to_team: '{observed} {observed:customer|customers} touched that nobody of the team had touched',
    dormant_customers: '{observed} {observed:customer|customers} touched that had been quiet for half a year',
    thin_slice:
      'customers’ data left {observed} {observed:time|times} within 30 days, each customer counted once a day',
    thin_slice_first_time: '{observed} {observed:customer|customers} touched for the first time within 30 days',
    thin_slice_fresh:
      'data of customers only just met left {observed} {observed:time|times} within 30 days, each counted once a day',
    search_reveal_export: 'after a search and a reveal, data left the system {observed} {observed:time|times}',
    canary_touched: 'a guarded decoy record was touched',
    cap_export_rows_per_day: '{observed} {observed:row|rows} exported in a day, above the cap of {limit}',
    cap_export_rows: '{observed} {observed:row|rows} in one export, above the cap of {limit}',
    cap_views_per_hour: '{observed} records opened within an hour, above the cap of {limit}',
  },
  usual: 'usual: {self}',
  usualWithPeers: 'usual: {self}, for colleagues {peers}',
  also: 'also: {also}',
  whole: '{date}: {what}.',
  lookBack: 'Found by look-back after the notice: {sentence}',
  unknown: 'Unusual activity on {date}.',
  list: '; ',
};

import { afterHours } from './indicators/after-hours.js';
import { bulkViews } from './indicators/bulk-views.js';
import { copies } from './indicators/copies.js';
import { copyPrintBurst } from './indicators/copy-print-burst.js';
import { deepKinds } from './indicators/deep-kinds.js';
import { distinctCustomers } from './indicators/distinct-customers.js';
import { dormantCustomers } from './indicators/dormant-customers.js';
import { exportVolume } from './indicators/export-volume.js';
import { externalShares } from './indicators/external-shares.js';
import { firstTimeDestinations } from './indicators/first-time-destinations.js';
import { firstTimeDevices } from './indicators/first-time-devices.js';
import { firstTimeObjects } from './indicators/first-time-objects.js';
import { firstTimeShare } from './indicators/first-time-share.js';
import { foreignOutflow } from './indicators/foreign-outflow.js';
import { freshOutflow } from './indicators/fresh-outflow.js';
import { freshPlaces } from './indicators/fresh-places.js';
import { listedRows } from './indicators/listed-rows.js';
import { newToTeam } from './indicators/new-to-team.js';
import { nonWorkingDay } from './indicators/non-working-day.js';
import { outOfPortfolioShare } from './indicators/out-of-portfolio-share.js';
import { outOfPortfolio } from './indicators/out-of-portfolio.js';
import { outflowObjects } from './indicators/outflow-objects.js';
import { prints } from './indicators/prints.js';
import { retriesAfterDenial } from './indicators/retries-after-denial.js';
import { revealBurst } from './indicators/reveal-burst.js';
import { reveals } from './indicators/reveals.js';
import { searchRevealExport } from './indicators/search-reveal-export.js';
import { sensitiveRows } from './indicators/sensitive-rows.js';
import { slicesUnderCap } from './indicators/slices-under-cap.js';
import { thinSliceFirstTime } from './indicators/thin-slice-first-time.js';
import { thinSliceFresh } from './indicators/thin-slice-fresh.js';
import { thinSlice } from './indicators/thin-slice.js';
import { canaryTouched } from './indicators/canary-touched.js';
import { exportRowsCap, exportRowsPerDayCap, viewsPerHourCap } from './indicators/caps.js';
import type { AbsoluteIndicator, Indicator } from './indicator.js';

/** Every learned indicator, one line each. The order breaks ties; it is part of the model version. */
export const indicators: readonly Indicator[] = [
  afterHours,
  bulkViews,
  copies,
  copyPrintBurst,
  deepKinds,
  distinctCustomers,
  dormantCustomers,
  exportVolume,
  externalShares,
  firstTimeDestinations,
  firstTimeDevices,
  firstTimeObjects,
  firstTimeShare,
  foreignOutflow,
  freshOutflow,
  freshPlaces,
  newToTeam,
  nonWorkingDay,
  outOfPortfolioShare,
  outOfPortfolio,
  outflowObjects,
  prints,
  retriesAfterDenial,
  revealBurst,
  reveals,
  searchRevealExport,
  sensitiveRows,
  slicesUnderCap,
  thinSliceFirstTime,
  thinSliceFresh,
  thinSlice,
  listedRows,
];

/** Every absolute indicator, one line each. */
export const absoluteIndicators: readonly AbsoluteIndicator[] = [
  canaryTouched,
  exportRowsPerDayCap,
  exportRowsCap,
  viewsPerHourCap,
];

/** Codes a policy may name. */
export const indicatorCodes: ReadonlySet<string> = new Set(
  [...indicators, ...absoluteIndicators].map((indicator) => indicator.code),
);

/**
 * What is counted of one person's local day, whole numbers only. A column's place is part of the stored state:
 * add at the end, and raise the model version.
 */
const featureNames = [
  'records',
  'views',
  'searches',
  'reveals',
  'copies',
  'prints',
  'exports',
  'downloads',
  'shares',
  'rows',
  'outflowRows',
  'outsideRows',
  'weightedRows',
  'objects',
  'newObjects',
  'takenOver',
  'newToTeam',
  'newToFirm',
  'foreign',
  'deepKinds',
  'outflowObjects',
  'freshOutflow',
  'foreignOutflow',
  'denied',
  'retries',
  'newDestinations',
  'newDevices',
  'dormant',
  'afterHours',
  'freeDay',
  'viewsInAnHour',
  'revealsInAnHour',
  'outflowInAnHour',
  'nearCap',
  'sequences',
  'canaries',
  'largestExport',
  'exportRows',
  'strangers',
  'foreignStrangers',
  'freshPlaces',
  'listedRows',
] as const;
export type FeatureName = (typeof featureNames)[number];

export const featureCount = featureNames.length;
/** Column of each feature. */
export const feature = Object.fromEntries(featureNames.map((name, column) => [name, column])) as Readonly<
  Record<FeatureName, number>
>;

/** Counts stay exact whole numbers, whatever a hostile record claims. */
export const highestCount = 2 ** 45;

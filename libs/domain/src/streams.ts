/** Stream names: a kind and opaque ids. Nothing personal ever stands in one. */
export const streams = {
  employee: (employeeId: string) => `employee-${employeeId}`,
  customer: (customerId: string) => `customer-${customerId}`,
  /** One person's accesses of one UTC day of receipt (`yyyy-mm-dd`): bounded by design. */
  access: (employeeId: string, receivedOn: string) => `access-${employeeId}-${receivedOn}`,
  /** Activity of one source and UTC day of receipt whose person is not known yet. */
  parked: (source: string, receivedOn: string) => `parked-${source}-${receivedOn}`,
  export: (exportId: string) => `export-${exportId}`,
  approval: (approvalId: string) => `approval-${approvalId}`,
  risk: (employeeId: string) => `risk-${employeeId}`,
  /** An alert's id is `<employeeId>-<episode>`. */
  alert: (alertId: string) => `alert-${alertId}`,
  audit: (actorId: string, day: string) => `audit-${actorId}-${day}`,
  policy: (name: 'tiers' | 'approval-chains' | 'detection' | 'canaries') => `policy-${name}`,
  /** Accounts and service keys alike. */
  account: (accountId: string) => `account-${accountId}`,
  /** Refused sign-ins that belong to no account. */
  strangers: (day: string) => `account-strangers-${day}`,
  subject: (subjectId: string) => `subject-${subjectId}`,
  seal: 'seal-log',
} as const;

const aboutOne = [/^(?:employee|customer|risk|subject)-(.+)$/, /^alert-(.+)-\d+$/, /^access-(.+)-\d{4}-\d{2}-\d{2}$/];
/** The employee or customer that a whole stream is about; undefined for streams about nobody in particular. */
export const subjectOfStream = (stream: string): string | undefined =>
  aboutOne.map((shape) => shape.exec(stream)?.[1]).find((subject) => subject !== undefined);

import type { ReactNode } from 'react';

/** How a word is meant: never by colour alone, the word is there. */
export type Tone = 'neutral' | 'good' | 'notice' | 'warning' | 'danger';

export const Badge = ({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span className={`badge ${tone}`}>{children}</span>
);

export const bandTone = {
  learning: 'neutral',
  cannot_say: 'neutral',
  normal: 'good',
  elevated: 'notice',
  high: 'warning',
  critical: 'danger',
} as const satisfies Record<string, Tone>;

export const sensitivityTone = {
  public: 'neutral',
  internal: 'neutral',
  confidential: 'notice',
  trade_secret: 'danger',
} as const satisfies Record<string, Tone>;

export const requestTone = {
  pending: 'notice',
  granted: 'good',
  executed: 'good',
  rejected: 'danger',
  refused: 'danger',
  returned: 'warning',
  withdrawn: 'neutral',
  expired: 'neutral',
} as const satisfies Record<string, Tone>;

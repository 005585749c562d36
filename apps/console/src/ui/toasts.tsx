import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';

type Toast = { readonly id: number; readonly text: ReactNode };
const shownMs = 6_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};

/** Says in passing that something was done; screen readers hear it, too. */
export function say(text: ReactNode): void {
  const id = (lastId += 1);
  change([...toasts, { id, text }]);
  setTimeout(() => change(toasts.filter((toast) => toast.id !== id)), shownMs);
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}

import { describe, expect, it } from '@jest/globals';
import { Waker } from './waker.js';

const waker = (add: () => Promise<void>, intervalMs = 10) =>
  new Waker({ add, intervalMs, onError: () => undefined, random: () => 0 });

describe('waking', () => {
  it('sends the first wake-up at once and what follows in the interval as one', async () => {
    let sent = 0;
    const subject = waker(async () => {
      sent += 1;
    });
    for (let i = 0; i < 50; i += 1) subject.wake();
    expect(sent).toBe(1);
    while (sent < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    await subject.stop();
    expect(sent).toBe(2);
  });

  it('asks again until the backend takes it', async () => {
    let attempts = 0;
    const subject = waker(async () => {
      attempts += 1;
      if (attempts < 3) throw new Error('away');
    });
    subject.wake();
    while (attempts < 3) await new Promise((resolve) => setTimeout(resolve, 1));
    await subject.stop();
    expect(attempts).toBe(3);
  });

  it('stops in the middle of its retries', async () => {
    let attempts = 0;
    const subject = waker(async () => {
      attempts += 1;
      throw new Error('away');
    });
    subject.wake();
    await subject.stop();
    subject.wake();
    expect(attempts).toBe(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import { until } from '#test/support/until';
import { startSweeper } from './sweeper.js';

describe('the sweeper', () => {
  it('does every piece of work again and again, also after it failed', async () => {
    const errors: unknown[] = [];
    let [good, bad] = [0, 0];
    const fail = async (): Promise<void> => {
      bad += 1;
      throw new Error('away');
    };
    const count = async (): Promise<void> => void (good += 1);
    const sweeper = startSweeper([fail, count], 1, (error) => errors.push(error));
    await until(() => good > 2 && bad > 2);
    await sweeper.stop();
    expect(errors).toHaveLength(bad);
    const done = good + bad;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(good + bad).toBe(done);
  });

  it('does what is due while other work takes long, such as scoring a log anew', async () => {
    let finish = (): void => undefined;
    const long = (): Promise<void> => new Promise((resolve) => (finish = resolve));
    let done = 0;
    const sweeper = startSweeper([long, async () => void (done += 1)], 1, () => undefined);
    await until(() => done > 2);
    const stopped = sweeper.stop();
    finish();
    await stopped;
  });
});

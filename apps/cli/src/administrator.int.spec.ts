import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountDisabled } from '#domain/account/account.events';
import { streams } from '#domain/streams';
import { newId } from '#platform/ids';
import { metadataBy, testLog } from '#test/support/log';
import type { TestLog } from '#test/support/log';
import { administratorLink } from './administrator.js';

let deployment: TestLog & { readonly newId: typeof newId; readonly clock: () => Date };
beforeAll(async () => {
  deployment = { ...(await testLog()), newId, clock: () => new Date('2026-03-02T09:14:05.123Z') };
});
afterAll(() => deployment.close());

describe('the first administrator', () => {
  const link = () => administratorLink(deployment, 'http://127.0.0.1:1');

  it('gets a link at every start, and none once the account is disabled: Bookward starts all the same', async () => {
    expect(await link()).toMatch(/\/sign-in#./);
    expect(await link()).toMatch(/\/sign-in#./);
    const { aliases, log } = deployment;
    const [accountId = ''] = (await aliases.find('account-email', ['administrator@bookward.invalid'])).values();
    const disabled = accountDisabled.of({ accountId });
    await log.append(streams.account(accountId), 'any', [disabled], metadataBy('another-administrator'));
    expect(await link()).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Tier } from '../policy/tier-policy.js';
import { actions, departureStatus, grants, kinds, scopes, sensitivities } from '../values.js';
import { decideAccess } from './decide-access.js';
import type { AccessDecision, AccessQuestion } from './decide-access.js';
import type { CustomerFacts } from './scope.js';

const tier: Tier = {
  scope: 'team',
  kinds: { basic: 'clear', contact: 'reveal', quote: 'masked', contract: 'none' },
  maxSensitivity: 'confidential',
  mayRequestExport: true,
  dailyReveals: 10,
  dailyViews: 100,
};
const customer = (overrides: Partial<CustomerFacts> = {}): CustomerFacts => ({
  developedBy: 'me',
  assignedTo: 'me',
  developerTeam: 'north',
  assigneeTeam: 'north',
  sensitivity: 'internal',
  ...overrides,
});
const colleagues = customer({ developedBy: 'ann', assignedTo: 'bob' });
const strangers = customer({ developedBy: 'zoe', assignedTo: 'zoe', developerTeam: 'south', assigneeTeam: 'south' });
const question = (overrides: Partial<AccessQuestion> = {}): AccessQuestion => ({
  person: { employeeId: 'me', team: 'north', departure: 'none', suspended: false },
  tier,
  action: 'view',
  customers: [customer()],
  unknownCustomers: 0,
  kinds: [],
  fields: [],
  rows: 1,
  usedToday: { views: 0, reveals: 0 },
  approval: 'chain',
  ...overrides,
});
const person = (overrides: Partial<AccessQuestion['person']>) => ({ ...question().person, ...overrides });
const reasonsOf = (overrides: Partial<AccessQuestion>) => decideAccess(question(overrides)).reasons;

describe('an access', () => {
  it('within scope, ceiling and limits is allowed, and says what is seen of each kind', () => {
    expect(decideAccess(question())).toEqual({
      decision: 'allow',
      reasons: [],
      masks: {
        basic: 'clear',
        contact: 'reveal',
        quote: 'masked',
        transaction: 'none',
        preference: 'none',
        contract: 'none',
        special_terms: 'none',
      },
      portfolio: 'own',
      sensitivity: 'internal',
      usage: { views: 1, reveals: 0 },
    });
  });

  it('says what is seen of the kinds asked for, named or by their fields', () => {
    expect(decideAccess(question({ kinds: ['quote', 'contract'], fields: ['contact.phone'] })).masks).toEqual({
      contact: 'reveal',
      quote: 'masked',
      contract: 'none',
    });
  });

  it('that is denied shows nothing, lists every reason, and knows what it was about', () => {
    const denied = decideAccess(
      question({
        action: 'export',
        tier: { ...tier, mayRequestExport: false },
        kinds: ['quote'],
        customers: [strangers],
      }),
    );
    expect(denied).toMatchObject({
      decision: 'deny',
      reasons: ['action.forbidden', 'scope', 'grant.none'],
      masks: { quote: 'none' },
      portfolio: 'other',
      sensitivity: 'internal',
    });
  });

  it('without a tier is denied, but for signing in', () => {
    expect(reasonsOf({ tier: undefined })).toEqual(['grant.none']);
    expect(reasonsOf({ tier: undefined, action: 'sign_in' })).toEqual([]);
    expect(reasonsOf({ tier: { ...tier, kinds: {} }, action: 'sign_in' })).toEqual([]);
  });
});

describe('scope', () => {
  it.each([
    ['own', 'own', customer(), true],
    ['own', 'own', customer({ assignedTo: 'zoe', assigneeTeam: 'south' }), true],
    ['own', 'own', customer({ developedBy: 'zoe', developerTeam: 'south' }), true],
    ['own', 'team', colleagues, false],
    ['team', 'team', colleagues, true],
    ['team', 'team', customer({ ...strangers, assigneeTeam: 'north' }), true],
    ['team', 'team', customer({ ...strangers, developerTeam: 'north' }), true],
    ['team', 'other', strangers, false],
    ['team', 'other', customer({ ...strangers, developerTeam: undefined, assigneeTeam: undefined }), false],
    ['all', 'other', strangers, true],
  ] as const)('%s over a customer that is %s', (scope, portfolio, asked, isAllowed) => {
    const decided = decideAccess(question({ tier: { ...tier, scope }, customers: [asked] }));
    expect(decided).toMatchObject({ portfolio, reasons: isAllowed ? [] : ['scope'] });
  });

  it('must hold for every customer asked about, and the least own one counts', () => {
    const decided = decideAccess(question({ customers: [customer(), strangers, colleagues] }));
    expect(decided).toMatchObject({ decision: 'deny', reasons: ['scope'], portfolio: 'other' });
  });

  it('never covers an object that nobody knows', () => {
    const decided = decideAccess(question({ tier: { ...tier, scope: 'all' }, unknownCustomers: 1 }));
    expect(decided).toMatchObject({ reasons: ['object.unknown'], portfolio: 'unknown' });
  });

  it('of nothing in particular is unknown', () => {
    expect(decideAccess(question({ customers: [] }))).toMatchObject({
      decision: 'allow',
      portfolio: 'unknown',
      sensitivity: null,
    });
  });
});

describe('sensitivity', () => {
  it('above the ceiling is denied, at the ceiling allowed; the highest level is noted', () => {
    const [at, above] = [customer({ sensitivity: 'confidential' }), customer({ sensitivity: 'trade_secret' })];
    expect(decideAccess(question({ customers: [customer(), at] }))).toMatchObject({
      reasons: [],
      sensitivity: 'confidential',
    });
    expect(decideAccess(question({ customers: [above, at] }))).toMatchObject({
      reasons: ['sensitivity'],
      sensitivity: 'trade_secret',
    });
  });
});

describe('grants', () => {
  it.each(['view', 'search', 'list', 'print', 'api_read'] as const)(
    'to %s need one kind that is not hidden',
    (action) => {
      expect(reasonsOf({ action, kinds: ['contract', 'quote'] })).toEqual([]);
      expect(reasonsOf({ action, kinds: ['contract'] })).toEqual(['grant.none']);
    },
  );

  it.each(['reveal', 'copy', 'export', 'download', 'share'] as const)(
    'to %s need every kind that is asked for in the clear',
    (action) => {
      expect(reasonsOf({ action, kinds: ['basic'], fields: ['contact.phone'] })).toEqual([]);
      expect(reasonsOf({ action, kinds: ['basic', 'quote'] })).toEqual(['grant.none']);
      expect(reasonsOf({ action, kinds: ['basic'], fields: ['quote.total'] })).toEqual(['grant.none']);
      expect(reasonsOf({ action, tier: { ...tier, kinds: { quote: 'masked' } } })).toEqual(['grant.none']);
    },
  );

  it.each(['secrets.all', 'phone', ''])('never cover a field of no known kind: %j', (field) => {
    expect(reasonsOf({ fields: [field] })).toEqual(['grant.none']);
  });
});

describe('an export', () => {
  it('needs a tier that may ask for one, and an approval on the way', () => {
    expect(reasonsOf({ action: 'export', kinds: ['basic'] })).toEqual([]);
    expect(reasonsOf({ action: 'export', kinds: ['basic'], approval: 'none' })).toEqual(['approval.required']);
    const forbidden = { ...tier, mayRequestExport: false };
    expect(reasonsOf({ action: 'export', kinds: ['basic'], tier: forbidden })).toEqual(['action.forbidden']);
    expect(reasonsOf({ action: 'view', tier: forbidden, approval: 'none' })).toEqual([]);
  });
});

describe('somebody who is leaving', () => {
  const departing = person({ departure: 'declared' });

  it('sees their own customers only, whatever the tier says', () => {
    expect(reasonsOf({ person: departing, tier: { ...tier, scope: 'all' }, customers: [colleagues] })).toEqual([
      'scope',
    ]);
    expect(reasonsOf({ person: departing })).toEqual([]);
  });

  it.each(['print', 'share', 'api_read'] as const)('may not %s', (action) => {
    expect(reasonsOf({ person: departing, action, kinds: ['basic'] })).toEqual(['guard.departing']);
  });

  it('may ask for an export only where a chain was written for that', () => {
    const asked = { person: departing, action: 'export', kinds: ['basic'] } as const;
    expect(reasonsOf({ ...asked, approval: 'chain' })).toEqual(['guard.departing']);
    expect(reasonsOf({ ...asked, approval: 'chain_for_departing' })).toEqual([]);
  });
});

describe('somebody who has left or is suspended', () => {
  it.each(actions)('may not %s, and not even sign in', (action) => {
    expect(reasonsOf({ action, person: person({ departure: 'left' }) })).toContain('guard.left');
    expect(reasonsOf({ action, person: person({ suspended: true }) })).toContain('guard.suspended');
  });
});

describe('a daily limit', () => {
  const used = (reveals: number) =>
    decideAccess(question({ action: 'reveal', fields: ['contact.phone'], usedToday: { views: 0, reveals } }));

  it('warns from 80 % on, this access included, and denies what goes past it', () => {
    expect(used(6)).toMatchObject({ decision: 'allow', reasons: [] });
    expect(used(7)).toMatchObject({
      decision: 'acknowledge',
      reasons: ['limit.near'],
      masks: { contact: 'reveal' },
      notice: { key: 'limit.near', values: { used: 8, limit: 10 } },
    });
    expect(used(9)).toMatchObject({ decision: 'acknowledge' });
    expect(used(10)).toMatchObject({ decision: 'deny', reasons: ['limit.daily'], masks: { contact: 'none' } });
    expect(used(10)).not.toHaveProperty('notice');
  });

  it.each(['view', 'print', 'share', 'api_read'] as const)(
    'of views counts every record that is shown by %s',
    (action) => {
      const asked = { action, kinds: ['basic'], usedToday: { views: 98, reveals: 0 } } as const;
      expect(reasonsOf({ ...asked, rows: 2 })).toEqual(['limit.near']);
      expect(reasonsOf({ ...asked, rows: 3 })).toEqual(['limit.daily']);
      expect(reasonsOf({ ...asked, rows: 0, customers: [customer(), customer(), customer()] })).toEqual([
        'limit.daily',
      ]);
      expect(reasonsOf({ ...asked, rows: 0, customers: [customer()], unknownCustomers: 2 })).toContain('limit.daily');
    },
  );

  it('of reveals counts every field of every record', () => {
    const asked = { action: 'reveal', fields: ['contact.phone', 'contact.email'], rows: 2 } as const;
    expect(decideAccess(question(asked)).usage).toEqual({ views: 0, reveals: 4 });
    expect(decideAccess(question({ action: 'reveal', kinds: ['contact'], rows: 0 })).usage).toEqual({
      views: 0,
      reveals: 1,
    });
  });

  it.each(['search', 'list', 'copy', 'export', 'download', 'sign_in'] as const)('does not count %s', (action) => {
    const exhausted = { views: 1_000, reveals: 1_000 };
    const decided = decideAccess(question({ action, kinds: ['basic'], rows: 5, usedToday: exhausted }));
    expect(decided).toMatchObject({ decision: 'allow', usage: { views: 0, reveals: 0 } });
  });

  it('of zero allows nothing', () => {
    expect(reasonsOf({ tier: { ...tier, dailyViews: 0 } })).toEqual(['limit.daily']);
  });
});

const tiers: fc.Arbitrary<Tier> = fc.record({
  scope: fc.constantFrom(...scopes),
  kinds: fc.dictionary(fc.constantFrom(...kinds), fc.constantFrom(...grants)),
  maxSensitivity: fc.constantFrom(...sensitivities),
  mayRequestExport: fc.boolean(),
  dailyReveals: fc.nat(6),
  dailyViews: fc.nat(6),
});
const questions: fc.Arbitrary<AccessQuestion & { readonly tier: Tier }> = fc.record({
  person: fc.record({
    employeeId: fc.constant('me'),
    team: fc.constant('north'),
    departure: fc.constantFrom(...departureStatus.options),
    suspended: fc.boolean(),
  }),
  tier: tiers,
  action: fc.constantFrom(...actions),
  customers: fc.array(
    fc
      .record({
        base: fc.constantFrom(customer(), colleagues, strangers),
        sensitivity: fc.constantFrom(...sensitivities),
      })
      .map(({ base, sensitivity }) => ({ ...base, sensitivity })),
    { maxLength: 3 },
  ),
  unknownCustomers: fc.constantFrom(0, 0, 0, 1),
  kinds: fc.subarray([...kinds]),
  fields: fc.subarray(['basic.city', 'contact.phone', 'quote.total']),
  rows: fc.nat(3),
  usedToday: fc.record({ views: fc.nat(6), reveals: fc.nat(6) }),
  approval: fc.constantFrom('none', 'chain', 'chain_for_departing'),
});

const width = { deny: 0, acknowledge: 1, allow: 2 } as const;
/** Nothing that `narrow` allows, or shows, is denied or hidden by `wide`. */
const expectNoWider = (narrow: AccessDecision, wide: AccessDecision) => {
  expect(width[narrow.decision]).toBeLessThanOrEqual(width[wide.decision]);
  for (const kind of kinds)
    expect(grants.indexOf(narrow.masks[kind] ?? 'none')).toBeLessThanOrEqual(
      grants.indexOf(wide.masks[kind] ?? 'none'),
    );
};

describe('whatever is asked', () => {
  it('a guard more never widens what is allowed', () => {
    const guards: readonly ((asked: AccessQuestion & { tier: Tier }) => AccessQuestion)[] = [
      (asked) => ({ ...asked, person: { ...asked.person, suspended: true } }),
      (asked) => ({ ...asked, person: { ...asked.person, departure: 'left' } }),
      (asked) =>
        asked.person.departure === 'left' ? asked : { ...asked, person: { ...asked.person, departure: 'declared' } },
      (asked) => ({ ...asked, tier: { ...asked.tier, maxSensitivity: 'public' } }),
    ];
    fc.assert(
      fc.property(questions, fc.constantFrom(...guards), (asked, guard) => {
        expectNoWider(decideAccess(guard(asked)), decideAccess(asked));
      }),
      { numRuns: 1_000 },
    );
  });

  it('a grant more never narrows what is allowed', () => {
    const raise = <V>(order: readonly V[], value: V): V => order[order.indexOf(value) + 1] ?? value;
    const raises: readonly ((tier: Tier) => Tier)[] = [
      (tier) => ({ ...tier, scope: raise(scopes, tier.scope) }),
      (tier) => ({ ...tier, maxSensitivity: raise(sensitivities, tier.maxSensitivity) }),
      (tier) => ({ ...tier, mayRequestExport: true }),
      (tier) => ({ ...tier, dailyViews: tier.dailyViews + 1, dailyReveals: tier.dailyReveals + 1 }),
      ...kinds.map((kind) => (tier: Tier) => ({
        ...tier,
        kinds: { ...tier.kinds, [kind]: raise(grants, tier.kinds[kind] ?? 'none') },
      })),
    ];
    fc.assert(
      fc.property(questions, fc.constantFrom(...raises), (asked, raised) => {
        expectNoWider(decideAccess(asked), decideAccess({ ...asked, tier: raised(asked.tier) }));
      }),
      { numRuns: 1_000 },
    );
  });

  it('an allowed access has nothing against it, a denied one has a reason and shows nothing', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const { decision, reasons, masks } = decideAccess(asked);
        expect(reasons.length > 0).toBe(decision !== 'allow');
        if (decision === 'deny') expect(new Set(Object.values(masks))).toEqual(new Set(['none']));
      }),
    );
  });
});

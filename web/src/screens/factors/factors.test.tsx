// @vitest-environment happy-dom
import { systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiReply } from '../../app/call-api.ts';
import { createFakeServices, type FakeApi } from '../../app/fake-services.ts';
import { loadOnDemandWords } from '../../app/i18n.ts';
import type { Passkeys } from '../../factors/passkeys.ts';
import { PasskeysContext } from '../../factors/passkeys-context.ts';
import { button, field, press, settle, show, type } from '../../ui/render-in-dom.testkit.tsx';
import { SecuritySection } from '../settings/security-section.tsx';
import { StepUpDialog } from '../step-up/step-up-dialog.tsx';
import { SetUpFactor } from './set-up-factor.tsx';
import { ShowFactor } from './show-factor.tsx';

beforeAll(loadOnDemandWords);

beforeEach(() => {
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
});

type Factors = ApiReply<'secondFactors'>;

const NONE: Factors = { totp: null, passkeys: [], backupCodesLeft: 0, isRequired: false, resetAt: null };
const CODES = Array.from({ length: 10 }, (_, index) => `AAAA-BBBB-CCCC-000${index}`);
const SIGNED_IN = { kind: 'signed-in', email: 'ana@example.org', recoveryRehearsed: true } as const;
const TOTP = {
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  uri: 'otpauth://totp/Undertone:ana%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
};
const ASSERTION = {
  id: 'AAAA',
  clientDataJSON: 'AAAA',
  authenticatorData: 'AAAA',
  signature: 'AAAA',
  userHandle: null,
};

function passkeysThat(parts: Partial<Passkeys>): Passkeys {
  return {
    isSupported: () => true,
    canOfferInField: async () => false,
    create: async () => err('dismissed'),
    show: async () => err('dismissed'),
    ...parts,
  };
}

async function submit() {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await settle();
}

const page = () => document.body.textContent ?? '';

describe('the security settings', () => {
  const open = (api: FakeApi, passkeys: Passkeys = passkeysThat({})) =>
    show(
      <PasskeysContext.Provider value={passkeys}>
        <SecuritySection />
      </PasskeysContext.Provider>,
      createFakeServices({ clock: systemClock, account: SIGNED_IN, api }),
    );

  it('set up an app with its first code, draw its picture here, and show the backup codes once', async () => {
    let factors = NONE;
    const sent: unknown[] = [];
    await open({
      secondFactors: () => ok(factors),
      beginTotp: () => ok(TOTP),
      confirmTotp: ({ body }) => {
        sent.push(body);
        if (sent.length === 1) return err({ code: 'wrong-code' });
        factors = { ...NONE, totp: { addedAt: '2026-11-21T10:00:00.000Z' }, backupCodesLeft: 10 };
        return ok({ backupCodes: CODES });
      },
    });
    await press(button('Set up an authenticator app'));
    expect(document.querySelector('svg.qr-code path.qr-code__ink')?.getAttribute('d')).toMatch(
      /^M4 4h1v1h-1z/,
    );
    expect(page()).toContain('GEZD GNBV');
    await type(field('Code from your authenticator app'), '12 34-56');
    await submit();
    expect(page()).toContain('The code does not count');
    await type(field('Code from your authenticator app'), '654321');
    await submit();
    expect(sent).toEqual([{ code: '123456' }, { code: '654321' }]);
    for (const code of CODES) expect(page()).toContain(code);
    await press(button('I have kept them'));
    expect(page()).not.toContain(CODES[0]);
    expect(page()).toContain('10 codes are left');
  });

  it('say that a role needs its last factor, and that somebody asked to have them removed', async () => {
    let cancelled = 0;
    const factors = {
      ...NONE,
      totp: { addedAt: '2026-11-21T10:00:00.000Z' },
      ...{ backupCodesLeft: 1, isRequired: true, resetAt: '2026-11-24T10:00:00.000Z' },
    };
    await open({
      secondFactors: () => ok(cancelled === 0 ? factors : { ...factors, resetAt: null }),
      removeTotp: () => err({ code: 'last-second-factor' }),
      cancelSecondFactorReset: () => {
        cancelled += 1;
        return ok(undefined);
      },
    });
    expect(page()).toContain('Make new ones while you still can.');
    await press(button('Remove the authenticator app'));
    expect(page()).toContain('This one has to stay');
    expect(page()).toContain('Somebody asked to remove your second factors');
    await press(button('Keep my second factors'));
    expect(cancelled).toBe(1);
    expect(page()).not.toContain('Somebody asked');
  });

  it('change nothing when the browser does not go through with a passkey', async () => {
    await open({
      secondFactors: () => ok(NONE),
      beginPasskey: () =>
        ok({
          challenge: 'AAAA',
          rpId: 'localhost',
          userHandle: 'AAAA',
          userName: 'ana',
          algorithms: [-7],
          excluded: [],
        }),
    });
    await press(button('Add a passkey'));
    await type(field('Name'), 'My phone');
    await submit();
    expect(page()).toContain('The browser did not go through with it');
  });

  it('say so where there are no passkeys', async () => {
    await open({ secondFactors: () => ok(NONE) }, passkeysThat({ isSupported: () => false }));
    expect(page()).toContain('This browser has no passkeys');
  });
});

describe('a sign-in that waits for a second factor', () => {
  it('takes a code, says when it was wrong, and offers what else the account has', async () => {
    let shown = 0;
    const sent: unknown[] = [];
    await show(
      <ShowFactor methods={['totp', 'backup-code']} onShown={() => void shown++} />,
      createFakeServices({
        clock: systemClock,
        api: {
          showSecondFactor: ({ body }) => {
            sent.push(body);
            return err({ code: 'wrong-code' });
          },
        },
      }),
    );
    await type(field('Code from your authenticator app'), '111111');
    await submit();
    expect(page()).toContain('That was not it');
    await press(button('Use a backup code instead'));
    await type(field('Backup code'), CODES[0]!);
    await submit();
    expect(sent).toEqual([
      { method: 'totp', code: '111111' },
      { method: 'backup-code', code: CODES[0] },
    ]);
    expect(shown).toBe(0);
  });

  it.each([
    ['what losing all of them takes', true, 'That takes three days'],
    ['that this server has no way', false, 'There is no way around it here'],
  ])('says %s', async (_, canReset, words) => {
    await show(
      <ShowFactor methods={['totp']} onShown={() => {}} />,
      createFakeServices({
        clock: systemClock,
        api: { secondFactorDue: () => ok({ methods: ['totp'], canReset, resetAt: null }) },
      }),
    );
    await press(button('I have lost all of these'));
    expect(page()).toContain(words);
  });
});

describe('a role that needs a factor', () => {
  it('is done once the codes are kept', async () => {
    let done = 0;
    await show(
      <PasskeysContext.Provider
        value={passkeysThat({
          create: async () =>
            ok({
              credential: { id: 'AAAA', clientDataJSON: 'AAAA', attestationObject: 'AAAA', transports: [] },
              ...{ prf: null, hasPrf: true },
            }),
        })}
      >
        <SetUpFactor onDone={() => void done++} />
      </PasskeysContext.Provider>,
      createFakeServices({
        clock: systemClock,
        api: {
          beginPasskey: () =>
            ok({
              challenge: 'AAAA',
              rpId: 'localhost',
              userHandle: 'AAAA',
              userName: 'ana',
              algorithms: [-7],
              excluded: [],
            }),
          addPasskey: () => ok({ id: 'handle', backupCodes: CODES }),
        },
      }),
    );
    await press(button('Add a passkey'));
    expect(document.querySelector('[type=checkbox]')).toBeNull();
    await type(field('Name'), 'Key');
    await submit();
    expect(done).toBe(0);
    await press(button('I have kept them'));
    expect(done).toBe(1);
  });
});

describe('the dialog that asks who is there', () => {
  it('asks for a passkey first, stays when the browser is closed, and lets the act go on when it was shown', async () => {
    let answers = 0;
    const passkeys = passkeysThat({
      show: async () => (answers++ === 0 ? err('dismissed') : ok({ assertion: ASSERTION, prf: null })),
    });
    const services = createFakeServices({
      clock: systemClock,
      account: SIGNED_IN,
      api: {
        stepUpMethods: () => ok({ methods: ['totp', 'passkey', 'backup-code'] }),
        stepUpPasskeyOptions: () => ok({ challenge: 'AAAA', rpId: 'localhost', allowed: [] }),
        stepUp: () => ok(undefined),
      },
    });
    let runs = 0;
    const act = services.stepUp.withStepUp(async () =>
      runs++ === 0 ? err({ code: 'step-up-required' as const }) : ok('done'),
    );
    await settle();
    await show(
      <PasskeysContext.Provider value={passkeys}>
        <StepUpDialog />
      </PasskeysContext.Provider>,
      services,
    );
    await submit();
    expect(services.stepUp.asked.value).not.toBeNull();
    expect(page()).not.toContain('That was not it');
    await submit();
    expect(await act).toEqual(ok('done'));
    expect(services.stepUp.asked.value).toBeNull();
  });

  it('sends a code by itself where a code is what the server takes', async () => {
    const sent: unknown[] = [];
    const services = createFakeServices({
      clock: systemClock,
      account: SIGNED_IN,
      api: {
        stepUpMethods: () => ok({ methods: ['email-code'] }),
        sendStepUpCode: ({ body }) => {
          sent.push(body);
          return ok(undefined);
        },
        stepUp: ({ body }) => {
          sent.push(body);
          return err({ code: 'wrong-code' });
        },
      },
    });
    void services.stepUp.withStepUp(async () => err({ code: 'step-up-required' as const }));
    await settle();
    await show(<StepUpDialog />, services);
    await settle();
    await type(field('Code from the message'), '000000');
    await submit();
    expect(sent).toEqual([{ to: 'email' }, { method: 'email-code', code: '000000' }]);
    expect(page()).toContain('That was not it');
  });
});

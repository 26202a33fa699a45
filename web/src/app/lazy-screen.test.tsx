// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { show } from '../ui/render-in-dom.testkit.tsx';
import { lazyScreen } from './lazy-screen.tsx';

const never = () => new Promise<() => null>(() => {});
const helpLinks = () => document.querySelectorAll('a[href^="/help/"]').length;

describe('while its code is on the way', () => {
  it('a screen that stands alone has the way to help beside the wait', async () => {
    const Door = lazyScreen(never, { isAlone: true });
    await show(<Door />);
    expect(helpLinks()).toBe(1);
  });

  it('one within the shell leaves it to the shell', async () => {
    const Page = lazyScreen(never);
    await show(<Page />);
    expect(helpLinks()).toBe(0);
  });
});

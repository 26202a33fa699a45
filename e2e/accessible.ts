import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { PHONE, WIDE } from './device.ts';

/**
 * What axe-core finds wrong with the page as it stands, in both colour schemes, on a phone and with a wide window;
 * one line each, empty when there is nothing. The page is left as it was.
 */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  // Not `page.evaluate`: the app's policy refuses text that becomes code, also ours.
  await session.send('Runtime.evaluate', { expression: axe.source });
  await session.detach();
  const found: string[] = [];
  const before = page.viewportSize() ?? PHONE;
  for (const viewport of [PHONE, WIDE]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(layoutFollows);
      const violations = await page.evaluate(runAxe);
      const where = `${new URL(page.url()).pathname} ${colorScheme} ${viewport.width}`;
      found.push(...violations.map((violation) => `${where}: ${violation}`));
    }
  }
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
  await page.evaluate(layoutFollows);
  return found;
}

/** The app is told of another window or scheme with a frame, and has drawn itself anew by the next. */
async function layoutFollows(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function runAxe(): Promise<readonly string[]> {
  const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')} (${failureSummary ?? ''})`),
  );
}

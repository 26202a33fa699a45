import { buffer } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CROP_SIDE } from '@undertone/inference/face/alignment';
import {
  buildPage,
  closePage,
  launchBrowser,
  openPage,
  servePage,
  SOFTWARE_WEBGL,
} from '../bench/browser-page.ts';
import { APP_HEADERS } from '../worker/src/http/security-headers.ts';
import type { EncodedPicture, GreyPicture } from './face-rows.ts';

type Reading = Awaited<ReturnType<Window['faceBench']['readEncoded']>>;

export interface FaceBrowser {
  /** Chromium's name and version. */
  readonly version: string;
  /** Pictures of one side, in their order. */
  readGrey(
    pictures: readonly GreyPicture[],
    onLandmarks?: (float32: Uint8Array) => void,
  ): Promise<readonly Reading[]>;
  readEncoded(picture: EncodedPicture): Promise<Reading>;
  close(): Promise<void>;
}

/**
 * The app's own face worker in Chromium, under the headers that the app is served with, WebGL in software.
 * @param path `rules`: as in a deployment that leaves the expression model out.
 */
export async function openFaceBrowser(path: 'network' | 'rules'): Promise<FaceBrowser> {
  let body: Uint8Array = new Uint8Array();
  let onPosted = (_posted: Uint8Array): void => undefined;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method === 'POST') {
      void buffer(request).then((posted) => {
        onPosted(posted);
        response.writeHead(204).end();
      });
    } else if (request.url === '/picture') response.end(body);
    else response.writeHead(404).end();
  };
  const { url, server } = await servePage(await buildPage('face.html'), answer, APP_HEADERS);
  const browser = await launchBrowser(SOFTWARE_WEBGL);
  const page = await openPage(browser, path === 'rules' ? `${url}/?rules` : url);

  await page.evaluate(() => window.faceBench.warmUp());

  return {
    version: `Chromium ${browser.version()}`,
    async readGrey(pictures, onLandmarks) {
      const [side = 0, ...otherSides] = new Set(pictures.map((picture) => picture.side));
      if (otherSides.length > 0) throw new Error('pictures of several sizes');
      body = Buffer.concat(pictures.map(({ pixels }) => pixels));
      onPosted = onLandmarks ?? (() => undefined);
      return page.evaluate(([of, landmarksTo]) => window.faceBench.readGrey('/picture', of, landmarksTo), [
        side,
        onLandmarks === undefined ? null : '/landmarks',
      ] as const);
    },
    async readEncoded(picture) {
      body = picture.bytes;
      return page.evaluate((side) => window.faceBench.readEncoded('/picture', side), CROP_SIDE);
    },
    async close() {
      await closePage(page);
      await browser.close();
      server.close();
    },
  };
}

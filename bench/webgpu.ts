/**
 * Each network alone on WebGPU, where the browser has an adapter, beside WASM with one thread and with two, in the same
 * browser and on the same version of the runtime. The product uses WASM on one thread (docs/adr/0009-voice-and-face.md says why; a second
 * one starts from a script's address, which its policy refuses); this is what that
 * costs or saves on the machine at hand. Without a graphics processor Chromium's own software adapter is tried, which
 * shows that the path works and says nothing about speed.
 */
import { buildPage, closePage, launchBrowser, openPage, servePage } from './browser-page.ts';
import type { Modality, Provider } from './page/webgpu.ts';
import { percentile, report, round, type Row } from './report.ts';

const RUNS = 50;
/** A software adapter takes a second and more a run. */
const SOFTWARE_RUNS = 10;
const NETWORKS: Readonly<Record<Modality, string>> = {
  text: '40 words',
  voice: '5 s of voice',
  face: 'a crop of a face',
};
const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

const { url, server } = await servePage(await buildPage('webgpu.html'), (_request, response) =>
  response.writeHead(404).end(),
);

async function openWith(flags: readonly string[]) {
  const browser = await launchBrowser(flags);
  const page = await openPage(browser, url);
  return { browser, page, adapter: await page.evaluate(() => window.webGpuBench.adapter()) };
}

let opened = await openWith([]);
if (opened.adapter === null) {
  await opened.browser.close();
  opened = await openWith(SOFTWARE_WEBGPU);
}
const { browser, page, adapter } = opened;
const gpuName =
  adapter === null ? 'WebGPU' : `WebGPU, ${adapter.name}${adapter.isSoftware ? ' (software)' : ''}`;

const time = (modality: Modality, provider: Provider) =>
  page.evaluate(([one, other, count]) => window.webGpuBench.time(one, other, count), [
    modality,
    provider,
    provider === 'webgpu' && adapter?.isSoftware === true ? SOFTWARE_RUNS : RUNS,
  ] as const);

/** What keeps a graph from running on that adapter; anything else is a bug of this benchmark. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/requires f16/, 'does not run: 16-bit floats need “shader-f16”, which this adapter lacks'],
  [/Cast node with name/, 'does not load: no cast to the 64-bit floats in which its Fourier basis is made'],
];

function reasonOf(failure: unknown): string {
  const reason = REASONS.find(([pattern]) => failure instanceof Error && pattern.test(failure.message));
  if (reason === undefined) throw failure;
  return reason[1];
}

const modalities = Object.keys(NETWORKS) as Modality[];
const onTwo = new Map<Modality, Awaited<ReturnType<typeof time>>>();
await page.goto(`${url}/?threads=2`);
await page.waitForFunction(() => 'webGpuBench' in window);
for (const modality of modalities) onTwo.set(modality, await time(modality, 'wasm'));
await page.goto(url);
await page.waitForFunction(() => 'webGpuBench' in window);

const rows: Row[] = [];
for (const modality of modalities) {
  const wasm = await time(modality, 'wasm');
  const row = (runtime: string, measured: typeof wasm): Row => ({
    network: NETWORKS[modality],
    runtime,
    samples: measured.times.length,
    'p50 ms': round(percentile(measured.times, 0.5), 1),
    'p95 ms': round(percentile(measured.times, 0.95), 1),
    'first, with loading, ms': round(measured.firstMs, 0),
    'largest difference of a probability': round(
      Math.max(...measured.said.map((value, index) => Math.abs(value - wasm.said[index]!))),
      4,
    ),
  });
  rows.push(row('WASM, one thread', wasm), row('WASM, two threads', onTwo.get(modality)!));
  const said = (words: string): Row => ({
    network: NETWORKS[modality],
    runtime: gpuName,
    samples: '',
    'p50 ms': words,
  });
  if (adapter === null) rows.push(said('no adapter'));
  else
    rows.push(
      await time(modality, 'webgpu').then(
        (gpu) => row(gpuName, gpu),
        (failure) => said(reasonOf(failure)),
      ),
    );
}
const bytes = await page.evaluate(() => window.webGpuBench.runtimeBytes());
await closePage(page);
await browser.close();
server.close();

report(
  'webgpu',
  `Each network alone on WASM and on WebGPU. The runtime with WebGPU has ${round(bytes.webgpu / 1e6, 1)} MB, the one that ships ${round(bytes.shipped / 1e6, 1)} MB`,
  rows,
);

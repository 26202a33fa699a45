/**
 * Expressions by what a web developer would pick today, beside ours: `@vladmandic/human` and `@vladmandic/face-api`, in
 * one Chromium, on the rows of ferplus_valid with a majority label (development data: our thresholds were chosen on it).
 * The others' networks are given the crop, which spares them a detector that misses such small pictures; ours finds the
 * face by itself. Frames of 640 × 480 are read by each as its users would.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { normalise } from '@undertone/emotion/distribution';
import { dataFile } from '../scripts/data-file.ts';
import { readFaces } from '../scripts/evaluate-face.ts';
import { faceMetrics, type ScoredFace } from '../scripts/face-metrics.ts';
import { parseFerPlus } from '../scripts/face-rows.ts';
import { buildPage, closePage, launchBrowser, openPage, servePage, SOFTWARE_WEBGL } from './browser-page.ts';
import { percentile, report, round, type Row } from './report.ts';

const BATCH = 100;
const WARM_UP = 10;
const FRAMES = 60;

const valid = dataFile('face/ferplus_valid.npz');
const portrait = dataFile('face/astronaut.png');
if (valid === null || portrait === null) process.exit(0);
const portraitBytes = readFileSync(portrait);
const rows = parseFerPlus(readFileSync(valid)).flatMap(({ label, picture }) =>
  label === null ? [] : [{ label, picture }],
);

/** Each package carries its models; their TensorFlow.js takes its WebAssembly from a third. */
const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(name));
const FOLDERS: Readonly<Record<string, string>> = {
  human: join(folderOf('@vladmandic/human'), '../models'),
  'face-api': join(folderOf('@vladmandic/face-api'), '../model'),
  tfjs: folderOf('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
};

let crops: Uint8Array = new Uint8Array();
const { url, server } = await servePage(
  await buildPage('face-others.html'),
  (request, response) => {
    const path = request.url ?? '';
    if (path === '/crops') return void response.end(crops);
    if (path === '/picture') return void response.end(portraitBytes);
    const [, library = '', file = ''] = path.split('/');
    const folder = FOLDERS[library];
    if (folder === undefined) return void response.writeHead(404).end();
    readFile(join(folder, file)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  },
  // Without cross-origin isolation TensorFlow.js stays on one thread, as we do.
  {},
);

const browser = await launchBrowser(SOFTWARE_WEBGL);

async function measure(library: 'human' | 'face-api') {
  const page = await openPage(browser, `${url}/?${library}`);
  const scored: ScoredFace[] = [];
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    crops = Buffer.concat(batch.map(({ picture }) => picture.pixels));
    const answers = await page.evaluate((side) => window.faceOthersBench.readCrops('/crops', side), 48);
    for (const [index, { probabilities, ms }] of answers.entries())
      scored.push({
        labels: [batch[index]!.label],
        distribution: normalise(probabilities),
        abstained: false,
        quality: 1,
        elapsedMs: ms,
        hasLandmarks: true,
      });
  }
  const timeFrames = (count: number) =>
    page.evaluate((of) => window.faceOthersBench.timeFrames('/picture', of), count);
  await timeFrames(WARM_UP);
  const frames = await timeFrames(FRAMES);
  await closePage(page);
  return { scored, frames };
}

const human = await measure('human');
const faceApi = await measure('face-api');
await browser.close();
server.close();

const ours = await readFaces(valid, { path: 'network' });
const rules = await readFaces(valid, { path: 'rules' });

function row(what: string, faces: readonly ScoredFace[], frame?: readonly number[]): Row {
  const { accuracy, uar, ece, msPerItem } = faceMetrics(faces);
  return {
    what,
    rows: faces.length,
    accuracy: round(accuracy, 3),
    'mean recall': round(uar, 3),
    ECE: round(ece, 3),
    'ms a picture, p50': round(msPerItem.p50, 1),
    ...(frame === undefined ? {} : { 'ms a 640 × 480 frame, p50': round(percentile(frame, 0.5), 1) }),
  };
}

report(
  'face-others',
  'Expressions on ferplus_valid, majority labels, in one Chromium, all on WebAssembly (our frames: face-reading)',
  [
    row('ours: finds the face itself', ours.scored),
    row('ours without licence questions: rules on landmarks', rules.scored),
    row('@vladmandic/human 3.3.6, crop given', human.scored, human.frames.times),
    row('@vladmandic/face-api 1.7.15, crop given', faceApi.scored, faceApi.frames.times),
  ],
);

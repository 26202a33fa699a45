/// <reference types="vite/client" />
import { systemClock, systemRandom } from '@undertone/base/clock';
import { unwrap } from '@undertone/base/result';
import { LABELS } from '@undertone/emotion/labels';
import { loadExpressionNetwork } from '@undertone/inference/face/expression-network';
import { createOrtSessions } from '@undertone/inference/ort-session';
import { createTextReader } from '@undertone/inference/text/text-reader';
import { synthesiseSpeech } from '@undertone/inference/voice/speech.testkit';
import { loadVoiceNetwork } from '@undertone/inference/voice/voice-network';
import { openFilesCache } from '@undertone/web/app/browser-parts';
import { createOutbound } from '@undertone/web/app/outbound';
import { createModelFiles } from '@undertone/web/inference/model-files';
import { SHIPPED_MODELS, SHIPPED_RUNTIME } from '@undertone/web/inference/shipped-models';
import wasmModuleUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import gpuRuntimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmRuntimeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import * as wasm from 'onnxruntime-web/wasm';
import * as webgpu from 'onnxruntime-web/webgpu';
import { FORTY_WORDS } from '../forty-words.ts';

/** The product's own models and loaders on the runtime that ships and on the one with WebGPU, without workers. */
const files = createModelFiles({
  outbound: createOutbound({
    origin: location.origin,
    clock: systemClock,
    random: systemRandom,
    note: () => undefined,
  }),
  openCache: openFilesCache,
  origin: location.origin,
  models: SHIPPED_MODELS,
  runtime: SHIPPED_RUNTIME,
});
/** `?threads=2`: WASM alone, whose further threads start from a script of its own instead of from this page's. */
const threads = Number(new URLSearchParams(location.search).get('threads') ?? 1);
wasm.env.wasm.numThreads = threads;
wasm.env.wasm.wasmPaths = { wasm: wasmRuntimeUrl, ...(threads > 1 && { mjs: wasmModuleUrl }) };
webgpu.env.wasm.numThreads = 1;
webgpu.env.wasm.wasmPaths = { wasm: gpuRuntimeUrl };

const assets = {
  fetch: async (modelId: string, path: string) => {
    const obtained = await files.obtain(modelId, path);
    return obtained.ok ? obtained.value : null;
  },
};

const RUNTIMES = { wasm, webgpu };

export type Provider = keyof typeof RUNTIMES;
export type Modality = 'text' | 'voice' | 'face';

/** The product's door to the runtime names WASM alone; what it hands over is sent elsewhere here. */
const sessionsOn = (provider: Provider) =>
  createOrtSessions({
    Tensor: RUNTIMES[provider].Tensor,
    InferenceSession: {
      create: (model: Uint8Array, options: wasm.InferenceSession.SessionOptions) =>
        RUNTIMES[provider].InferenceSession.create(model, { ...options, executionProviders: [provider] }),
    },
  });

interface Runner {
  /** What the network says of its input: probabilities, or logits where the voice has no more. */
  run(): Promise<readonly number[]>;
  release(): Promise<void>;
}

const LOADERS: Readonly<Record<Modality, (provider: Provider) => Promise<Runner>>> = {
  async text(provider) {
    const reader = createTextReader({ assets, createSession: sessionsOn(provider) });
    return {
      run: async () => {
        const { score } = unwrap(await reader.read(FORTY_WORDS, { language: 'en' }));
        return LABELS.map((label) => score.distribution[label]);
      },
      release: () => reader.dispose(),
    };
  },
  async voice(provider) {
    const network = unwrap(await loadVoiceNetwork({ assets, createSession: sessionsOn(provider) }));
    const { samples } = synthesiseSpeech({ seconds: 5 });
    return {
      run: async () => {
        const reading = await network.readWindow(samples);
        const { distribution } = network.pool([{ reading, weight: 1 }]);
        return LABELS.map((label) => distribution[label]);
      },
      release: () => network.release(),
    };
  },
  async face(provider) {
    const network = unwrap(await loadExpressionNetwork({ assets, createSession: sessionsOn(provider) }));
    const crop = Float32Array.from({ length: 48 * 48 }, (_, at) => (at % 48) / 47);
    return {
      run: async () => {
        const distribution = await network.read(crop, null);
        return LABELS.map((label) => distribution[label]);
      },
      release: () => network.release(),
    };
  },
};

interface Gpu {
  requestAdapter(): Promise<{
    readonly info: {
      readonly vendor: string;
      readonly architecture: string;
      readonly isFallbackAdapter?: boolean;
    };
  } | null>;
}

const webGpuBench = {
  /** What answers, `null` where nothing does. */
  async adapter() {
    const { gpu } = navigator as { readonly gpu?: Gpu };
    const info = (await gpu?.requestAdapter())?.info;
    if (info === undefined) return null;
    const { vendor, architecture, isFallbackAdapter = false } = info;
    return { name: `${vendor} ${architecture}`, isSoftware: isFallbackAdapter };
  },
  /** Milliseconds of the first run with all that it loads, and of each of `count` after it. */
  async time(modality: Modality, provider: Provider, count: number) {
    const startedAt = performance.now();
    const runner = await LOADERS[modality](provider);
    const said = await runner.run();
    const firstMs = performance.now() - startedAt;
    const times: number[] = [];
    for (let run = 0; run < count; run++) {
      const from = performance.now();
      await runner.run();
      times.push(performance.now() - from);
    }
    await runner.release();
    return { firstMs, times, said };
  },
  async runtimeBytes() {
    const whole = await (await fetch(gpuRuntimeUrl)).arrayBuffer();
    return { webgpu: whole.byteLength, shipped: SHIPPED_RUNTIME.bytes };
  },
};

declare global {
  interface Window {
    webGpuBench: typeof webGpuBench;
  }
}

window.webGpuBench = webGpuBench;

import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, onTestFinished, vi } from 'vitest';
import { PAUSE_MS } from '../app/draft-keeper.ts';
import { ServicesContext } from '../app/services-context.ts';
import type { Services } from '../app/services.ts';

/** A document for component tests: renders, finds what a person would find, and presses it. */

const roots: HTMLElement[] = [];

// The DOM stand-in has no layout and no media.
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));

afterEach(() => {
  for (const root of roots.splice(0)) {
    render(null, root);
    root.remove();
  }
});

export async function show(content: ComponentChild, services: Services | null = null): Promise<HTMLElement> {
  const container = document.createElement('div');
  document.body.append(container);
  roots.push(container);
  await act(async () => {
    render(<ServicesContext.Provider value={services}>{content}</ServicesContext.Provider>, container);
  });
  return container;
}

/** Lets everything that is under way in memory come to rest, and the code come that it asks for. */
export async function settle(): Promise<void> {
  // A task at least, not only a microtask: effects that an awaited answer caused run when `act` ends after it.
  for (let turn = 0; turn < 4; turn++) await act(() => vi.dynamicImportSettled());
}

/** Nothing saves itself in this test while a busy machine takes its time between two steps of it. */
export function holdPauses(): void {
  const setTimer = globalThis.setTimeout;
  const held = vi.spyOn(globalThis, 'setTimeout');
  held.mockImplementation(((run: () => void, delayMs = 0) =>
    delayMs >= PAUSE_MS ? 0 : setTimer(run, delayMs)) as typeof setTimeout);
  onTestFinished(() => held.mockRestore());
}

export function button(name: string): HTMLButtonElement {
  return named('button', name);
}

/** The element of that kind whose words or label are exactly `name`; throws when there is none. */
export function named<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
): HTMLElementTagNameMap[Tag] {
  const found = [...document.querySelectorAll(tag)].find(
    (element) => element.getAttribute('aria-label') === name || element.textContent?.trim() === name,
  );
  if (found === undefined) throw new Error(`no ${tag} named “${name}” in: ${document.body.textContent}`);
  return found;
}

/** The input that a label with these words belongs to. */
export function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent?.trim() === label);
  const id = found?.getAttribute('for');
  const input = id == null ? found?.querySelector('input') : document.getElementById(id);
  if (input == null) throw new Error(`no field labelled “${label}”`);
  return input as HTMLInputElement;
}

export async function press(element: HTMLElement): Promise<void> {
  await act(async () => element.click());
  await settle();
}

export async function pressKey(element: HTMLElement, key: string): Promise<void> {
  await act(async () => {
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
  await settle();
}

export async function type(element: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  await act(async () => {
    element.value = text;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
}

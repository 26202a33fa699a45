// @vitest-environment happy-dom
import type { Mood } from '@undertone/emotion/mood';
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { MoodGrid } from './mood-grid.tsx';
import { button, named, press, pressKey, show } from './render-in-dom.testkit.tsx';

async function showGrid(value: Mood | null = null) {
  const chosen: Mood[] = [];
  await show(<MoodGrid value={value} onChoose={(mood) => chosen.push(mood)} />);
  return { chosen, pleasantness: named('input', 'Pleasantness'), energy: named('input', 'Energy') };
}

describe('the mood grid by keyboard', () => {
  it('speaks where the point is after every arrow', async () => {
    const { pleasantness, energy } = await showGrid();
    expect(pleasantness.getAttribute('aria-valuetext')).toBe('not marked yet');
    await pressKey(pleasantness, 'ArrowRight');
    await pressKey(pleasantness, 'ArrowRight');
    await pressKey(pleasantness, 'ArrowDown');
    expect(pleasantness.getAttribute('aria-valuetext')).toBe('pleasant, low energy');
    expect(energy.getAttribute('aria-valuetext')).toBe('pleasant, low energy');
    expect(document.querySelector('.mood-grid__words')?.textContent).toBe('pleasant, low energy');
  });

  it('moves both axes from either slider, and keeps nothing until told', async () => {
    const { chosen, energy } = await showGrid();
    await pressKey(energy, 'ArrowLeft');
    await pressKey(energy, 'ArrowUp');
    expect(chosen).toEqual([]);
    await pressKey(energy, 'Enter');
    expect(chosen).toEqual([{ valence: -0.25, arousal: 0.25 }]);
  });

  it('offers a button to keep what the keys have chosen', async () => {
    const { chosen, pleasantness } = await showGrid({ valence: 0.5, arousal: 0 });
    await pressKey(pleasantness, 'End');
    await press(button('Keep this mood'));
    expect(chosen).toEqual([{ valence: 1, arousal: 0 }]);
  });

  it('stays within the grid however long a key is held', async () => {
    const { chosen, pleasantness } = await showGrid();
    for (let times = 0; times < 20; times++) await pressKey(pleasantness, 'ArrowUp');
    await pressKey(pleasantness, ' ');
    expect(chosen).toEqual([{ valence: 0, arousal: 1 }]);
  });

  it('lets Tab and shortcuts through', async () => {
    const { chosen, pleasantness } = await showGrid();
    await pressKey(pleasantness, 'Tab');
    expect(chosen).toEqual([]);
    expect(pleasantness.getAttribute('aria-valuetext')).toBe('not marked yet');
  });
});

describe('the five faces', () => {
  it('are one group of radio buttons with a word each', async () => {
    await showGrid();
    const radios = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')];
    expect(radios.map((radio) => radio.closest('label')?.textContent)).toEqual([
      'Awful',
      'Low',
      'So-so',
      'Good',
      'Great',
    ]);
    expect(new Set(radios.map((radio) => radio.name)).size).toBe(1);
  });

  it('keep at once under a finger, but not at every step of the arrow keys', async () => {
    const { chosen } = await showGrid();
    const [, , , good] = document.querySelectorAll<HTMLInputElement>('input[type=radio]');
    good?.dispatchEvent(new MouseEvent('click', { detail: 0, bubbles: true }));
    expect(chosen).toEqual([]);
    good?.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
    expect(chosen).toEqual([{ valence: 0.5, arousal: 0 }]);
  });

  it('ask for nothing more once a finger has kept one', async () => {
    await showGrid();
    const [, , , good] = document.querySelectorAll<HTMLInputElement>('input[type=radio]');
    await act(async () => {
      good?.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
    });
    expect(document.querySelector('.mood-grid__keep')).toBeNull();
    await act(async () => {
      good?.dispatchEvent(new MouseEvent('click', { detail: 0, bubbles: true }));
    });
    expect(document.querySelector('.mood-grid__keep')).not.toBeNull();
  });

  it('show the face that the grid’s point is nearest to', async () => {
    await showGrid({ valence: -1, arousal: 0.25 });
    expect(
      document.querySelector<HTMLInputElement>('input[type=radio]:checked')?.closest('label')?.textContent,
    ).toBe('Awful');
  });
});

import { expect, it } from 'vitest';
import { levelPath, pitchPath, TRACE } from './sound-trace-geometry.ts';
import { levelOf, pitchOf } from './sound-words.ts';

const moments = (levelDb: number, pitchHz: number | null = null, count = 40) =>
  Array.from({ length: count }, () => ({ levelDb, pitchHz }));

it('tells silence, a quiet voice, a good one and one that is cut off', () => {
  expect(levelOf([])).toBe('silent');
  expect(levelOf(moments(-80))).toBe('silent');
  expect(levelOf(moments(-50))).toBe('quiet');
  expect(levelOf(moments(-20))).toBe('good');
  expect(levelOf(moments(-1))).toBe('loud');
});

it('does not take a pause between words for silence', () => {
  expect(levelOf([...moments(-20, 180, 20), ...moments(-80, null, 20)])).toBe('good');
});

it('takes the middle pitch of the voiced moments, to the nearest ten', () => {
  expect(pitchOf(moments(-20))).toBeNull();
  expect(pitchOf([...moments(-20, 183, 20), ...moments(-20, null, 19), ...moments(-20, 900, 1)])).toBe(180);
});

it('draws every sound inside the picture', () => {
  for (const extreme of [moments(-100, 1), moments(0, 4000), moments(20, null)]) {
    const ordinates = [...`${levelPath(extreme)}${pitchPath(extreme)}`.matchAll(/[ V](-?[\d.]+)/g)].map(
      ([, value]) => Number(value),
    );
    expect(Math.min(...ordinates)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ordinates)).toBeLessThanOrEqual(TRACE.height);
  }
});

it('breaks the line of the pitch where there is none', () => {
  const path = pitchPath([...moments(-20, 180, 3), ...moments(-20, null, 2), ...moments(-20, 180, 3)]);
  expect(path.match(/M/g)).toHaveLength(2);
});

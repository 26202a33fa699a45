// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { hasUnsaved } from '../app/unsaved.ts';
import { holdForFileChoice } from './hold-for-file-choice.ts';

function openPage() {
  const timers: (() => void)[] = [];
  holdForFileChoice(document, (_delayMs, run) => {
    timers.push(run);
    return () => void timers.splice(timers.indexOf(run), 1);
  });
  const [file, text] = ['file', 'text'].map((type) => {
    const input = document.createElement('input');
    input.type = type;
    document.body.append(input);
    return input;
  });
  return { file: file!, text: text!, passTime: () => timers.splice(0).forEach((run) => run()) };
}

it('keeps the lock from closing from the choice of a file until one is chosen or none', () => {
  const { file, text, passTime } = openPage();
  text.click();
  expect(hasUnsaved()).toBe(false);
  for (const end of ['change', 'cancel']) {
    file.click();
    expect(hasUnsaved()).toBe(true);
    file.dispatchEvent(new Event(end));
    expect(hasUnsaved()).toBe(false);
  }
  file.click();
  file.click();
  passTime();
  expect(hasUnsaved()).toBe(false);
});

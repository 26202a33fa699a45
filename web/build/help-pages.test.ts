import { describe, expect, it } from 'vitest';
import { COUNTRIES, helplinesOf } from '../src/care/helplines/helplines.ts';
import { renderHelpPage } from './help-pages.ts';

const english = renderHelpPage('en', '/assets/help-1.css');
const spanish = renderHelpPage('es', '/assets/help-1.css');

describe.each([
  ['English', english, 'Help now', 'Call 024'],
  ['Spanish', spanish, 'Ayuda ahora', 'Llamar al 024'],
])('the %s page that stands without the app', (_, page, title, call) => {
  it('has every country with every number that can be dialled, as links', () => {
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain(`href="tel:024">${call}</a>`);
    const missing = COUNTRIES.filter(
      (code) => !page.includes(`<details class="page__country" id="${code}">`),
    );
    expect(missing).toEqual([]);
    const lines = COUNTRIES.flatMap((code) => helplinesOf(code).flatMap(({ call: numbers = [] }) => numbers));
    const absent = lines.filter((number) => !page.includes(`tel:${number.replaceAll(/[^\d*]/g, '')}"`));
    expect(absent).toEqual([]);
  });

  it('needs no script and no style of its own, which the policy would refuse', () => {
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
    expect(page.match(/<link rel="stylesheet"/g)).toHaveLength(1);
  });

  it('loads nothing from elsewhere and fills in everything that it says', () => {
    expect(page).not.toMatch(/\s(src|srcset)=/);
    expect(page).not.toMatch(/\{\w+\}/);
    expect(page).not.toContain('undefined');
  });
});

it('leads from each language to the other, and back to the app', () => {
  expect(english).toContain('<a href="/help/es" hreflang="es" lang="es">En español</a>');
  expect(spanish).toContain('<a href="/help/en" hreflang="en" lang="en">In English</a>');
  expect(spanish).toContain('<a href="/">Abrir Undertone</a>');
});

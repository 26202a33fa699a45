/** Of the documentation page: readable without anything else, light or dark as the reader likes. */
export const STYLE = `:root { color-scheme: light dark; }
body {
  font: 1rem/1.6 system-ui, sans-serif;
  max-width: 60rem;
  margin: 0 auto;
  padding: 1.5rem;
  color: light-dark(#1c1b22, #ece9f1);
  background: light-dark(#fbfaf7, #17161b);
}
a { color: light-dark(#4a3f8f, #b9b0ff); }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
h1 small { font-weight: 400; font-size: 1rem; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
nav ul { list-style: none; padding: 0; columns: 20rem; }
section {
  padding: 1rem 0;
  border-top: 1px solid light-dark(#d9d5cc, #3a3742);
}
dt { font-weight: 600; }
dd { margin: 0 0 .5rem 1.5rem; }
pre {
  overflow: auto;
  max-height: 30rem;
  padding: .75rem;
  border-radius: .5rem;
  background: light-dark(#f0ede6, #201f26);
}
summary { cursor: pointer; padding: .25rem 0; }
`;

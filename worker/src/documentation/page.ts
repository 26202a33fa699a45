import type { ApiDescription, Operation } from './openapi.ts';

/** The description as a page that needs no script. */
export function renderPage(api: ApiDescription): string {
  const sections = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const links = sections.map(
    ({ path, method, operation }) =>
      `<li><a href="#${operation.operationId}"><b>${method.toUpperCase()}</b> ${escapeHtml(path)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(api.info.title)} API</title>
<link rel="stylesheet" href="/api/docs/style.css">
</head>
<body>
<header>
<h1>${escapeHtml(api.info.title)} API <small>${escapeHtml(api.info.version)}</small></h1>
<p>${escapeHtml(api.info.description)}</p>
<p>For programs: <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI ${api.openapi}).</p>
</header>
<nav aria-label="Routes"><ul>${links.join('\n')}</ul></nav>
<main>
${sections.map(({ path, method, operation }) => renderOperation(path, method, operation)).join('\n')}
</main>
</body>
</html>
`;
}

function renderOperation(path: string, method: string, operation: Operation): string {
  const access = operation.security.length > 0 ? 'Needs a session.' : 'Open to anyone.';
  const parameters = operation.parameters ?? [];
  return `<section id="${operation.operationId}" aria-labelledby="${operation.operationId}-title">
<h2 id="${operation.operationId}-title"><b>${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code></h2>
<p>${escapeHtml(operation.summary)}. ${access}</p>
${parameters.map(({ name, in: place, schema }) => renderSchema(`${place} parameter ${name}`, schema)).join('\n')}
${renderBody(operation.requestBody)}
<dl>
${Object.entries(operation.responses)
  .map(([status, response]) => {
    const schema = status.startsWith('2') ? schemaOf(response) : undefined;
    const shape = schema === undefined ? '' : renderSchema('Shape', schema);
    return `<dt>${status}</dt><dd>${escapeHtml(response.description)}${shape}</dd>`;
  })
  .join('\n')}
</dl>
</section>`;
}

function renderBody(body: unknown): string {
  if (body === undefined) return '';
  const schema = schemaOf(body);
  return schema === undefined ? '<p>The body is a stream of bytes.</p>' : renderSchema('Body', schema);
}

function schemaOf(carrier: unknown): unknown {
  const { content } = carrier as { content?: Record<string, { schema: unknown }> };
  return content?.['application/json']?.schema;
}

function renderSchema(title: string, schema: unknown): string {
  const json = escapeHtml(JSON.stringify(schema, null, 2));
  return `<details><summary>${escapeHtml(title)}</summary><pre tabindex="0">${json}</pre></details>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

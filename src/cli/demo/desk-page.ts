// SPDX-License-Identifier: Apache-2.0
/** The desk's page: plain HTML, one small script that renews the codes, one style sheet. Everything shown is escaped. */
import type { DemoOfficer } from './secrets.ts';

export interface DeskAuthority {
  readonly name: string;
  readonly jurisdiction: string;
  /** Of the workplace. */
  readonly address: string;
  readonly officers: readonly DemoOfficer[];
  /** Persons of firms that report to it, who sign in at another address. */
  readonly persons: readonly DemoOfficer[];
}

export function deskPage(authorities: readonly DeskAuthority[] | null): string {
  const waiting = '<p class="waiting">The authorities are being made. This page renews itself.</p>';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Comity: demonstration</title><link rel="stylesheet" href="/desk.css"><script src="/desk.js" defer></script></head>
<body${authorities === null ? ' data-waiting="yes"' : ''}><header><h1>Comity <span>demonstration</span></h1>
<p>Invented authorities, invented persons. Each has its own server, database and keys on this machine. Open the workplaces side by
side: every address holds its own sign-in.</p></header>
<main>${authorities === null ? waiting : authorities.map(authorityPart).join('\n')}</main>
<footer>A code is good once and changes every 30 seconds. To approve right after signing in, take the next code.
${authorities === null ? '' : 'Next change in <b id="left">30</b> s.'}</footer></body></html>`;
}

function authorityPart({ name, jurisdiction, address, officers, persons }: DeskAuthority): string {
  return `<section><h2><span class="place">${escaped(jurisdiction)}</span> ${escaped(name)}</h2>
<p><a href="${escaped(address)}" target="_blank" rel="noopener">${escaped(address)}</a></p>
${peopleTable('Officer', officers)}${persons.length === 0 ? '' : portalPart(address, persons)}</section>`;
}

function portalPart(address: string, persons: readonly DemoOfficer[]): string {
  const portal = escaped(`${address}/firm`);
  return `<p>A firm reports at <a href="${portal}" target="_blank" rel="noopener">${portal}</a></p>${peopleTable('Person', persons)}`;
}

function peopleTable(who: string, people: readonly DemoOfficer[]): string {
  return `<table><thead><tr><th>${who}</th><th>May</th><th>Address</th><th>Password</th><th>Code</th><th>Next code</th></tr></thead>
<tbody>${people.map(officerRow).join('\n')}</tbody></table>`;
}

function officerRow({ name, email, roles, password }: DemoOfficer): string {
  const cell = (text: string, extra = ''): string =>
    `<td><code${extra}>${escaped(text)}</code> <button type="button" aria-label="Copy">Copy</button></td>`;
  const code = (which: number): string => cell('------', ` data-email="${escaped(email)}" data-which="${which}"`);
  return `<tr><th scope="row">${escaped(name)}</th><td>${roles.map((role) => `<span class="role">${escaped(role)}</span>`).join(' ')}</td>
${cell(email)}${cell(password)}${code(0)}${code(1)}</tr>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export const deskScript = `
const left = document.getElementById('left');
async function renew() {
  const answer = await fetch('/codes').catch(() => null);
  if (answer === null || !answer.ok) { setTimeout(renew, 2000); return; }
  const { codes, leftMs } = await answer.json();
  for (const place of document.querySelectorAll('code[data-email]')) place.textContent = codes[place.dataset.email][Number(place.dataset.which)];
  let seconds = Math.ceil(leftMs / 1000);
  if (left) left.textContent = String(seconds);
  const timer = setInterval(() => { seconds -= 1; if (left) left.textContent = String(Math.max(0, seconds)); }, 1000);
  setTimeout(() => { clearInterval(timer); renew(); }, leftMs + 50);
}
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button');
  if (button === null) return;
  await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent);
  button.textContent = 'Copied';
  setTimeout(() => { button.textContent = 'Copy'; }, 1200);
});
if (document.body.dataset.waiting === 'yes') setTimeout(() => location.reload(), 1500);
else renew();
`;

export const deskStyle = `
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.45; }
body { max-width: 86rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1 { font-size: 1.5rem; margin: 0; } h1 span { font-weight: 400; opacity: .65; }
section { margin: 1.75rem 0; padding: 1rem 1.25rem; border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: .6rem; }
h2 { font-size: 1.1rem; margin: 0; }
.place { font-family: ui-monospace, monospace; padding: .1rem .4rem; border-radius: .3rem; background: #1f5f8b; color: #fff; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .4rem .6rem .4rem 0; border-top: 1px solid color-mix(in srgb, currentColor 12%, transparent); }
thead th { border: 0; font-weight: 500; opacity: .65; }
td:has(code) { white-space: nowrap; }
code { font-family: ui-monospace, monospace; }
code[data-which] { font-size: 1.05rem; letter-spacing: .08em; } code[data-which="1"] { opacity: .6; }
.role { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 1rem; padding: 0 .5rem; font-size: .8rem; white-space: nowrap; }
button { font: inherit; font-size: .75rem; cursor: pointer; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .3rem;
  background: transparent; color: inherit; }
footer { opacity: .75; font-size: .9rem; }
`;

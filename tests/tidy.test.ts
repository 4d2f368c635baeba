// SPDX-License-Identifier: Apache-2.0
//
// tidy: everything of STYLE.md that a machine can check, so that a review speaks of the subject and not of form.
//
// Each rule is a function from the project to a list of findings (tests/tidy/). It is tested twice: on the project, where
// it must find nothing, and on small bad projects written below, where it must find something; a rule without a bad
// example fails, since a test that cannot fail is worthless.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { badExamples, goodExample } from './tidy/examples.ts';
import { bannedRules } from './tidy/banned.ts';
import { deadFileRules } from './tidy/dead-files.ts';
import { documentRules } from './tidy/documents.ts';
import { exceptions } from './tidy/exceptions.ts';
import { packageRules } from './tidy/packages.ts';
import { type Finding, projectOf, readProject } from './tidy/project.ts';
import { shapeRules } from './tidy/shape.ts';
import { viewsOf } from './tidy/source-text.ts';

const rules = [...bannedRules, ...shapeRules, ...documentRules, ...deadFileRules, ...packageRules];
const project = readProject(path.resolve(import.meta.dirname, '..'));

describe('tidy: the project', () => {
  for (const rule of rules) {
    test(rule.name, () => {
      const excepted = new Set(exceptions.filter((one) => one.rule === rule.name).map((one) => one.file));
      const findings = rule.find(project).filter((one) => !excepted.has(one.file));
      assert.ok(findings.length === 0, asText(findings));
    });
  }

  test('every exception is needed and has a reason', () => {
    for (const { rule, file, reason } of exceptions) {
      const found = rules.find((one) => one.name === rule);
      assert.ok(found, `the exception for ${file} names an unknown rule: ${rule}`);
      assert.ok(reason.length > 20, `the exception for ${file} needs its reason in a sentence`);
      assert.ok(
        found.find(project).some((one) => one.file === file),
        `${file} keeps "${rule}" by now: remove its exception`,
      );
    }
  });
});

describe('tidy: the rules themselves', () => {
  for (const rule of rules) {
    test(`"${rule.name}" finds what breaks it and leaves alone what does not`, () => {
      const examples = badExamples[rule.name] ?? [];
      assert.notEqual(examples.length, 0, 'the rule has no bad example in tests/tidy/examples.ts');
      for (const files of examples) {
        const findings = rule.find(projectOf({ ...goodExample, ...files }));
        assert.ok(findings.length > 0, `nothing was found in ${JSON.stringify(files).slice(0, 300)}`);
        for (const finding of findings) assert.ok(finding.line >= 1 && finding.sentence.endsWith('.'), asText([finding]));
      }
      assert.deepEqual(rule.find(projectOf(goodExample)), []);
    });
  }

  test('code, strings and comments are told apart', () => {
    const text =
      "const a = 'it\\'s // x'; // c 'd'\nconst b = `e ${f('g')} /* h */`; /* i */ const j = k / l; const m = /n'\\/[/]/g.test(o);";
    const { code, comments } = viewsOf(text);
    assert.equal(code.length, text.length);
    assert.equal(comments.trim().replace(/\s+/g, ' '), "// c 'd' /* i */");
    for (const word of ['f(', 'k / l', '.test(o)', 'const b', 'const j']) assert.ok(code.includes(word), `${word} is code`);
    for (const word of ['it', 'x', 'e $', 'g', 'h', 'i ', "n'"]) assert.ok(!code.includes(` ${word}`), `${word} is no code`);
  });
});

function asText(findings: readonly Finding[]): string {
  const lines = findings.slice(0, 60).map((one) => `${one.file}:${one.line} ${one.sentence}`);
  const rest = findings.length > 60 ? [`and ${findings.length - 60} more`] : [];
  return `\n${[...lines, ...rest].join('\n')}\n`;
}

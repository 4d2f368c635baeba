// SPDX-License-Identifier: Apache-2.0
/**
 * The text of a clause or preamble, with its paragraphs, lists and emphasis. The text of an agreement never changes, so its
 * parts are handed over one by one as children, and need no names of their own.
 */
import { createElement, Fragment, type ReactNode } from 'react';
import classes from './agreements.module.css';
import { type Block, parseMarkdown, type Span } from './markdown.ts';

export function ClauseMarkdown({ text }: { text: string }) {
  return <div className={classes['markdown']}>{together(parseMarkdown(text).map(blockNode))}</div>;
}

function blockNode(block: Block): ReactNode {
  if (block.kind === 'list') return <ul>{together(block.items.map(itemNode))}</ul>;
  const lines = block.lines.map((line, position) => (
    <>
      {position > 0 && <br />}
      {together(line.map(spanNode))}
    </>
  ));
  return <p>{together(lines)}</p>;
}

function itemNode(item: readonly Span[]): ReactNode {
  return <li>{together(item.map(spanNode))}</li>;
}

function spanNode(span: Span): ReactNode {
  if (span.emphasis === 'strong') return <strong>{span.text}</strong>;
  return span.emphasis === 'weak' ? <em>{span.text}</em> : span.text;
}

function together(parts: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...parts);
}

// SPDX-License-Identifier: Apache-2.0
/** The mark of the workplace: two arcs, two authorities, and the line that joins them. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" strokeWidth="2.8" strokeLinecap="round" aria-hidden>
      <path d="M15.2 8.2a8.6 8.6 0 1 0 0 15.6" stroke="#7fd1cf" />
      <path d="M16.8 23.8a8.6 8.6 0 1 0 0-15.6" stroke="#e9b872" />
      <path d="M11 16h10" stroke="#f4fbfb" />
    </svg>
  );
}

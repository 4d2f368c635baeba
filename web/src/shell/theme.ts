// SPDX-License-Identifier: Apache-2.0
/**
 * The look of the workplace: deep teal on ink, dense, with system fonts.
 *
 * Colour never speaks alone: a verdict, a state or a deadline has its word and its icon beside it. Text colours keep a
 * contrast of at least 4.5 to 1 on their grounds in both schemes.
 */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const tide: MantineColorsTuple = [
  '#e9f6f6',
  '#d3eaea',
  '#a8d5d5',
  '#7abfbf',
  '#54acac',
  '#3b9f9f',
  '#258383',
  '#126a6c',
  '#0c5759',
  '#064245',
];
const amber: MantineColorsTuple = [
  '#fff6e6',
  '#fbeacb',
  '#f5d497',
  '#efbd60',
  '#e9a833',
  '#d68f12',
  '#a86a00',
  '#8a5600',
  '#6f4500',
  '#523200',
];
const brick: MantineColorsTuple = [
  '#fdefed',
  '#f8dcd8',
  '#efb6ae',
  '#e78d81',
  '#e0695a',
  '#cf4a3a',
  '#b83527',
  '#9c281c',
  '#801f15',
  '#61150d',
];
const moss: MantineColorsTuple = [
  '#ecf6ee',
  '#d8ebdc',
  '#b0d6b9',
  '#84bf92',
  '#5fab72',
  '#439a5a',
  '#2c7d43',
  '#1f6735',
  '#185429',
  '#0f3f1d',
];
const ink: MantineColorsTuple = [
  '#dbe5e8',
  '#b4c3c8',
  '#8ea1a8',
  '#64777f',
  '#3c4f57',
  '#2b3d45',
  '#1d2d34',
  '#15232a',
  '#0f1b21',
  '#0a1418',
];

const fonts = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", Cantarell, "Helvetica Neue", Arial, sans-serif';

/** The head of a dialog is no banner of the page, and its title reads as one. */
const dialogProps = { attributes: { header: { role: 'none' } }, styles: { title: { fontSize: '1.0625rem', fontWeight: 640 } } };

export const theme = createTheme({
  primaryColor: 'tide',
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.32,
  colors: { tide, amber, brick, moss, dark: ink },
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "DejaVu Sans Mono", Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontFamily: fonts,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h4: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // A notice goes by itself after a few seconds; its close button would have no name in the officer's language.
    Notification: { defaultProps: { withCloseButton: false } },
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: { ...dialogProps, centered: true, overlayProps: { backgroundOpacity: 0.45 }, transitionProps: { duration: 120 } },
    },
    Drawer: {
      defaultProps: {
        ...dialogProps,
        position: 'right',
        size: 'lg',
        overlayProps: { backgroundOpacity: 0.35 },
        transitionProps: { duration: 140 },
      },
    },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: 'sm' } },
    Badge: { defaultProps: { radius: 'sm' } },
  },
});

/** Our own variables: grounds, lines and the words of quieter text, for both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--comity-nav': '#0d2a31', '--comity-nav-text': '#c5d8db', '--comity-gold': '#e9b872' },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#12242a',
    '--mantine-color-dimmed': '#52666d',
    '--mantine-color-placeholder': '#66797f',
    '--mantine-color-error': '#9c281c',
    '--mantine-color-anchor': '#0c5f62',
    '--comity-ground': '#f3f6f6',
    '--comity-card': '#ffffff',
    '--comity-sunken': '#f6f9f9',
    '--comity-line': '#dae3e4',
    '--comity-line-strong': '#b9c8ca',
    '--comity-permitted': '#185429',
    '--comity-permitted-ground': '#eaf5ec',
    '--comity-needs': '#704600',
    '--comity-needs-ground': '#fdf4e1',
    '--comity-refused': '#8c2116',
    '--comity-refused-ground': '#fcefed',
    '--comity-quiet-ground': '#edf2f3',
    '--comity-accent': '#0c5f62',
    '--comity-accent-ground': '#e6f3f3',
  },
  dark: {
    '--mantine-color-body': '#142229',
    '--mantine-color-text': '#dde7ea',
    '--mantine-color-dimmed': '#9db0b7',
    '--mantine-color-placeholder': '#8ea1a8',
    '--mantine-color-error': '#f0a197',
    '--mantine-color-anchor': '#7fcfcd',
    '--comity-ground': '#0d181d',
    '--comity-card': '#142229',
    '--comity-sunken': '#101d23',
    '--comity-line': '#26383f',
    '--comity-line-strong': '#3c4f57',
    '--comity-permitted': '#9fd8ad',
    '--comity-permitted-ground': '#14301f',
    '--comity-needs': '#f1c67c',
    '--comity-needs-ground': '#33270f',
    '--comity-refused': '#f3aca3',
    '--comity-refused-ground': '#3a1a16',
    '--comity-quiet-ground': '#1d2d34',
    '--comity-accent': '#7fcfcd',
    '--comity-accent-ground': '#12343a',
    '--comity-nav': '#0a161b',
    '--mantine-color-tide-filled': '#1b7a7c',
    '--mantine-color-tide-filled-hover': '#17696b',
    '--mantine-primary-color-filled': '#1b7a7c',
  },
});

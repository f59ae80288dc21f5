/** Colours of all pages, as CSS; text has a contrast of 4.5 to 1 and more (WCAG 2.2, 1.4.3), in light and dark. */
export const colours = `
:root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --quiet: #57606a; --line: #d0d7de; --raised: #f3f5f7; --link: #0550ae; --mark: #8a3c00; --mark-ground: #fff3d6; --refused: #a40e26; --good: #116329; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1117; --text: #e6edf3; --quiet: #9aa4af; --line: #3d444d; --raised: #161b22; --link: #79b8ff; --mark: #ffc680; --mark-ground: #3a2a10; --refused: #ff9a93; --good: #7ee2a0; }
}
`;

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];
const stored = 'bookward-theme';

/** The chosen look; that, and whether alerts ring, is all that the console keeps in the browser. */
export const currentTheme = (): Theme => themes.find((theme) => theme === localStorage.getItem(stored)) ?? 'system';

export function applyTheme(theme: Theme = currentTheme()): void {
  localStorage.setItem(stored, theme);
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

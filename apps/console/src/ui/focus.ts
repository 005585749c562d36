/** Where somebody goes on when what had the focus leaves the page: at the beginning of its content, without a jump. */
export const focusContent = (): void => document.querySelector('main')?.focus({ preventScroll: true });

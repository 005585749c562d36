const stored = 'bookward-alert-sound';

/** Whether this device rings for new alerts; not unless somebody asks for it. */
export const ringsHere = (): boolean => localStorage.getItem(stored) === 'on';

export function ringHere(on: boolean): void {
  if (on) localStorage.setItem(stored, 'on');
  else localStorage.removeItem(stored);
}

/** Two short notes. A browser that nobody has touched since the page was opened keeps silent. */
export function ring(): void {
  if (!ringsHere()) return;
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  volume.connect(audio.destination);
  [660, 880].forEach((hertz, index) => {
    const note = audio.createOscillator();
    note.frequency.value = hertz;
    note.connect(volume);
    note.start(audio.currentTime + index * 0.15);
    note.stop(audio.currentTime + (index + 1) * 0.15);
    if (index === 1) note.addEventListener('ended', () => void audio.close());
  });
}

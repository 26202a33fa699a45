import './slow-words.css';

/** Words for a wait, unseen for its first 300 ms: most waits are over by then, and a flash is worse than nothing. */
export function SlowWords({ text }: { readonly text: string }) {
  return (
    <p class="slow-words" role="status">
      {text}
    </p>
  );
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** What a person sees of a script: steps with their time, and the output of commands. Colour and motion only on a terminal. */
export interface Progress {
  /** A step: a spinner with the seconds while it lasts, then a mark and what `done` makes of its result. */
  step<Result>(text: string, work: () => Promise<Result>, done?: (result: Result) => string): Promise<Result>;
  /** A heading. */
  heading(text: string): void;
  /** Plain lines. */
  say(text: string): void;
  /** The output of something, indented and dimmed. */
  show(text: string): void;
}

/** Writes to stdout. */
export function progress(output: NodeJS.WriteStream = process.stdout): Progress {
  const lively = output.isTTY === true && process.env["NO_COLOR"] === undefined && process.env["TERM"] !== "dumb";
  const paint = (code: number, text: string) => (lively ? `\x1b[${code}m${text}\x1b[0m` : text);
  const line = (text: string) => output.write(`${text}\n`);
  const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

  return {
    step: async (text, work, done) => {
      const since = performance.now();
      let frame = 0;
      const spin = () =>
        output.write(`\r\x1b[K${paint(36, frames[frame++ % frames.length] ?? "")} ${text} ${paint(2, seconds(since))}`);
      const timer = lively ? setInterval(spin, 100) : undefined;
      const clear = () => {
        clearInterval(timer);
        output.write(lively ? "\r\x1b[K" : "");
      };
      try {
        const result = await work();
        clear();
        line(`${paint(32, "✓")} ${done?.(result) ?? text} ${paint(2, `(${seconds(since)})`)}`);
        return result;
      } catch (error) {
        clear();
        line(`${paint(31, "✗")} ${text} ${paint(2, `(${seconds(since)})`)}`);
        throw error;
      }
    },
    heading: (text) => line(`\n${paint(1, text)}`),
    say: line,
    show: (text) => {
      for (const each of text.trimEnd().split("\n")) {
        line(each === "" ? "" : `  ${paint(2, "│")} ${each}`);
      }
    },
  };
}

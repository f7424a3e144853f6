import { waitFor } from "../lab/wait-for.ts";

/** A frame of Nomad's exec API: what was read, encoded in base64. */
interface Frame {
  readonly stdout?: { readonly data?: string } | null;
}

/** A `cat` in a task, over the websocket that `nomad alloc exec` uses; open until it is closed or the agent goes. */
export class ExecSession {
  readonly #socket: WebSocket;
  #echoed = "";

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      const { stdout } = JSON.parse(String(data)) as Frame;
      this.#echoed += Buffer.from(stdout?.data ?? "", "base64").toString();
    });
  }

  /** Opens it in the task `main` of an allocation, as soon as the agent lets it. */
  static open(address: string, allocation: string): Promise<ExecSession> {
    // Nomad's server needs a moment to find the client after an agent's start.
    return waitFor(`an exec session in ${allocation}`, async () => {
      const url = new URL(`/v1/client/allocation/${allocation}/exec`, address.replace("http", "ws"));
      url.search = new URLSearchParams({ command: JSON.stringify(["cat"]), task: "main", tty: "false" }).toString();
      const socket = new WebSocket(url);
      const session = new ExecSession(socket);
      try {
        await opened(socket);
        await session.echoes(5_000);
        return session;
      } catch (error) {
        socket.close();
        throw error;
      }
    });
  }

  /** What is written into it comes back. */
  async echoes(timeout = 30_000): Promise<void> {
    const word = crypto.randomUUID();
    this.#socket.send(JSON.stringify({ stdin: { data: Buffer.from(`${word}\n`).toString("base64") } }));
    await waitFor("an exec session's echo", () => this.#echoed.includes(word), { timeout, interval: 20 });
    this.#echoed = "";
  }

  close(): void {
    this.#socket.close();
  }
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve());
    socket.addEventListener("error", () => reject(new Error("the agent does not open it")));
    socket.addEventListener("close", () => reject(new Error("the agent has closed it")));
  });
}

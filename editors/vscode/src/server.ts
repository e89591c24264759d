// Starts and stops `kqlint server` and keeps the status item true.

import { type Disposable, type LogOutputChannel, commands, window, workspace } from "vscode";
import { LanguageClient, type LanguageClientOptions, RevealOutputChannelOn, State as ClientState } from "vscode-languageclient/node";
import { expand, findBinary } from "./binary.ts";
import { DOCUMENTS } from "./documents.ts";
import type { Status } from "./status.ts";
import { traceChannel } from "./trace.ts";

/** The one server of this window. */
export class Server implements Disposable {
  #client: LanguageClient | undefined;
  #turn: Promise<void> = Promise.resolve();
  readonly #extension: string;
  readonly #log: LogOutputChannel;
  readonly #status: Status;
  readonly #trace: LogOutputChannel & Disposable;

  /** `extension` is the folder that the extension is installed in. */
  constructor(extension: string, log: LogOutputChannel, status: Status) {
    this.#extension = extension;
    this.#log = log;
    this.#status = status;
    this.#trace = traceChannel(log);
  }

  /** Ends the server if it runs and starts it anew. Calls that overlap take turns. */
  restart(): Promise<void> {
    return this.#queue(async () => {
      await this.#end();
      await this.#begin();
    });
  }

  stop(): Promise<void> {
    return this.#queue(() => this.#end());
  }

  dispose(): void {
    this.#trace.dispose();
  }

  #queue(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work, work);
    return this.#turn;
  }

  async #begin(): Promise<void> {
    const settings = workspace.getConfiguration("kqlint");
    const folder = workspace.workspaceFolders?.find((f) => f.uri.scheme === "file")?.uri.fsPath;
    const binary = findBinary({
      setting: settings.get("path", "").trim(),
      extension: this.#extension,
      workspace: folder,
      path: process.env["PATH"] ?? "",
      platform: process.platform,
    });
    if ("message" in binary) return this.#failed(binary.message);

    this.#status.set({ kind: "starting" });
    this.#log.info(`starting ${binary.command} (${binary.origin})`);
    const configuration = settings.get("configuration", "").trim();
    const options: LanguageClientOptions = {
      documentSelector: DOCUMENTS,
      outputChannel: this.#log,
      traceOutputChannel: this.#trace,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: configuration === "" ? {} : { configuration: expand(configuration, folder) },
      initializationFailedHandler: () => false,
    };
    const client = new LanguageClient("kqlint", "kqlint", { command: binary.command, args: ["server"] }, options);
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (client === this.#client) this.#follow(client, newState, binary.command);
    });
    try {
      await client.start();
    } catch (error) {
      this.#client = undefined;
      this.#log.error(error instanceof Error ? error : String(error));
      this.#failed(`${binary.command} doesn't start as a server. The log says why; then run “kqlint: Restart Server”.`);
    }
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#status.set({ kind: "stopped" });
    // A server that has crashed can't answer; it is gone all the same.
    await client?.dispose(2000).catch((error: unknown) => this.#log.warn(String(error)));
  }

  #follow(client: LanguageClient, state: ClientState, command: string): void {
    switch (state) {
      case ClientState.Starting:
        return this.#status.set({ kind: "starting" });
      case ClientState.Running:
        return this.#status.set({ kind: "running", version: client.initializeResult?.serverInfo?.version ?? "", command });
      default:
        return this.#status.set({ kind: "failed", message: "The server has ended. The log says why; then run “kqlint: Restart Server”." });
    }
  }

  /** The status item tells it in any case; a dialog only interrupts someone who has a query open. */
  #failed(message: string): void {
    this.#log.error(message);
    this.#status.set({ kind: "failed", message });
    if (workspace.textDocuments.some((document) => document.languageId === "kql")) void offerHelp(this.#log, message);
  }
}

async function offerHelp(log: LogOutputChannel, message: string): Promise<void> {
  const answer = await window.showErrorMessage(message, "Open Settings", "Show Log");
  if (answer === "Open Settings") await commands.executeCommand("workbench.action.openSettings", "kqlint.path");
  if (answer === "Show Log") log.show(true);
}

// Starts the server and registers the commands. What the editor shows comes from the server.

import { type ExtensionContext, commands, window, workspace } from "vscode";
import { Server } from "./server.ts";
import { Status } from "./status.ts";

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("kqlint", { log: true });
  const status = new Status();
  const started = new Server(context.extensionPath, log, status);
  server = started;
  context.subscriptions.push(
    log,
    status,
    started,
    commands.registerCommand("kqlint.restart", () => started.restart()),
    commands.registerCommand("kqlint.showLog", () => log.show(true)),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("kqlint.path") || event.affectsConfiguration("kqlint.configuration")) await started.restart();
    }),
  );
  await started.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

// The item in the status bar: the server's version and state, and what to do when it doesn't run.

import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, languages, window } from "vscode";
import { DOCUMENTS } from "./documents.ts";

/** What the server does at the moment. */
export type State =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string; readonly command: string }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly message: string };

/** Shows a {@link State} while a document that the server looks at is in front. */
export class Status implements Disposable {
  readonly #item = window.createStatusBarItem("kqlint", StatusBarAlignment.Right, 100);
  readonly #follow = window.onDidChangeActiveTextEditor(() => this.#showOrHide());

  constructor() {
    this.#item.name = "kqlint";
    this.set({ kind: "stopped" });
  }

  set(state: State): void {
    const { text, says } = describe(state);
    this.#item.text = text;
    this.#item.tooltip = tooltip(says);
    this.#item.command = state.kind === "failed" ? "kqlint.showLog" : "kqlint.restart";
    this.#item.backgroundColor = state.kind === "failed" ? new ThemeColor("statusBarItem.errorBackground") : undefined;
    this.#item.accessibilityInformation = { label: `kqlint: ${says}` };
    this.#showOrHide();
  }

  dispose(): void {
    this.#follow.dispose();
    this.#item.dispose();
  }

  #showOrHide(): void {
    const document = window.activeTextEditor?.document;
    if (document !== undefined && languages.match(DOCUMENTS, document) > 0) this.#item.show();
    else this.#item.hide();
  }
}

function describe(state: State): { text: string; says: string } {
  switch (state.kind) {
    case "starting":
      return { text: "$(loading~spin) kqlint", says: "The server starts." };
    case "running":
      return { text: `$(check) kqlint ${state.version}`.trimEnd(), says: `Version ${state.version || "unknown"} runs from ${state.command}.` };
    case "stopped":
      return { text: "$(circle-slash) kqlint", says: "The server doesn't run." };
    case "failed":
      return { text: "$(error) kqlint", says: state.message };
  }
}

function tooltip(says: string): MarkdownString {
  const text = new MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: ["kqlint.restart", "kqlint.showLog", "workbench.action.openSettings"] };
  text.appendText(says);
  const settings = encodeURIComponent(JSON.stringify(["kqlint."]));
  text.appendMarkdown(
    "\n\n[$(debug-restart) Restart](command:kqlint.restart) · [$(output) Log](command:kqlint.showLog)" +
      ` · [$(gear) Settings](command:workbench.action.openSettings?${settings})`,
  );
  return text;
}

// The setting `kqlint.trace.server`. The client library writes messages at the level *trace*, which a log hides
// unless the user also raises its level; here the setting alone decides.

import { type Disposable, EventEmitter, LogLevel, type LogOutputChannel, workspace } from "vscode";

/** A view of `log` for the client library: it asks for messages while the setting is on, and shows them at any level. */
export function traceChannel(log: LogOutputChannel): LogOutputChannel & Disposable {
  const changed = new EventEmitter<LogLevel>();
  const subscription = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("kqlint.trace.server")) changed.fire(level());
  });
  const dispose = (): void => {
    subscription.dispose();
    changed.dispose();
  };
  return Object.create(log, {
    logLevel: { get: level },
    onDidChangeLogLevel: { value: changed.event },
    trace: { value: (message: string) => log.info(message) },
    dispose: { value: dispose },
  });
}

function level(): LogLevel {
  return workspace.getConfiguration("kqlint").get("trace.server") === "off" ? LogLevel.Info : LogLevel.Trace;
}

//! A small editor.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::{
    io::{
        AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf,
    },
    task::JoinHandle,
    time::timeout,
};

use crate::{Error, serve};

/// Where the tests' document lies.
pub(super) const URI: &str = "file:///test/a.kql";

/// An editor that is connected to a server of its own.
pub(super) struct Client {
    input: WriteHalf<DuplexStream>,
    output: BufReader<ReadHalf<DuplexStream>>,
    server: JoinHandle<Result<(), Error>>,
    unread: Vec<Value>,
    next_id: i64,
}

impl Client {
    /// Starts a server, without a word to it.
    pub(super) fn start() -> Self {
        let (ours, theirs) = tokio::io::duplex(1 << 20);
        let (input, output) = tokio::io::split(theirs);
        let server = tokio::spawn(serve(input, output));
        let (output, input) = tokio::io::split(ours);
        Self {
            input,
            output: BufReader::new(output),
            server,
            unread: Vec::new(),
            next_id: 0,
        }
    }

    /// Starts a server and shakes hands, with all that editors can do.
    pub(super) async fn connect() -> Self {
        let mut client = Self::start();
        client.initialize(&["utf-16"], json!({})).await;
        client
    }

    /// Shakes hands; returns the answer to `initialize`.
    pub(super) async fn initialize(&mut self, encodings: &[&str], options: Value) -> Value {
        let params = json!({
            "capabilities": {
                "general": { "positionEncodings": encodings },
                "workspace": {
                    "workspaceEdit": { "documentChanges": true },
                    "didChangeWatchedFiles": {
                        "dynamicRegistration": true,
                        "relativePatternSupport": true,
                    },
                },
                "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } },
            },
            "initializationOptions": options,
        });
        let result = self.request("initialize", params).await;
        self.notify("initialized", json!({})).await;
        result
    }

    pub(super) async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }))
            .await;
    }

    /// The result of a request.
    pub(super) async fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask(method, params).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer.get("result").cloned().unwrap_or(Value::Null)
    }

    /// The whole answer to a request.
    pub(super) async fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(message).await;
        self.wait(|message| {
            message.get("id") == Some(&json!(id)) && message.get("method").is_none()
        })
        .await
    }

    pub(super) async fn open(&mut self, text: &str) {
        self.open_as(URI, "kql", text).await;
    }

    pub(super) async fn open_as(&mut self, uri: &str, language: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }))
            .await;
    }

    /// Changes a range, given as line and character of its ends, or the whole text.
    pub(super) async fn change(&mut self, version: i32, range: Option<[u32; 4]>, text: &str) {
        let mut change = json!({ "text": text });
        if let Some([line, character, end_line, end]) = range {
            change["range"] = json!({
                "start": { "line": line, "character": character },
                "end": { "line": end_line, "character": end },
            });
        }
        let document = json!({ "uri": URI, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        self.notify("textDocument/didChange", params).await;
    }

    /// The next findings for the document, of that version where one is given.
    pub(super) async fn findings(&mut self, version: Option<i32>) -> Value {
        self.findings_of(URI, version).await
    }

    /// The next findings for a document.
    pub(super) async fn findings_of(&mut self, uri: &str, version: Option<i32>) -> Value {
        self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && version.is_none_or(|version| message["params"]["version"] == version)
        })
        .await["params"]
            .clone()
    }

    /// Ends the conversation in order.
    pub(super) async fn stop(mut self) -> Result<(), Error> {
        self.request("shutdown", Value::Null).await;
        self.notify("exit", Value::Null).await;
        self.ended().await
    }

    /// Closes the streams; what the server says to that.
    pub(super) async fn ended(self) -> Result<(), Error> {
        drop((self.input, self.output));
        let ended = timeout(Duration::from_secs(10), self.server).await;
        ended
            .expect("the server ends")
            .expect("the server does not panic")
    }

    async fn send(&mut self, message: Value) {
        let body = message.to_string();
        let text = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input
            .write_all(text.as_bytes())
            .await
            .expect("the server reads");
    }

    /// The first message that fits; the others are kept for later.
    pub(super) async fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&fits) {
            return self.unread.remove(at);
        }
        loop {
            let read = timeout(Duration::from_secs(10), self.receive());
            let message = read.await.expect("a message in time");
            if fits(&message) {
                return message;
            }
            self.unread.push(message);
        }
    }

    async fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.output.read_line(&mut line).await.expect("a header");
            match line.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().expect("a length");
                }
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).await.expect("a body");
        serde_json::from_slice(&body).expect("JSON")
    }
}

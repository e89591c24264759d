//! From `initialize` to `exit`.

use serde_json::{Value, json};

use super::client::{Client, URI};
use crate::Error;

#[tokio::test]
async fn the_handshake_names_the_version_and_agrees_on_the_encoding() {
    for (offered, chosen) in [
        (&["utf-8", "utf-16"][..], "utf-8"),
        (&["utf-16"], "utf-16"),
        (&["utf-32"], "utf-16"),
        (&[], "utf-16"),
    ] {
        let mut client = Client::start();
        let result = client.initialize(offered, Value::Null).await;
        assert_eq!(result["capabilities"]["positionEncoding"], chosen);
        assert_eq!(result["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
        client.stop().await.expect("in order");
    }
}

#[tokio::test]
async fn requests_before_the_handshake_are_refused() {
    let mut client = Client::start();
    let params =
        json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } });
    let answer = client.ask("textDocument/hover", params).await;
    assert_eq!(answer["error"]["code"], -32002);
}

#[tokio::test]
async fn an_end_without_shutdown_is_an_error() {
    let mut client = Client::connect().await;
    client.notify("exit", Value::Null).await;
    assert!(matches!(client.ended().await, Err(Error::NotShutDown)));
    let client = Client::connect().await;
    assert!(matches!(client.ended().await, Err(Error::NotShutDown)));
}

#[tokio::test]
async fn documents_that_are_not_open_are_no_error() {
    let mut client = Client::connect().await;
    client.change(7, Some([0, 0, 0, 0]), "x").await;
    client
        .notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": URI } }),
        )
        .await;
    let document = json!({ "textDocument": { "uri": URI } });
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 9 } });
    let mut params = document.clone();
    params["range"] = range;
    params["context"] = json!({ "diagnostics": [] });
    assert_eq!(
        client.request("textDocument/codeAction", params).await,
        Value::Null
    );
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn methods_that_nobody_knows_are_refused() {
    let mut client = Client::connect().await;
    for method in ["$/nonsense", "kqlint/nonsense"] {
        let answer = client.ask(method, json!({})).await;
        assert_eq!(answer["error"]["code"], -32601, "{method}");
        client.notify(method, json!({})).await;
    }
    client.stop().await.expect("in order");
}

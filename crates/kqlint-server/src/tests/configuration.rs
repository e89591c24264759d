//! `kqlint.toml` while the server runs.

use std::fs;

use serde_json::{Value, json};

use super::client::Client;

/// A folder with these files, and the URI of `a.kql` in it.
fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("to be written");
    }
    let uri = format!("file://{}", folder.path().join("a.kql").display());
    (folder, uri)
}

fn count(findings: &Value) -> Option<usize> {
    findings["diagnostics"].as_array().map(Vec::len)
}

#[tokio::test]
async fn a_file_that_is_extended_is_watched_and_read_again() {
    let (folder, uri) = folder(&[
        ("kqlint.toml", "extends = \"base.toml\""),
        ("base.toml", "[rules]\nsyntax-error = \"off\""),
    ]);
    let mut client = Client::connect().await;
    client.open_as(&uri, "kql", "T |").await;
    assert_eq!(count(&client.findings_of(&uri, None).await), Some(0));
    let asked = client
        .wait(|message| {
            message["method"] == "client/registerCapability"
                && message.to_string().contains("base.toml")
        })
        .await;
    let watchers = &asked["params"]["registrations"][0]["registerOptions"]["watchers"];
    assert_eq!(watchers[0]["globPattern"]["pattern"], "base.toml");

    fs::write(folder.path().join("base.toml"), "").expect("to be written");
    client
        .notify("workspace/didChangeWatchedFiles", json!({ "changes": [] }))
        .await;
    assert_eq!(count(&client.findings_of(&uri, None).await), Some(1));
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn an_excluded_file_has_no_findings() {
    let (_folder, uri) = folder(&[("kqlint.toml", "exclude = \"a.*\"")]);
    let mut client = Client::connect().await;
    client.open_as(&uri, "kql", "T |").await;
    assert_eq!(count(&client.findings_of(&uri, None).await), Some(0));
    client.stop().await.expect("in order");
}

#[tokio::test]
async fn what_is_wrong_in_it_is_told_once() {
    let (_folder, uri) = folder(&[("kqlint.toml", "extend = 1")]);
    let mut client = Client::connect().await;
    client.open_as(&uri, "kql", "T |").await;
    let told = client
        .wait(|message| message["method"] == "window/showMessage")
        .await;
    let message = told["params"]["message"].as_str().expect("a text");
    assert!(message.contains("did you mean `extends`?"), "{message}");
    assert_eq!(count(&client.findings_of(&uri, None).await), Some(1));
    client.stop().await.expect("in order");
}

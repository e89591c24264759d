//! The handlers: each converts, calls a feature off this thread, and converts back.

use std::sync::Arc;

use tower_lsp_server::{
    Client, LanguageServer,
    jsonrpc::Result,
    ls_types::{
        CodeActionParams, CodeActionResponse, CompletionItem, CompletionParams, CompletionResponse,
        DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
        DidOpenTextDocumentParams, DocumentSymbolParams, DocumentSymbolResponse, Hover,
        HoverParams, InitializeParams, InitializeResult, InitializedParams, SignatureHelp,
        SignatureHelpParams, TextDocumentPositionParams, Uri,
    },
};

use crate::{
    actions, capabilities, completion,
    document::Document,
    guard, hover, publish,
    settings::Settings,
    signature,
    snapshot::Snapshot,
    state::{Editor, State},
    symbols, watching,
};

/// What the protocol talks to.
#[derive(Debug)]
pub(crate) struct Backend {
    state: Arc<State>,
}

impl Backend {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            state: Arc::new(State::new(client)),
        }
    }

    /// What the handlers share.
    pub(crate) fn state(&self) -> Arc<State> {
        Arc::clone(&self.state)
    }

    /// Answers a request about an open document from the document as it is now.
    async fn answer<T: Send + 'static>(
        &self,
        uri: &Uri,
        feature: impl FnOnce(&Snapshot, &State) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(snapshot) = self.state.snapshot(uri) else {
            return Ok(None);
        };
        let state = self.state();
        guard::request(move || feature(&snapshot, &state)).await
    }

    /// Forgets all findings, for the settings have changed.
    fn check_all(&self) {
        // The loop must not hold the documents: `schedule` asks for them.
        let uris = self.state.documents().invalidate_all();
        for uri in uris {
            publish::schedule(&self.state, uri);
        }
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let settings = Settings::from_options(params.initialization_options.as_ref());
        let editor = Editor::new(params.capabilities);
        let result = capabilities::initialize_result(editor.encoding);
        self.state.connect(editor, settings);
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        watching::start(&self.state);
    }

    async fn shutdown(&self) -> Result<()> {
        self.state.shut_down();
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let uri = params.text_document.uri.clone();
        guard::notification(|| {
            let document = Document::open(params.text_document);
            self.state.documents().open(uri.clone(), document);
        });
        publish::schedule(&self.state, uri);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let uri = params.text_document.uri;
        guard::notification(|| {
            let encoding = self.state.editor().encoding;
            if let Some(document) = self.state.documents().get_mut(&uri) {
                document.change(
                    params.text_document.version,
                    params.content_changes,
                    encoding,
                );
            }
        });
        publish::schedule(&self.state, uri);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        self.state.documents().close(&uri);
        publish::schedule(&self.state, uri);
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.state.reload_settings();
        self.check_all();
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |snapshot, _| {
            hover::of(snapshot, at.position)
        })
        .await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams {
            text_document,
            position,
        } = params.text_document_position;
        self.answer(&text_document.uri, move |snapshot, state| {
            completion::of(snapshot, position, state.editor())
        })
        .await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let state = self.state();
        guard::request(move || completion::resolve(item, &state)).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |snapshot, _| {
            signature::of(snapshot, at.position)
        })
        .await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        self.answer(&params.text_document.uri, |snapshot, _| {
            Some(DocumentSymbolResponse::Nested(symbols::of(snapshot)))
        })
        .await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.answer(&uri, move |snapshot, state| {
            Some(actions::of(snapshot, &params, state.editor()))
        })
        .await
    }
}

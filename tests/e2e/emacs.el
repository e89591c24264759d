;;; emacs.el --- Runs inside batch Emacs on query.kql  -*- lexical-binding: t -*-
;;; Commentary:
;; The third line of query.kql names a column that doesn't exist.  Batch Emacs has no idle timers, so what eglot does
;; when idle (sending changes, asking flymake) is asked for directly.
;;; Code:
(package-initialize)
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 10 eglot-confirm-server-initiated-edits nil make-backup-files nil create-lockfiles nil
      project-find-functions (list (lambda (dir) (cons 'transient dir))))

(defun wait (what test)
  "Let processes run until TEST gives a value, and give it; after ten seconds fail with WHAT."
  (let ((end (+ (float-time) 10)) value)
    (while (and (not (setq value (funcall test))) (< (float-time) end)) (accept-process-output nil 0.02))
    (or value (error "Waited for %s" what))))

(defun unknown-column ()
  "The diagnostic of the third line."
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (goto-char (point-min))
  (forward-line 2)
  (car (flymake-diagnostics (line-beginning-position) (line-end-position))))

(defvar tests
  `(("the server attaches" .
     ,(lambda ()
        (apply #'eglot (eglot--guess-contact))
        (wait "the server" (lambda () (and (eglot-current-server) (eglot-managed-p))))))
    ("the unknown column is a diagnostic" .
     ,(lambda ()
        (let ((d (wait "the diagnostic" #'unknown-column)))
          (should-equal (buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d)) "ClusterI")
          (should-equal (flymake-diagnostic-type d) 'eglot-error))))
    ("completion offers columns" .
     ,(lambda ()
        (unknown-column)
        (end-of-line)
        (let ((found (run-hook-wrapped 'completion-at-point-functions #'completion--capf-wrapper 'all)))
          (unless (member "ClusterId" (all-completions "Cluster" (nth 3 found))) (error "No ClusterId")))))
    ("the code action corrects the column" .
     ,(lambda ()
        (unknown-column)
        (forward-char 12)
        (let ((action (seq-find (lambda (it) (string-match-p "ClusterId" (plist-get it :title)))
                                (eglot-code-actions (point) nil nil nil))))
          (eglot--apply-workspace-edit (plist-get action :edit) nil))
        (wait "no diagnostic" (lambda () (not (unknown-column))))))
    ("the file is saved" .
     ,(lambda ()
        (save-buffer)
        (should-equal (with-temp-buffer (insert-file-contents "query.kql") (buffer-string))
                      "AmlComputeJobEvent\n| where TimeGenerated > ago(1d)\n| project ClusterId\n")))
    ("the server ends when told to" . ,(lambda () (eglot-shutdown (eglot-current-server) nil 5)))))

(defun should-equal (found expected)
  "Fail unless FOUND is EXPECTED."
  (unless (equal found expected) (error "Found %S, expected %S" found expected)))

(find-file "query.kql")
(dolist (test tests)
  (condition-case problem
      (progn (funcall (cdr test)) (princ (format "ok   %s\n" (car test))))
    (error (princ (format "FAIL %s: %s\n" (car test) (error-message-string problem)))
           (ignore-errors (eglot-shutdown-all))
           (kill-emacs 1))))
(kill-emacs 0)
;;; emacs.el ends here

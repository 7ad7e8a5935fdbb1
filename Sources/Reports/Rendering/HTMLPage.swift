/// A page that needs nothing else: no script, no picture, no font, no other server. It forbids the
/// browser to fetch any.
struct HTMLPage {
    /// What stands above it.
    let title: String
    let language: ReportLanguage
    /// CSS of ours.
    let style: String
    /// HTML of ours.
    let body: String

    /// The whole document, in UTF-8.
    var text: String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title.escapedForHTML)</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <main>
        <h1>\(title.escapedForHTML)</h1>
        \(body)</main>
        </body>
        </html>

        """
    }
}

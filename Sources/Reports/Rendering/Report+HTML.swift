import Telephony

extension Report {
    /// The report as one page that needs nothing else: no script, no picture, no font, no other
    /// server. The page forbids the browser to fetch any.
    ///
    /// - Parameters:
    ///   - title: what stands above it.
    ///   - language: of the headings.
    /// - Returns: an HTML document in UTF-8.
    public func html(title: String, in language: ReportLanguage) -> String {
        let charts = charts(in: language).map(\.svg).joined()
        let tables = tables(in: language).map { "<section>\n\($0.html)</section>\n" }.joined()
        let definitions = question.figures.map { figure in
            let definition = figure.definition
            let source = definition.source.isEmpty ? "" : " (\(definition.source))"
            return "<dt>\(figure.name(in: language).escapedForHTML) "
                + "<code>\(figure.key.escapedForHTML)</code></dt>"
                + "<dd>\((definition.formula + source).escapedForHTML)</dd>\n"
        }
        return HTMLPage(
            title: title, language: language, style: Report.style,
            body: """
                <p>\(span(in: language).escapedForHTML)</p>
                <section class="charts">
                \(charts)</section>
                \(tables)<section>
                <h2>\(language.choose("Définitions", "Definitions"))</h2>
                <dl>
                \(definitions.joined())</dl>
                <p class="note">\(Figure.letters.escapedForHTML)</p>
                </section>

                """
        ).text
    }

    /// Which time the report is about, by the clocks of the centre.
    private func span(in language: ReportLanguage) -> String {
        func text(_ time: WallTime?) -> String {
            time.map { question.zone.civilTime(at: $0.seconds).description } ?? "…"
        }
        let subject =
            question.value.map { "\(question.dimension.name(in: language)) \($0), " } ?? ""
        guard question.begin != nil || question.end != nil else {
            return "\(subject)\(question.zone.name)"
        }
        let span = language.choose(
            "du \(text(question.begin)) au \(text(question.end))",
            "from \(text(question.begin)) to \(text(question.end))")
        return "\(subject)\(span) (\(question.zone.name))"
    }

    static let style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --faint: #c9d1d9;
          --soft: #f3f5f7; --one: #1f6feb; --two: #c2410c; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117;
          --faint: #444c56; --soft: #161b22; --one: #58a6ff; --two: #f0883e; } }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 16px/1.45 system-ui, sans-serif; }
        main { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding: .3rem 0; }
        th, td { border-bottom: 1px solid var(--faint); padding: .3rem .6rem; text-align: right; }
        th[scope=row], thead th:first-child { text-align: left; }
        thead th { background: var(--soft); vertical-align: bottom; }
        .note { margin: 0; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(30rem, 1fr));
          gap: 1.5rem; }
        figure { margin: 0; }
        figcaption { font-weight: 600; }
        .legend { font-weight: 400; }
        .key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 .8em; }
        svg { width: 100%; height: auto; }
        svg text { fill: var(--ink); font-size: 12px; }
        .grid { stroke: var(--faint); }
        .part0 { fill: var(--one); background: var(--one); }
        .part1 { fill: var(--two); background: var(--two); }
        dt { font-weight: 600; }
        """
}

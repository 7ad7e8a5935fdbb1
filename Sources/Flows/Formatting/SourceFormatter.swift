/// Brings the files of designers into their one form: the order of keys that the language gives,
/// quotes only where YAML needs them, lines of a hundred columns, a blank line between steps.
///
/// Comments stay with what they tell of. What a file means stays the same, which is proved before
/// the text is given out.
///
/// ```swift
/// let result = SourceFormatter.format(SourceText(path: "flows/accueil.yaml", text: text), as: .flow)
/// ```
public struct SourceFormatter: Sendable {
    /// What formatting gave.
    public struct Result: Sendable {
        /// The text in its form; nil where the file can't be read.
        public let text: String?
        /// Why it can't be read.
        public let diagnostics: [Diagnostic]
    }

    /// The most columns of a line that can be broken.
    public static let width = 100

    /// The text of a file in its form.
    ///
    /// - Parameters:
    ///   - source: the file as it is.
    ///   - sort: what sort of file it is.
    /// - Returns: the text, or the faults of a file that can't be read.
    public static func format(_ source: SourceText, as sort: FlowSchema) -> Result {
        var loader = DocumentLoader()
        guard let root = loader.root(source, as: sort),
            !loader.diagnostics.contains(where: { $0.severity == .error })
        else {
            return Result(
                text: nil,
                diagnostics: loader.diagnostics.filter { $0.severity == .error }.sorted())
        }
        let text = draft(root, of: source, as: sort)
        // What would read otherwise stays as it is.
        let isSame =
            means(text, as: sort, path: source.path) == CanonicalForm.text(root, sort.shape)
        return Result(text: isSame ? text : source.text, diagnostics: [])
    }

    /// The text before it is proved.
    static func draft(_ root: YAMLNode, of source: SourceText, as sort: FlowSchema) -> String {
        let tree = CommentedTree(root, source)
        let apart = tree.take(SourceComment.comments(of: source, root: root))
        var writer = SourceWriter(sort)
        return writer.text(tree, top: apart.top, bottom: apart.bottom)
    }

    static func means(_ text: String, as sort: FlowSchema, path: String) -> String? {
        var loader = DocumentLoader()
        return loader.root(SourceText(path: path, text: text), as: sort).map {
            CanonicalForm.text($0, sort.shape)
        }
    }
}

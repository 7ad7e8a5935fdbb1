import Crypto
import Telephony

/// The form of a flow in which comments, quotes and the order of keys make no difference: what its
/// version is the hash of.
enum CanonicalForm {
    /// Twelve hexadecimal digits over a flow, the flows that it calls and the prompts it names.
    static func version(of document: FlowDocument, _ scope: CheckScope) -> String {
        var flows: [String: FlowDocument] = [:]
        var fresh = [document]
        while let flow = fresh.popLast() {
            guard let name = flow.name?.text, flows[name] == nil else { continue }
            flows[name] = flow
            fresh += flow.steps.compactMap { $0.fields.text(.call) }.compactMap(scope.flow)
        }
        var text = ""
        for (_, flow) in flows.sorted(by: { $0.key < $1.key }) {
            write(flow.root, FlowLanguage.flow, keepsOrder: false, to: &text)
            text += "\n"
            var prompts: Set<String> = []
            collectPrompts(flow.root, &prompts)
            for language in flow.languages {
                for prompt in prompts.sorted() {
                    guard let entry = scope.promptBook.entry(prompt, in: language) else { continue }
                    text += "\(language) \(prompt) "
                    write(entry.prompt.text.text, to: &text)
                    text += "\n"
                }
            }
        }
        return SHA256.hash(data: Array(text.utf8)).prefix(6).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// A file in a form in which only what it means tells it from another.
    static func text(_ root: YAMLNode, _ shape: Shape?) -> String {
        var text = ""
        write(root, shape, keepsOrder: false, to: &text)
        return text
    }

    /// One spelling of a key, for those that mean the same: `*` for `star`.
    static func name(_ key: String, _ kind: ScalarKind?) -> String {
        guard case .keys? = kind, let keys = ScalarReading.keys(key) else { return key }
        return String(keys.map(\.character))
    }

    private static func collectPrompts(_ node: YAMLNode, _ prompts: inout Set<String>) {
        switch node.content {
        case .scalar: return
        case .sequence(let items):
            for item in items { collectPrompts(item, &prompts) }
        case .mapping(let entries):
            if let prompt = entries[Word.prompt]?.scalar { prompts.insert(prompt.text) }
            for entry in entries { collectPrompts(entry.value, &prompts) }
        }
    }

    private static func write(
        _ node: YAMLNode, _ shape: Shape?, keepsOrder: Bool, to text: inout String
    ) {
        switch node.content {
        case .scalar(let scalar):
            write(normal(scalar.text, shape?.kind), to: &text)
        case .sequence(let items):
            text += "["
            for item in items {
                write(item, shape?.item, keepsOrder: false, to: &text)
                text += ","
            }
            text += "]"
        case .mapping(let entries):
            text += "{"
            let keyed = entries.map { (key: normal($0.key.text, shape?.keys), value: $0.value) }
            for entry in keepsOrder ? keyed : keyed.sorted(by: { $0.key < $1.key }) {
                write(entry.key, to: &text)
                text += ":"
                write(
                    entry.value, shape?.value(of: entry.key, beside: entries),
                    keepsOrder: ordered.contains(entry.key), to: &text)
                text += ","
            }
            text += "}"
        }
    }

    /// The mappings whose order means something.
    private static let ordered: Set<String> = [
        Word.steps.rawValue, Word.menu.rawValue, Word.set.rawValue,
    ]

    /// One spelling for what means the same.
    private static func normal(_ text: String, _ kind: ScalarKind?) -> String {
        switch kind {
        case .yesNo: ScalarReading.yesNo(text).map { $0 ? "yes" : "no" } ?? text
        case .duration: ScalarReading.duration(text).map { "\($0.inMilliseconds)ms" } ?? text
        case .keys, .termKey: ScalarReading.keys(text).map { String($0) } ?? text
        case .span: ScalarReading.span(text).map { "\($0.lowerBound)..\($0.upperBound)" } ?? text
        case .integer: ScalarReading.integer(text).map(String.init) ?? text
        default: text
        }
    }

    /// A text with its length, so that no two different lists of texts are written alike.
    private static func write(_ text: String, to output: inout String) {
        output += "\(text.utf8.count)'\(text)'"
    }
}

extension Shape {
    /// What a text is read as; nil where the shape is not one of a text.
    fileprivate var kind: ScalarKind? {
        switch unnamed {
        case .scalar(let kind): kind
        case .either(let shapes): shapes.lazy.compactMap(\.kind).first
        default: nil
        }
    }

    fileprivate var item: Shape? {
        switch unnamed {
        case .list(let item, _): item
        case .either(let shapes): shapes.lazy.compactMap(\.item).first
        default: nil
        }
    }

    fileprivate var keys: ScalarKind? {
        switch unnamed {
        case .dictionary(let keys, _): keys
        case .either(let shapes): shapes.lazy.compactMap(\.keys).first
        default: nil
        }
    }

    fileprivate func value(of key: String, beside entries: [YAMLEntry]) -> Shape? {
        switch unnamed {
        case .dictionary(_, let values): values
        case .table(let table): table.field(key)?.shape ?? table.others?.values
        case .variants(let variants):
            StepKind.find(in: entries, among: variants)?.table.field(key)?.shape
        case .either(let shapes):
            shapes.lazy.compactMap { $0.value(of: key, beside: entries) }.first
        case .scalar, .list, .named: nil
        }
    }
}

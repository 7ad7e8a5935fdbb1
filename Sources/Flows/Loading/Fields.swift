import Telephony

/// The keys of a mapping as written, read as what the language says they are.
///
/// A value that can't be read is nil: the loader has told the designer already.
struct Fields: Sendable {
    let entries: [YAMLEntry]
    let position: SourcePosition

    init(_ node: YAMLNode) {
        entries = node.mapping ?? []
        position = node.position
    }

    subscript(word: Word) -> YAMLNode? { entries[word] }

    /// Where the key stands.
    func key(_ word: Word) -> YAMLScalar? { entries.first { $0.key.text == word.rawValue }?.key }

    func scalar(_ word: Word) -> YAMLScalar? {
        guard let node = self[word], !node.isEmpty else { return nil }
        return node.scalar
    }

    func text(_ word: Word) -> String? { scalar(word)?.text }

    func duration(_ word: Word) -> Duration? { text(word).flatMap(ScalarReading.duration) }

    func integer(_ word: Word) -> Int? { text(word).flatMap { ScalarReading.integer($0) } }

    func yesNo(_ word: Word) -> Bool? { text(word).flatMap(ScalarReading.yesNo) }

    func span(_ word: Word) -> ClosedRange<Int>? { text(word).flatMap(ScalarReading.span) }

    /// The term key; `.some(nil)` for none, nil where nothing is written.
    func termKey(_ word: Word) -> Digit?? { text(word).flatMap(ScalarReading.termKey) }

    func target(_ word: Word) -> WrittenTarget? { scalar(word).map(WrittenTarget.init) }

    /// The names of a list.
    func list(_ word: Word) -> [YAMLScalar] { self[word]?.sequence?.compactMap(\.scalar) ?? [] }

    /// The entries of a mapping whose values are texts.
    func texts(_ word: Word) -> [(key: YAMLScalar, value: YAMLScalar)] {
        (self[word]?.mapping ?? []).compactMap { entry in
            entry.value.scalar.map { (entry.key, $0) }
        }
    }

    /// The entries of a mapping.
    func mapping(_ word: Word) -> [YAMLEntry] { self[word]?.mapping ?? [] }

    /// What is said.
    func saying(_ word: Word) -> [SayingItem] { self[word].map(SayingItem.items) ?? [] }

    /// What is said at the first, second … failure; nil where nothing is written.
    func escalation(_ word: Word) -> [[SayingItem]]? {
        self[word]?.sequence?.map(SayingItem.items)
    }

    /// Choices by keys.
    func choices(_ word: Word) -> [WrittenChoice] { mapping(word).compactMap(WrittenChoice.init) }
}

/// Where a call goes on, as written.
struct WrittenTarget: Sendable {
    let scalar: YAMLScalar
    let target: TargetText

    init(_ scalar: YAMLScalar) {
        self.scalar = scalar
        target = TargetText(scalar.text)
    }
}

/// One thing to say, as written.
struct SayingItem: Sendable {
    /// What it is.
    enum Content: Sendable {
        /// A prompt of the prompts files.
        case prompt(YAMLScalar)
        /// A text for a flow of one language.
        case text(YAMLScalar)
        /// A text for each language.
        case texts([(language: YAMLScalar, text: YAMLScalar)])
    }

    let content: Content
    let bargeIn: Bool?
    let position: SourcePosition

    /// What a step says: one thing or a list.
    static func items(_ node: YAMLNode) -> [SayingItem] {
        if let items = node.sequence { return items.compactMap(SayingItem.init) }
        return [node].compactMap(SayingItem.init)
    }

    init?(_ node: YAMLNode) {
        guard !node.isEmpty else { return nil }
        position = node.position
        switch node.content {
        case .scalar(let scalar):
            content = .text(scalar)
            bargeIn = nil
        case .sequence: return nil
        case .mapping(let entries):
            let fields = Fields(node)
            bargeIn = fields.yesNo(.bargeIn)
            if let prompt = fields.scalar(.prompt) {
                content = .prompt(prompt)
            } else if let text = fields.scalar(.text) {
                content = .text(text)
            } else {
                content = .texts(
                    entries.compactMap { entry in
                        guard entry.key.text != Word.bargeIn.rawValue else { return nil }
                        return entry.value.scalar.map { (entry.key, $0) }
                    })
            }
        }
    }
}

/// A choice of a menu, as written.
struct WrittenChoice: Sendable {
    let keyText: YAMLScalar
    let keys: [Digit]
    let next: WrittenTarget?
    /// What is written beside the target; nil where only that is.
    let fields: Fields?
    /// What the choice is for: a text, or one for each language.
    let say: SayingItem?

    init?(_ entry: YAMLEntry) {
        guard let keys = ScalarReading.keys(entry.key.text) else { return nil }
        keyText = entry.key
        self.keys = keys
        if let scalar = entry.value.scalar {
            next = WrittenTarget(scalar)
            fields = nil
            say = nil
        } else {
            let fields = Fields(entry.value)
            next = fields.target(.next)
            self.fields = fields
            say = fields[.say].flatMap(SayingItem.init)
        }
    }
}

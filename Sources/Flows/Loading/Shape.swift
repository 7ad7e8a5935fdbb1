/// What a part of a file may look like: what the loader checks against and the JSON Schema is made
/// from.
indirect enum Shape: Sendable {
    /// A text that is read as something.
    case scalar(ScalarKind)
    /// Known keys with a shape each.
    case table(Table)
    /// Keys that the designer names.
    case dictionary(ScalarKind, Shape)
    /// A list of so many.
    case list(Shape, ClosedRange<Int>)
    /// One of several, told apart by whether they are texts, mappings or lists.
    case either([Shape])
    /// A mapping whose shape is told by which of several keys it has.
    case variants([Variant])
    /// A shape that the JSON Schema defines once.
    case named(String, Shape)

    /// A mapping told by one of its keys.
    struct Variant: Sendable {
        let word: Word
        let table: Table
    }

    /// The shape without its name.
    var unnamed: Shape {
        if case .named(_, let shape) = self { shape.unnamed } else { self }
    }
}

/// The keys of a mapping.
struct Table: Sendable {
    let fields: [Field]
    /// Keys beside the known ones, as the languages of a text.
    var others: (keys: ScalarKind, values: Shape)?
    /// Sets of keys of which one must be there.
    var oneOf: [Word] = []
    /// The key of a file that this one adds to, with the only keys that it then still needs.
    var extending: (by: Word, needs: [Word])?

    init(_ fields: [Field], others: (keys: ScalarKind, values: Shape)? = nil, oneOf: [Word] = []) {
        self.fields = fields
        self.others = others
        self.oneOf = oneOf
    }

    func field(_ name: String) -> Field? { fields.first { $0.word.rawValue == name } }
}

/// A key of a mapping with what stands behind it.
struct Field: Sendable {
    let word: Word
    let shape: Shape
    let isRequired: Bool
    /// What the key is for, in one sentence; editors show it.
    let summary: String

    init(_ word: Word, _ shape: Shape, required: Bool = false, _ summary: String) {
        self.word = word
        self.shape = shape
        isRequired = required
        self.summary = summary
    }
}

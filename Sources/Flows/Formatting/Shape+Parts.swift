extension Shape {
    /// What a text of the shape is read as; nil where it is none.
    var scalarKind: ScalarKind? {
        switch unnamed {
        case .scalar(let kind): kind
        case .either(let shapes): shapes.lazy.compactMap(\.scalarKind).first
        case .table, .dictionary, .list, .variants, .named: nil
        }
    }

    /// The shape of a list's items.
    var itemShape: Shape? {
        switch unnamed {
        case .list(let item, _): item
        case .either(let shapes): shapes.lazy.compactMap(\.itemShape).first
        case .scalar, .table, .dictionary, .variants, .named: nil
        }
    }

    /// What the keys of a mapping are read as.
    var keyKind: ScalarKind? {
        switch unnamed {
        case .dictionary(let keys, _): keys
        case .table(let table): table.others?.keys
        case .either(let shapes): shapes.lazy.compactMap(\.keyKind).first
        case .scalar, .list, .variants, .named: nil
        }
    }

    /// The table of a mapping; nil where the designer names its keys.
    func table(of keys: [String]) -> Table? {
        switch unnamed {
        case .table(let table): table
        case .variants(let variants):
            (variants.first { $0.word != .say && keys.contains($0.word.rawValue) }
                ?? variants.first { keys.contains($0.word.rawValue) })?.table
        case .either(let shapes): shapes.lazy.compactMap { $0.table(of: keys) }.first
        case .scalar, .list, .dictionary, .named: nil
        }
    }

    /// The shape of the values of a mapping whose keys the designer names.
    var valueShape: Shape? {
        switch unnamed {
        case .dictionary(_, let values): values
        case .either(let shapes): shapes.lazy.compactMap(\.valueShape).first
        case .scalar, .list, .table, .variants, .named: nil
        }
    }

    /// The shape of what stands behind a key.
    func shape(behind key: String, among keys: [String]) -> Shape? {
        if let table = table(of: keys) {
            return table.field(key)?.shape ?? table.others?.values
        }
        return valueShape
    }
}

public import Telephony

/// The customers of a CSV file, found by the columns that were named for it.
///
/// The file is RFC 4180 in UTF-8, with or without a byte order mark, its columns separated by
/// commas or semicolons (whichever the header has more of), its first line their names. Every field
/// is a text, so that `0042` keeps its zeros. The file stays in memory as it is, and a line becomes
/// a record when it is asked for.
public struct CustomerDirectory: Sendable {
    /// The most bytes that a customer file has: 64 MiB.
    public static let maximumSize = 67_108_864

    /// A column that customers are found by.
    public struct Key: Hashable, Sendable {
        /// The name of the column.
        public var column: String
        /// Whether it holds telephone numbers, which are the same in every spelling.
        public var isTelephone: Bool

        /// Names a column.
        public init(_ column: String, isTelephone: Bool = false) {
            self.column = column
            self.isTelephone = isTelephone
        }
    }

    /// The names of the columns, in the order of the file.
    public let columns: [String]
    /// The places of the columns in the order of their names.
    private let columnOrder: [Int]
    /// How many customers there are.
    public let count: Int

    private let bytes: [UInt8]
    /// The byte at which each customer's line begins.
    private let starts: [Int]
    private let separator: UInt8
    private let countryCode: String
    private var indexes: [String: Index] = [:]

    /// Where the customers of one column's values are.
    private struct Index: Sendable {
        var isTelephone: Bool
        /// The byte at which the line of a value begins; nil where several lines share the value.
        var lines: [String: Int?] = [:]

        mutating func note(_ value: String, at line: Int, countryCode: String) {
            guard let key = key(value, countryCode: countryCode) else { return }
            lines.updateValue(lines.keys.contains(key) ? nil : line, forKey: key)
        }

        /// What is compared of a value; nil where nothing is to be found by it.
        func key(_ value: String, countryCode: String) -> String? {
            guard isTelephone else { return value.isEmpty ? nil : value }
            return PhoneNumber(value)?.international(countryCode: countryCode)
        }
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - keys: The columns that customers will be found by.
    ///   - countryCode: The country of telephone numbers that are written without one.
    /// - Throws: ``DirectoryError`` at the first place that can't be read.
    public init(
        _ bytes: [UInt8], keys: [Key], countryCode: String = "33"
    ) throws(DirectoryError) {
        guard bytes.count <= Self.maximumSize else {
            throw DirectoryError(reason: .tooLong, line: 1, column: 1)
        }
        var lines = SeparatedValues(bytes)
        if let offset = Self.firstOffsetOutsideUTF8(bytes) {
            throw lines.error(.notUTF8, at: offset)
        }
        let columns = try Self.header(&lines)
        self.columns = columns
        columnOrder = columns.indices.sorted { columns[$0] < columns[$1] }
        for key in keys {
            guard columns.contains(key.column) else {
                throw DirectoryError(reason: .missingColumn(key.column), line: 1, column: 1)
            }
            indexes[key.column] = Index(isTelephone: key.isTelephone)
        }
        self.bytes = bytes
        separator = lines.separator
        self.countryCode = countryCode

        let names = Set(keys.map(\.column))
        let keyColumns = zip(columns.indices, columns).filter { names.contains($0.1) }
        var starts: [Int] = []
        while let fields = try lines.nextLine() {
            let start = fields[0].start
            guard fields.count == columns.count else {
                throw lines.error(
                    .raggedLine(fields: fields.count, columns: columns.count), at: start)
            }
            starts.append(start)
            for (position, name) in keyColumns {
                let value = lines.text(fields[position])
                indexes[name]?.note(
                    value, at: start, countryCode: countryCode)
            }
        }
        self.starts = starts
        count = starts.count
    }

    /// The customer whose line has a value in a column, as a record of texts by the names of the
    /// columns; in constant time.
    ///
    /// Nil where there is none, where several lines have it (one customer would hear of another's
    /// account), and where the column is no key.
    public func find(column: String, value: String) -> Value? {
        guard let texts = texts(column: column, value: value) else { return nil }
        return .record(
            Dictionary(uniqueKeysWithValues: zip(columns, texts.map(Value.text))))
    }

    /// The same as the answer to a look-up; it failed where the column is no key.
    public func answer(column: String, value: String) -> OutsideAnswer {
        guard indexes[column] != nil else { return OutsideAnswer(outcome: .failed) }
        guard let texts = texts(column: column, value: value) else {
            return OutsideAnswer(outcome: .missing)
        }
        return OutsideAnswer(
            outcome: .found,
            values: columnOrder.map {
                WebRequest.Parameter(name: columns[$0], value: texts[$0])
            })
    }

    /// The fields of the one line that has a value in a column.
    private func texts(column: String, value: String) -> [String]? {
        guard let index = indexes[column], let key = index.key(value, countryCode: countryCode),
            let line = index.lines[key] ?? nil
        else { return nil }
        return fields(at: line)
    }

    /// All customers, in the order of the file: their fields in that of ``columns``.
    public var lines: [[String]] {
        starts.compactMap { fields(at: $0) }
    }

    /// A customer by their place in the file, from 0; nil where there is none.
    public func line(_ place: Int) -> [String]? {
        starts.indices.contains(place) ? fields(at: starts[place]) : nil
    }

    private func fields(at start: Int) -> [String]? {
        var reader = SeparatedValues(bytes, separator: separator, at: start)
        // The line has been read before, so that nothing can be wrong with it.
        return (try? reader.nextLine())?.map(reader.text)
    }

    /// The first customers of the file who can be found.
    func firstRecords(_ limit: Int) -> [[String: String]] {
        let lines = Set(indexes.values.flatMap { $0.lines.values.compactMap(\.self) }).sorted()
        return lines.prefix(limit).compactMap { line in
            var reader = SeparatedValues(bytes, separator: separator, at: line)
            // The line has been read before, so that nothing can be wrong with it.
            guard let fields = try? reader.nextLine() else { return nil }
            return Dictionary(uniqueKeysWithValues: zip(columns, fields.map(reader.text)))
        }
    }

    /// How many values of a key column stand in several lines, so that they find no one.
    public func ambiguousValues(column: String) -> Int {
        indexes[column]?.lines.values.count(where: { $0 == nil }) ?? 0
    }

    private static func header(
        _ lines: inout SeparatedValues
    ) throws(DirectoryError) -> [String] {
        guard let fields = try lines.nextLine() else { throw lines.error(.empty, at: 0) }
        var names: [String] = []
        for field in fields {
            let name = lines.text(field).trimmed
            guard !name.isEmpty else {
                throw lines.error(.unnamedColumn, at: field.start)
            }
            guard !names.contains(name) else {
                throw lines.error(.repeatedColumn(name), at: field.start)
            }
            names.append(name)
        }
        return names
    }

    private static func firstOffsetOutsideUTF8(_ bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            offset += UTF8.width(scalar)
        }
        return offset
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

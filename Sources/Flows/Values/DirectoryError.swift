/// Why a customer file can't be used.
public struct DirectoryError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The file is longer than ``CustomerDirectory/maximumSize`` bytes.
        case tooLong
        /// There is no header.
        case empty
        /// Bytes that are no UTF-8, as spreadsheets write them when they save as plain CSV.
        case notUTF8
        /// A column of the header has no name.
        case unnamedColumn
        /// Two columns have the same name.
        case repeatedColumn(String)
        /// There is no column of the name that customers are looked up by.
        case missingColumn(String)
        /// A line has another number of fields than the header.
        case raggedLine(fields: Int, columns: Int)
        /// A quote is not closed.
        case unclosedQuote
        /// Something stands between the closing quote of a field and the next field.
        case textAfterQuote
        /// A quote in a field that doesn't begin with one.
        case strayQuote
    }

    /// What is wrong.
    public let reason: Reason
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in Unicode scalars.
    public let column: Int
}

extension DirectoryError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch reason {
        case .tooLong: "the file is longer than \(CustomerDirectory.maximumSize) bytes"
        case .empty: "the file has no header line"
        case .notUTF8: "the file is not UTF-8; save it as ‘CSV UTF-8’"
        case .unnamedColumn: "a column has no name"
        case .repeatedColumn(let name): "two columns are named ‘\(name)’"
        case .missingColumn(let name): "there is no column ‘\(name)’"
        case .raggedLine(let fields, let columns):
            "the line has \(fields) field\(fields == 1 ? "" : "s"), the header \(columns)"
        case .unclosedQuote: "the quote is not closed"
        case .textAfterQuote: "a field ends with its closing quote; double a quote that is in it"
        case .strayQuote: "a field with a quote in it must begin with one, and the quote be doubled"
        }
    }
}

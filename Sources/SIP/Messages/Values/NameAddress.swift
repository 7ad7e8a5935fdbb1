/// A name with a URI and parameters, as in From, To, Contact and Route (RFC 3261 §20.10).
public struct NameAddress: Equatable, Sendable {
    /// The name to show, without quotes; nil where there is none.
    public var displayName: String?
    /// Whom or what it points at.
    public var uri: URI
    /// The parameters of the header (`tag`, `expires`, `q`), not those of the URI.
    public var parameters: Parameters

    /// Puts a value together from its parts.
    public init(_ uri: URI, displayName: String? = nil, parameters: Parameters = Parameters()) {
        self.displayName = displayName
        self.uri = uri
        self.parameters = parameters
    }

    /// Reads one value; nil where the text is none or is more than one.
    public init?(_ text: String) {
        guard let value = text.read(NameAddress.init(scanner:)) else { return nil }
        self = value
    }

    /// The tag, which names one side of a dialog (RFC 3261 §19.3).
    public var tag: String? {
        get { parameters["tag"] }
        set {
            if let newValue {
                parameters.set("tag", to: newValue)
            } else {
                parameters.remove("tag")
            }
        }
    }

    init?(scanner: inout ByteScanner) {
        scanner.skipBlanks()
        guard let name = NameAddress.takeName(&scanner) else { return nil }
        displayName = name.isEmpty ? nil : name
        let range: Range<Int>
        if scanner.skip(UInt8(ascii: "<")) {
            scanner.skipBlanks()
            let start = scanner.position
            let inside = scanner.take(upTo: UInt8(ascii: ">"))
            guard scanner.skip(UInt8(ascii: ">")) else { return nil }
            range = start..<scanner.trimmedEnd(of: inside)
        } else {
            range = scanner.take(.bareURI)
        }
        guard !range.isEmpty, let uri = URI(bytes: scanner.bytes(range)) else { return nil }
        self.uri = uri
        guard let parameters = Parameters(scanner: &scanner) else { return nil }
        self.parameters = parameters
    }

    /// The name before a `<`, empty where there is none; nil where it is broken.
    private static func takeName(_ scanner: inout ByteScanner) -> String? {
        if scanner.peek == UInt8(ascii: "\"") {
            guard let quoted = scanner.takeQuoted() else { return nil }
            scanner.skipBlanks()
            guard scanner.peek == UInt8(ascii: "<") else { return nil }
            return Escaping.unquoted(scanner.text(quoted))
        }
        let start = scanner.position
        let name = scanner.take(.unquotedName)
        guard scanner.peek == UInt8(ascii: "<") else {
            scanner.move(to: start)
            return ""
        }
        return scanner.text(start..<scanner.trimmedEnd(of: name))
    }
}

extension ByteClass {
    /// A URI without brackets: it ends where a parameter, a list or a query would begin, which
    /// RFC 3261 §20 allows only inside brackets.
    fileprivate static let bareURI = ByteClass(
        alphanumericsAnd: "-._~:/#[]@!$&'()*+=%", beyondASCII: true)
    /// A name without quotes: tokens and blanks, and what phones write without quoting it.
    fileprivate static let unquotedName = ByteClass(
        alphanumericsAnd: "-.!%*_+`'~ \t()/@:&#?=[]{}|^$", beyondASCII: true)
}

extension ByteScanner {
    /// Where a range ends once the blanks at its end are left out.
    func trimmedEnd(of range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, let byte = byte(at: end &- 1), ByteClass.blank.contains(byte)
        {
            end &-= 1
        }
        return end
    }

    /// Reads a list separated by commas, up to the end; nil where one of its values is broken.
    mutating func takeList<Value>(_ read: (inout ByteScanner) -> Value?) -> [Value]? {
        var values: [Value] = []
        repeat {
            skipBlanks()
            guard let value = read(&self) else { return nil }
            values.append(value)
        } while skipSeparator(UInt8(ascii: ","))
        skipBlanks()
        return isAtEnd ? values : nil
    }
}

extension NameAddress: CustomStringConvertible {
    /// As it is sent: always with brackets, the name in quotes.
    public var description: String {
        var text = ""
        if let displayName {
            text += Escaping.quoted(displayName)
            text += " "
        }
        text += "<"
        text += uri.description
        text += ">"
        text += parameters.description
        return text
    }
}

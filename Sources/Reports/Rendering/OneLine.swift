extension String {
    /// The text with every control character replaced by a space: C0, C1, delete, the separators of
    /// lines and paragraphs, and those that turn the direction of writing. So texts from outside
    /// steer no terminal.
    package var onOneLine: String {
        guard unicodeScalars.contains(where: \.isControl) else { return self }
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars { scalars.append(scalar.isControl ? " " : scalar) }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F: true
        default: false
        }
    }
}

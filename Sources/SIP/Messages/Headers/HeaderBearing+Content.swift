extension HeaderBearing {
    /// What kind of body it is (`application/sdp`), in lower case and without parameters; nil
    /// where none is told.
    public var contentType: String? {
        headers.first(.contentType).flatMap { ContentType($0)?.name }
    }

    /// The body of a kind: the whole body, or the first part of that kind where the body has
    /// several (`multipart/…`, RFC 5621 §3.1), as exchanges send SDP beside ISUP. The kind is
    /// asked for in lower case.
    public func content(_ type: String) -> [UInt8]? {
        guard let line = headers.first(.contentType), let told = ContentType(line), !body.isEmpty
        else { return nil }
        if told.name == type { return body }
        guard told.name.hasPrefix("multipart/"), let boundary = told.parameters["boundary"] else {
            return nil
        }
        return body.withUnsafeBufferPointer { bytes in
            MultipartBody.part(of: type, in: bytes, boundary: boundary).map { Array(bytes[$0]) }
        }
    }
}

/// The kind of a body, with its parameters.
struct ContentType {
    let name: String
    let parameters: Parameters

    /// Reads `multipart/mixed;boundary="x"`; nil for anything else.
    init?(_ text: String) {
        let value = text.read { scanner -> (String, Parameters)? in
            let kind = scanner.take(.token)
            guard !kind.isEmpty, scanner.skipSeparator(UInt8(ascii: "/")) else { return nil }
            let subtype = scanner.take(.token)
            guard !subtype.isEmpty, let parameters = Parameters(scanner: &scanner) else {
                return nil
            }
            let name = scanner.text(kind) + "/" + scanner.text(subtype)
            return (name.lowercased(), parameters)
        }
        guard let value else { return nil }
        (name, parameters) = value
    }
}

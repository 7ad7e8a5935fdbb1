import Telephony

extension SessionDescription {
    /// The description as the body of a message.
    public func bytes() -> [UInt8] { Array(description.utf8) }
}

extension SessionDescription: CustomStringConvertible {
    /// The description as it is sent.
    public var description: String {
        var text = "v=0\r\no=\(origin)\r\ns=-\r\n"
        if let connection { text += "c=IN \(connection.sdpText)\r\n" }
        text += "t=0 0\r\n"
        for attribute in attributes { text += "\(attribute)\r\n" }
        for stream in media { text += stream.description }
        return text
    }
}

extension SessionDescription.Origin: CustomStringConvertible {
    /// As it stands behind `o=`.
    public var description: String { "\(user) \(sessionID) \(version) IN \(host.sdpText)" }
}

extension MediaDescription: CustomStringConvertible {
    /// The stream's lines.
    public var description: String {
        let ports = portCount == 1 ? "\(port)" : "\(port)/\(portCount)"
        var text = "m=\(kind) \(ports) \(profile) \(formats.joined(separator: " "))\r\n"
        if let connection { text += "c=IN \(connection.sdpText)\r\n" }
        for attribute in attributes { text += "\(attribute)\r\n" }
        return text
    }
}

extension MediaAttribute: CustomStringConvertible {
    /// The attribute's line, without its end.
    public var description: String {
        guard let value else { return "a=" + name }
        return "a=" + name + ":" + value
    }
}

extension Host {
    /// The host behind the type of its address, as SDP wants it.
    fileprivate var sdpText: String {
        switch self {
        case .name(let name): "IP4 \(name)"
        case .address(let address): address.isVersion6 ? "IP6 \(address)" : "IP4 \(address)"
        }
    }
}

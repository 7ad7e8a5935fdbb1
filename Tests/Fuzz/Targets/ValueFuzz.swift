import SIP
import Telephony

/// The small values that stand in messages.
enum ValueFuzz {
    static func readURI(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let uri = SIPURI(text) {
            promise(uri == uri, "a URI equals itself: \(uri)")
            let written = uri.description
            promise(SIPURI(written) == uri, "a URI equals itself as written: \(written)")
            promise(
                SIPURI(written)?.hashValue == uri.hashValue, "equal URIs have one hash: \(written)")
        }
        if let uri = URI(text) {
            promise(URI(uri.description) == uri, "a URI equals itself as written: \(uri)")
            let name = NameAddress(uri, displayName: text)
            promise(
                NameAddress(name.description) != nil, "any name may stand in quotes: \(name)")
        }
        if let host = Host(text) {
            promise(Host(host.description) == host, "a host equals itself as written: \(host)")
        }
    }

    static func readHeader(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let via = Via(text) {
            promise(Via(via.description) == via, "a Via equals itself as written: \(via)")
        }
        if let name = NameAddress(text) {
            // What may not stand in a message is written as something else, once.
            let written = name.description
            promise(
                NameAddress(written)?.description == written,
                "a name equals itself as written: \(written)")
        }
        if let number = CSeq(text) {
            promise(CSeq(number.description) == number, "a CSeq equals itself as written")
        }
        _ = HeaderName(text)
        _ = (LogText.escaped(text), LogText.escaped(bytes))
        var headers = HeaderFields()
        for name in [HeaderName.via, .contact, .expires, .retryAfter, .require, .allow] {
            headers.append(name, text)
        }
        readAll(of: Request(.options, .sip(SIPURI(host: .name("a"))), headers: headers))
    }

    private static func readAll(of message: some HeaderBearing) {
        _ = (message.topVia, message.vias, message.contacts, message.routes, message.expires)
        _ = (message.retryAfter, message.require, message.allow, message.supported)
        _ = (message.from, message.to, message.cSeq, message.maxForwards)
    }

    static func readAddress(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let address = IPAddress(text) {
            promise(
                IPAddress(address.description) == address, "an address equals itself as written")
        }
        if let endpoint = IPEndpoint(text) {
            promise(
                IPEndpoint(endpoint.description) == endpoint,
                "an endpoint equals itself as written")
        }
        if let network = IPNetwork(text) {
            promise(
                IPNetwork(network.description) == network, "a network equals itself as written")
        }
    }
}

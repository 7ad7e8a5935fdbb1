/// The dialog that an INVITE takes the place of (RFC 3891 §6.1).
struct Replaces: Sendable, Equatable, CustomStringConvertible {
    var callID: String
    /// The tag on our side of the dialog, when we are the one who receives the header.
    var toTag: String
    var fromTag: String
    /// Whether only a dialog without an answer may be replaced.
    var earlyOnly = false

    /// Names a dialog of ours for its peer, who will receive the header.
    init(_ dialog: Dialog) {
        callID = dialog.callID
        toTag = dialog.remoteTag ?? "0"
        fromTag = dialog.localTag
    }

    /// Reads the value of a Replaces header; nil when it has no Call-ID or lacks a tag.
    init?(_ text: String) {
        let parts = text.filter { $0 != " " && $0 != "\t" }.split(separator: ";").map(String.init)
        guard let callID = parts.first else { return nil }
        var toTag: String?
        var fromTag: String?
        for part in parts.dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            switch (sides.first?.lowercased(), sides.count) {
            case ("to-tag", 2): toTag = sides[1]
            case ("from-tag", 2): fromTag = sides[1]
            case ("early-only", 1): earlyOnly = true
            default: break
            }
        }
        guard let toTag, let fromTag else { return nil }
        self.callID = callID
        self.toTag = toTag
        self.fromTag = fromTag
    }

    var description: String {
        "\(callID);to-tag=\(toTag);from-tag=\(fromTag)" + (earlyOnly ? ";early-only" : "")
    }
}

extension DiagnosticCode {
    /// A telephone that listens, and some trunks.
    private static func trunks(_ trunks: String, and more: String = "") -> String {
        "telephone: {listen: [\"udp:192.0.2.10:5060\"]}\n" + more + "trunks:\n" + trunks
    }

    /// A telephone that listens for TLS, and trunks to come.
    private static let secure =
        "telephone:\n  listen: [\"udp:192.0.2.10:5060\", \"tls:192.0.2.10:5061\"]\n"
        + "  certificate: tls/chaine.pem\n  private-key: tls/cle.pem\ntrunks:\n"

    private static func telephone(_ lines: String) -> String {
        "telephone:\n" + lines
    }

    private static func destination(_ destination: String) -> String {
        trunks(
            "  ovh: {from: [198.51.100.1], address: sip.exemple.fr, allows: [\"+331\"]}",
            and: "destinations:\n  siege: \(destination)\n")
    }

    /// What a fault of how calls come in and go out means.
    var telephoneExplanation: CodeExplanation? {
        switch self {
        case .badListener:
            CodeExplanation(
                "this is nothing to listen at",
                "Calls come in at udp:, tcp: or tls: with an address of this machine (0.0.0.0 for all "
                    + "of them) and a port, 5060 or, for TLS, 5061 if none is written.",
                wrongCentre: Self.telephone("  listen: [\"sip:192.0.2.10\"]  # here"),
                rightCentre: Self.telephone("  listen: [\"udp:192.0.2.10:5060\"]"))
        case .listenerTwice:
            CodeExplanation(
                "two listeners at one address and port",
                "The second could not be opened. TLS runs over TCP and needs a port of its own.",
                wrongCentre: Self.telephone(
                    "  listen:\n    - udp:0.0.0.0:5060\n    - udp:192.0.2.10:5060  # here"),
                rightCentre: Self.telephone(
                    "  listen:\n    - udp:0.0.0.0:5060\n    - tcp:0.0.0.0:5060"))
        case .incompleteCertificate:
            CodeExplanation(
                "TLS without a certificate and its key",
                "Telephones and trunks would refuse to talk. Both files are in PEM.",
                wrongCentre: Self.telephone("  listen: [\"tls:192.0.2.10:5061\"]  # here"),
                rightCentre: Self.telephone(
                    "  listen: [\"tls:192.0.2.10:5061\"]\n  certificate: tls/chaine.pem\n"
                        + "  private-key: tls/cle.pem"))
        case .badMediaPorts:
            CodeExplanation(
                "ports that can't carry the sound of calls",
                "Each call takes an even port and the odd one after it (RFC 3550 §11), above 1023, and "
                    + "none of them may be one where calls come in.",
                wrongCentre: Self.telephone(
                    "  listen: [\"udp:192.0.2.10:5060\"]\n  media: 10001..20000  # here"),
                rightCentre: Self.telephone(
                    "  listen: [\"udp:192.0.2.10:5060\"]\n  media: 10000..19999"))
        case .fewMediaPorts:
            CodeExplanation(
                "fewer ports for the sound than calls may come",
                "The calls beyond would be refused although their trunk allows them.",
                wrongCentre: Self.telephone(
                    "  listen: [\"udp:192.0.2.10:5060\"]\n  media: 10000..10199  # here\n"
                        + "trunks:\n  ovh: {from: [198.51.100.1], sessions: 200}"),
                rightCentre: Self.telephone(
                    "  listen: [\"udp:192.0.2.10:5060\"]\n  media: 10000..10399\n"
                        + "trunks:\n  ovh: {from: [198.51.100.1], sessions: 200}"))
        default: trunkExplanation
        }
    }

    private var trunkExplanation: CodeExplanation? {
        switch self {
        case .badNetwork:
            CodeExplanation(
                "this is no network",
                "A trunk is known by the addresses its calls come from: single ones, or a range "
                    + "whose address has no bits beyond its length. Host names can change under "
                    + "way and prove nothing.",
                wrongCentre: Self.trunks("  ovh: {from: [198.51.100.1/24]}  # here"),
                rightCentre: Self.trunks("  ovh: {from: [198.51.100.0/24]}"))
        case .networkTwice:
            CodeExplanation(
                "two owners of one address",
                "A call from there could be of either, with the rights of either.",
                wrongCentre: Self.trunks(
                    "  ovh: {from: [198.51.100.0/24]}\n  sfr: {from: [198.51.100.7]}  # here"),
                rightCentre: Self.trunks(
                    "  ovh: {from: [198.51.100.0/24]}\n  sfr: {from: [203.0.113.7]}"))
        case .openTrunk:
            CodeExplanation(
                "a trunk that anybody can call through",
                "Machines that search the Internet for such doors find them within minutes. Name the "
                    + "addresses of the trunk, or have its calls signed.",
                wrongCentre: Self.trunks("  monde: {from: [0.0.0.0/0]}  # here"),
                rightCentre: Self.trunks(
                    "  monde:\n    from: [0.0.0.0/0]\n    user: durand\n"
                        + "    password-file: secrets/monde\n    require-digest: yes"))
        case .incompleteAccount:
            CodeExplanation(
                "an account that lacks its user or its password, or has two",
                "Registering and signed calls need both, once.",
                wrongCentre: Self.trunks(
                    "  ovh: {from: [198.51.100.1], register: sip.exemple.fr}  # here"),
                rightCentre: Self.trunks(
                    "  ovh:\n    from: [198.51.100.1]\n    register: sip.exemple.fr\n"
                        + "    user: durand\n    password-environment: ALLO_OVH"))
        case .plainPassword:
            CodeExplanation(
                "a password in the centre file",
                "Centre files are copied, sent and kept in version control. Put the password into a "
                    + "file that only Allo reads, or into its environment.",
                wrongCentre: Self.trunks(
                    "  ovh:\n    from: [198.51.100.1]\n    user: durand\n"
                        + "    password: \"ne-pas-faire\"  # here"),
                rightCentre: Self.trunks(
                    "  ovh:\n    from: [198.51.100.1]\n    user: durand\n"
                        + "    password-file: secrets/ovh"))
        case .unknownTrunk:
            CodeExplanation(
                "there is no such trunk", "Destinations are reached through a declared trunk.",
                wrongCentre: Self.destination("{address: \"+33188000099\", trunk: ohv}  # here"),
                rightCentre: Self.destination("{address: \"+33188000099\", trunk: ovh}"))
        case .noTrunk:
            CodeExplanation(
                "no trunk leads to a destination",
                "A destination names its trunk, unless only one has an address that takes calls.",
                wrongCentre: Self.trunks(
                    "  ovh: {from: [198.51.100.1]}",
                    and: "destinations:\n  siege: {address: \"+33188000099\"}  # here\n"),
                rightCentre: Self.destination("{address: \"+33188000099\"}"))
        case .badPrefix:
            CodeExplanation(
                "neither the beginning of a number nor a host",
                "What a trunk allows are beginnings of numbers with their country code, as +331, and "
                    + "hosts of sip: addresses, as @exemple.fr.",
                wrongCentre: Self.trunks("  ovh: {from: [198.51.100.1], allows: [France]}  # here"),
                rightCentre: Self.trunks("  ovh: {from: [198.51.100.1], allows: [\"+33\"]}"))
        case .destinationNotAllowed:
            CodeExplanation(
                "a destination that its trunk does not allow",
                "Calls go out only to what the trunk's list allows: a wrong address can then cost "
                    + "nothing.",
                wrongCentre: Self.destination("{address: \"+882990000\"}  # here"),
                rightCentre: Self.destination("{address: \"0188000099\"}"))
        case .idleAuthorities:
            CodeExplanation(
                "authorities for a trunk that TLS does not lead to",
                "They vouch for the certificate of a TLS server. A trunk is reached over TLS where its "
                    + "address says so: sips:host, or sip:host;transport=tls.",
                wrongCentre: Self.trunks(
                    "  pbx:\n    from: [198.51.100.1]\n    address: 198.51.100.1:5060\n"
                        + "    authorities: tls/pbx.pem  # here"),
                rightCentre: Self.secure
                    + "  pbx:\n    from: [198.51.100.1]\n    address: sips:198.51.100.1:5061\n"
                    + "    authorities: tls/pbx.pem")
        case .unheardTransport:
            CodeExplanation(
                "a trunk over a transport that nothing listens for",
                "Calls go out by what they come in by: over TLS by a tls: listener, over TCP by a tcp: "
                    + "one, else by a udp: one. Without it the trunk is never reached.",
                wrongCentre: Self.trunks(
                    "  pbx:\n    from: [198.51.100.1]\n"
                        + "    address: sips:198.51.100.1:5061  # here"),
                rightCentre: Self.secure
                    + "  pbx:\n    from: [198.51.100.1]\n    address: sips:198.51.100.1:5061")
        default: nil
        }
    }
}

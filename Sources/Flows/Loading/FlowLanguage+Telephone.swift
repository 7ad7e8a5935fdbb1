extension FlowLanguage {
    private static let networks = Shape.list(plain, 1...64)

    /// How calls come in.
    static let telephone = Table([
        Field(
            .listen, .list(plain, 1...16), required: true,
            "Where calls come in, as udp:192.0.2.10:5060, tcp:… or tls:…."),
        Field(
            .media, .scalar(.span(1...65_535)),
            "The ports of the sound, two a call; 16384..32767 if not said."),
        Field(
            .mediaAddress, plain,
            "The address of this machine for the sound; that of the first listener if not said."),
        Field(
            .publicAddress, plain,
            "The address that the world knows this machine by, behind a router."),
        Field(.certificate, plain, "The file of the certificates for TLS, in PEM."),
        Field(.privateKey, plain, "The file of their private key, in PEM."),
    ])

    /// A provider or an exchange.
    static let trunk = Table(
        [
            Field(.from, networks, required: true, "Where its calls come from, as 192.0.2.0/24."),
            Field(
                .codecs,
                .list(.scalar(.word(Centre.Trunk.Codec.allCases.map(\.rawValue))), 1...3),
                "The codecs, best first; pcma and pcmu if not said."),
            Field(.user, plain, "The name of Allo's account there."),
        ] + password + [
            Field(.register, plain, "The host that Allo registers with."),
            Field(.address, plain, "The host that takes outgoing calls, as 192.0.2.1:5060."),
            Field(
                .authorities, plain,
                "The file of those, in PEM, who vouch for its TLS certificate; those of the system "
                    + "if not said."),
            Field(
                .allows, .list(plain, 1...256),
                "What may be called: beginnings of numbers as +33, hosts as @example.com."),
            Field(.requireDigest, yesNo, "Whether its calls must be signed with the password."),
            Field(
                .assertsIdentity, yesNo, "Whether the caller's number that it gives is trusted."),
            Field(.requireSRTP, yesNo, "Whether sound must be encrypted."),
            Field(
                .callsPerSecond, .scalar(.integer(1...100_000)),
                "How many calls may come in each second; 30."),
            Field(
                .sessions, .scalar(.integer(1...100_000)),
                "How many calls there may be at once; 1000."),
        ])

    /// The telephones of agents.
    static let phones = Table([
        Field(.from, networks, required: true, "The networks that they come from."),
        Field(
            .users, .dictionary(.name, .table(Table(password))), required: true,
            "Who may register, with their passwords."),
        Field(
            .digest, .list(.scalar(.word(Centre.Phones.Digest.allCases.map(\.rawValue))), 1...2),
            "How they may prove that they know these, the best first; sha-256 and md5."),
    ])

    private static let password = [
        Field(.passwordFile, plain, "The file whose first line is the password."),
        Field(.passwordEnvironment, plain, "The variable of the environment that is the password."),
        Field(.password, plain, "The password itself; better in a file of its own."),
    ]
}

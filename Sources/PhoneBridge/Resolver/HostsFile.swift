import Telephony

/// The names that this machine knows by itself, as in `/etc/hosts`.
enum HostsFile {
    /// Finds the addresses of a name.
    ///
    /// - Parameters:
    ///   - name: the name, in lower case.
    ///   - lines: the text of the file.
    /// - Returns: the addresses, in the order of the lines.
    static func addresses(of name: String, in lines: String) -> [IPAddress] {
        var addresses: [IPAddress] = []
        for line in lines.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
            guard let first = words.first,
                words.dropFirst().contains(where: { $0.lowercased() == name }),
                let address = IPAddress(first), !addresses.contains(address)
            else { continue }
            addresses.append(address)
        }
        return addresses
    }
}

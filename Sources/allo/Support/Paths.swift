/// Paths as people write them: `flows/accueil.yaml`, `.`, `/srv/allo`.
enum Paths {
    /// The folder that a file stands in; `.` for a bare name.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The folder above a folder; nil where there is none that could be named.
    static func above(_ folder: String) -> String? {
        guard folder != "/", folder != ".", !folder.hasSuffix("..") else { return nil }
        return parent(of: folder)
    }

    /// The last part: `accueil.yaml` of `flows/accueil.yaml`.
    static func name(of path: String) -> String {
        String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...])
    }

    /// The last part without its ending: `accueil` of `flows/accueil.yaml`.
    static func stem(of path: String) -> String {
        let name = name(of: path)
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// A path as seen from a folder, without the `..` that can be spared.
    static func join(_ folder: String, _ path: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        var parts: [Substring] = []
        for part in "\(folder)/\(path)".split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        if folder.hasPrefix("/") { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }
}

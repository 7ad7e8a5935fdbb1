import Flows
import Foundation

/// A service that works, to begin one's own with.
struct Template {
    struct File {
        /// The path within the folder of the service.
        let path: String
        let data: Data

        /// The text; nil for a recording and the like.
        var text: String? { String(validating: data, as: UTF8.self) }
    }

    /// The name: that of its folder, and of its main flow.
    let name: String
    let files: [File]

    /// All that the command brings, by name.
    static let all: [Template] = {
        var files: [String: [File]] = [:]
        for file in EmbeddedTemplates.files {
            let parts = file.path.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, let data = Data(base64Encoded: file.base64) else { continue }
            files[parts[0], default: []].append(File(path: parts[1], data: data))
        }
        return files.map { Template(name: $0.key, files: $0.value) }.sorted { $0.name < $1.name }
    }()

    /// The file of the flow that has the service's name; nil where none has.
    var mainFlow: String? { files.map(\.path).first { $0 == "\(name).yaml" } }

    /// The file of the flow that the centre file's first number leads to; nil where none does.
    var firstNumberedFlow: String? {
        let centre = files.first { $0.path == "centre.yaml" }
        let lines = (centre?.text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let numbers = lines.drop { $0 != "numbers:" }.dropFirst().prefix { $0.hasPrefix(" ") }
        for line in numbers {
            guard let key = line.firstRange(of: "{flow: ") else { continue }
            let flow = line[key.upperBound...].prefix { $0 != "," && $0 != "}" }
            let path = "\(flow).yaml"
            if files.contains(where: { $0.path == path }) { return path }
        }
        return nil
    }

    /// What it is, in a line: the first sentence of the comment that its main flow begins with.
    var summary: String {
        let main = files.first { $0.path == mainFlow ?? "centre.yaml" }
        let lines = (main?.text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let comment = lines.prefix { $0.hasPrefix("#") }
            .map { $0.drop { $0 == "#" || $0 == " " } }
            .filter { !$0.hasPrefix("yaml-language-server") }.joined(separator: " ")
        let end = comment.firstRange(of: ". ")?.lowerBound ?? comment.endIndex
        let sentence = comment[..<end]
        return sentence.hasSuffix(".") ? String(sentence.dropLast()) : String(sentence)
    }

    /// The files of a service of another name, in a folder of its own.
    func files(named new: String, in folder: String) -> [File] {
        files.map { file in
            let path = file.path == "\(name).yaml" ? "\(new).yaml" : file.path
            guard var text = file.text else { return File(path: path, data: file.data) }
            if path.hasSuffix(".yaml") { text = commented(text, in: folder) }
            text = renamed(text, in: file.path, as: new)
            return File(path: path, data: Data(text.utf8))
        }
    }

    /// A text with the name of the main flow replaced where it stands as one; what callers hear
    /// stays.
    private func renamed(_ text: String, in path: String, as new: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
            if path.hasSuffix(".call") { return renamedCall(String(line), as: new) }
            guard path.hasSuffix(".yaml") else { return String(line) }
            if path == "centre.yaml" {
                if line.hasPrefix("centre: ") { return "centre: \(new)" }
                if line == "prompts: ../prompts" { return "prompts: prompts" }
            }
            let renamed = renamedKeys(String(line), as: new)
            return path == "simulation.yaml" ? renamedSteps(renamed, as: new) : renamed
        }.joined(separator: "\n")
    }

    /// A text whose comments name the service's own folder, and no file that stays behind.
    private func commented(_ text: String, in folder: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.compactMap { line -> String? in
            guard line.drop(while: { $0 == " " }).hasPrefix("#") else { return String(line) }
            guard !line.contains("$schema=../") else { return nil }
            return String(line)
                .replacing(": see flows/README.md.", with: ".")
                .replacing(": see the README of Allo's flows.", with: ".")
                .replacing("flows/\(name)", with: folder)
        }.joined(separator: "\n")
    }

    /// `call from … to NAME at …`.
    private func renamedCall(_ line: String, as new: String) -> String {
        guard line.hasPrefix("call ") else { return line }
        return line.split(separator: " ", omittingEmptySubsequences: false)
            .reduce(into: [String]()) { words, word in
                words.append(words.last == "to" && word == name ? new : String(word))
            }.joined(separator: " ")
    }

    /// `NAME/step`, as simulations name steps.
    private func renamedSteps(_ line: String, as new: String) -> String {
        let key = line.drop { $0 == " " }
        guard key.hasPrefix("\(name)/") else { return line }
        return line.prefix(line.count - key.count) + new + key.dropFirst(name.count)
    }

    /// `flow: NAME` and the like, by themselves or in braces.
    private func renamedKeys(_ line: String, as new: String) -> String {
        guard !line.drop(while: { $0 == " " }).hasPrefix("#") else { return line }
        var line = line
        for key in ["flow", "call", "simulation"] {
            let written = "\(key): \(name)"
            var start = line.startIndex
            while let range = line[start...].firstRange(of: written) {
                let before =
                    range.lowerBound == line.startIndex
                    ? nil : line[line.index(before: range.lowerBound)]
                let after = range.upperBound == line.endIndex ? nil : line[range.upperBound]
                let isWhole =
                    (before == nil || before == " " || before == "{")
                    && (after == nil || after == " " || after == "," || after == "}")
                let offset = line.distance(from: line.startIndex, to: range.upperBound)
                guard isWhole else {
                    start = range.upperBound
                    continue
                }
                line.replaceSubrange(range, with: "\(key): \(new)")
                start = line.index(
                    line.startIndex, offsetBy: offset + new.count - name.count)
            }
        }
        return line
    }
}

import Flows
import Foundation
import Prompts
import Telephony

/// The files that are checked and run together: flows, their centre, their prompts, and what is
/// there beside them.
struct Project {
    /// The flow that was asked for; nil where a whole folder was.
    let flow: String?
    /// The folder of the prompts.
    let prompts: String
    /// The folder of the flows.
    let folder: String

    /// The folder of the centre file.
    let centreFolder: String

    /// The name of the file that tells who calls and who is there to answer, beside the flows.
    static let simulationFile = "simulation.yaml"

    let centre: SourceText?
    let flows: [SourceText]
    /// What is simulated, each with the files that it adds to.
    let simulations: [[SourceText]]
    private let promptFiles: [LanguageTag: SourceText]
    private let resources: ResourceListing

    /// Reads a folder of flows, or the folder that a flow stands in.
    ///
    /// - Parameters:
    ///   - path: a folder or a flow file.
    ///   - centrePath: the centre file; `centre.yaml` in the folder unless told.
    ///   - others: flow files in place of those of the same name in the folder.
    /// - Throws: ``Failure`` where a file can't be read.
    init(
        path: String, centre centrePath: String? = nil, replacing others: [String] = []
    ) async throws {
        let (folder, flow) = try Project.place(path)
        self.folder = folder
        self.flow = flow
        let centreFile = centrePath ?? Paths.join(folder, "centre.yaml")
        let hasCentre = centrePath != nil || FileManager.default.fileExists(atPath: centreFile)
        centre = hasCentre ? try Project.source(centreFile) : nil
        centreFolder = hasCentre ? Paths.parent(of: centreFile) : folder
        let references = CentreReferences(of: centre)
        prompts = Paths.join(centreFolder, references.prompts)
        let sources = try Project.files(in: folder, ending: ".yaml")
            .filter { $0 != "centre.yaml" && Paths.join(folder, $0) != centreFile }
            .map { file in
                let other = others.last { Paths.stem(of: $0) == Paths.stem(of: file) }
                return try Project.source(other ?? Paths.join(folder, file))
            }
        func isSimulation(_ source: SourceText) -> Bool {
            hasCentre
                && (Paths.name(of: source.path) == Project.simulationFile
                    || SimulationChecker.isSimulation(source))
        }
        flows = sources.filter { !isSimulation($0) }
        simulations = try sources.filter(isSimulation).map(Project.layers)
        for other in others where !flows.contains(where: { $0.path == other }) {
            throw Failure("\(other) stands for no flow of \(folder): its name must be that of one")
        }
        promptFiles = try Project.promptFiles(in: prompts)
        var resources = Project.resources(
            references, centreFolder: centreFolder, prompts: prompts,
            languages: Array(promptFiles.keys))
        if references.namesVoices { resources.voices = try await SpeechEngine.shared.voices() }
        self.resources = resources
        guard
            flow == nil
                || flows.contains(where: {
                    $0.path == path || $0.path.hasSuffix("/\(flow ?? "").yaml")
                })
        else {
            throw Failure(
                path.hasSuffix(".yaml")
                    ? "\(path) is not a flow file, but stands beside some"
                    : "\(path) is not a flow file: its name must end in .yaml")
        }
    }

    /// The texts of the flows and of the centre, by their paths.
    var texts: [String: String] {
        let sources = flows + [centre].compactMap(\.self)
        return Dictionary(sources.map { ($0.path, $0.text) }) { first, _ in first }
    }

    /// How many flows there are.
    var flowCount: Int { flows.count }

    /// How many files are checked.
    var fileCount: Int {
        flows.count + simulations.count + promptFiles.count + (centre == nil ? 0 : 1)
    }

    /// Checks everything. Of a single flow, only what it takes to run it.
    func check() -> CheckResult {
        guard let flow else {
            return FlowChecker.check(
                centre: centre, flows: flows, prompts: promptFiles, resources: resources,
                isWhole: true)
        }
        return FlowChecker.check(
            centre: centre, flows: Project.called(from: flow, among: flows), prompts: promptFiles,
            resources: resources)
    }

    /// Checks everything, with another text in place of the file of its path.
    func check(with source: SourceText) -> CheckResult {
        let replaced = flows.map { $0.path == source.path ? source : $0 }
        return FlowChecker.check(
            centre: centre?.path == source.path ? source : centre, flows: replaced,
            prompts: promptFiles, resources: resources, isWhole: true)
    }

    /// All that is wrong, in what is simulated too where calls can be taken.
    func diagnostics() -> [Diagnostic] {
        let result = check()
        guard flow == nil, let program = result.program else { return result.diagnostics }
        let found = simulations.flatMap { layers in
            layers.first.map {
                SimulationChecker.check($0, over: Array(layers.dropFirst()), of: program)
                    .diagnostics
            } ?? []
        }
        // What is wrong in a file that several add to is told once.
        return result.diagnostics + Set(found).sorted()
    }

    /// The program, once its faults have been told.
    ///
    /// - Throws: ``Failure`` where no call can be taken.
    func program() throws -> FlowProgram {
        let result = check()
        print(result.diagnostics.filter { $0.severity == .error })
        guard let program = result.program else {
            throw Failure("these faults must be mended first; allo explain CODE tells more")
        }
        return program
    }

    /// Prints diagnostics for people, on standard error.
    func print(_ diagnostics: [Diagnostic]) {
        let sources =
            [centre].compactMap { $0 } + flows + Array(promptFiles.values)
            + simulations.flatMap(\.self)
        Output.raw(DiagnosticText(sources).text(diagnostics))
    }

    // MARK: Reading

    private static func place(_ path: String) throws -> (folder: String, flow: String?) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("there is no \(path)")
        }
        guard !isFolder.boolValue else { return (path, nil) }
        let folder = Paths.parent(of: path)
        let stem = Paths.stem(of: path)
        return (folder, stem == "centre" ? nil : stem)
    }

    /// The flow and those that it calls, and so on; what can't be read is left in.
    private static func called(from flow: String, among sources: [SourceText]) -> [SourceText] {
        var wanted = [flow]
        var seen: Set<String> = []
        var found: [SourceText] = []
        while let name = wanted.popLast() {
            guard seen.insert(name).inserted,
                let source = sources.first(where: {
                    Paths.stem(of: $0.path) == name
                })
            else { continue }
            found.append(source)
            wanted += FlowReferences(of: source).flows
        }
        return found
    }

    static func source(_ path: String) throws -> SourceText {
        SourceText(
            path: path, bytes: [UInt8](try contents(of: path, atMost: SourceText.maximumSize + 1)))
    }

    /// A simulation file with the one that it adds to, and so on.
    ///
    /// - Throws: ``Failure`` where one can't be read, or adds to itself.
    static func layers(of source: SourceText) throws -> [SourceText] {
        var layers = [source]
        while let last = layers.last, let base = SimulationChecker.base(of: last) {
            let path = Paths.join(Paths.parent(of: last.path), base.path)
            guard FileManager.default.fileExists(atPath: path) else {
                // The checker tells of it at its place.
                break
            }
            let next = try Project.source(path)
            guard !layers.contains(where: { $0.text == next.text }), layers.count < 16 else {
                throw Failure("\(base.position): ‘\(base.path)’ adds to this file itself")
            }
            layers.append(next)
        }
        return layers
    }

    /// The bytes of a file, or its beginning where it is longer than anybody wants.
    static func contents(of path: String, atMost limit: Int) throws -> Data {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            return try file.read(upToCount: limit) ?? Data()
        } catch {
            throw Failure("\(path) can't be read: \(reason(of: error))")
        }
    }

    /// What the system said, in one sentence.
    static func reason(of error: any Error) -> String {
        let error = error as NSError
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        return cause.localizedFailureReason ?? cause.localizedDescription
    }

    static func files(in folder: String, ending: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted()
        } catch {
            throw Failure("the folder \(folder) can't be read")
        }
    }

    private static func promptFiles(in folder: String) throws -> [LanguageTag: SourceText] {
        guard FileManager.default.fileExists(atPath: folder) else { return [:] }
        var found: [LanguageTag: SourceText] = [:]
        for file in try files(in: folder, ending: ".yaml") {
            let tag = LanguageTag(rawValue: Paths.stem(of: file))
            found[tag] = try source(Paths.join(folder, file))
        }
        return found
    }

    /// What outside knows: time zones, recordings, customer files, sound files.
    private static func resources(
        _ references: CentreReferences, centreFolder: String, prompts: String,
        languages: [LanguageTag]
    ) -> ResourceListing {
        var customers: [String: [UInt8]] = [:]
        for file in references.customerFiles {
            // A file that can't be read is not there, as the checker will tell.
            customers[file] =
                (try? contents(
                    of: Paths.join(centreFolder, file), atMost: CustomerDirectory.maximumSize + 1))
                .map {
                    [UInt8]($0)
                }
        }
        let folder = RecordingFolder(path: prompts)
        // A file that can't be read is not there, as the checker will tell.
        let files = references.files.filter {
            FileManager.default.isReadableFile(atPath: Paths.join(centreFolder, $0))
        }
        let recordings = languages.map { ($0, Set(folder.names(in: $0.rawValue))) }
        return ResourceListing(
            timeZone: { TimeZoneRules(systemZone: $0) },
            recordings: Dictionary(uniqueKeysWithValues: recordings),
            pieces: MusicSynthesiser.pieces.map(\.name), customerFiles: customers,
            soundFiles: paths(below: centreFolder).union(paths(below: prompts)),
            files: Set(files))
    }

    /// The paths of all files of a folder and its folders, relative to it, to a depth of three.
    private static func paths(below folder: String) -> Set<String> {
        guard
            let files = FileManager.default.enumerator(
                at: URL(fileURLWithPath: folder), includingPropertiesForKeys: nil)
        else { return [] }
        let root = URL(fileURLWithPath: folder).standardizedFileURL.path + "/"
        var paths: Set<String> = []
        for case let file as URL in files {
            if files.level > 3 { files.skipDescendants() }
            paths.insert(String(file.standardizedFileURL.path.dropFirst(root.count)))
        }
        return paths
    }

    /// The text of a file that must be UTF-8.
    static func text(of path: String) throws -> String {
        let data = try contents(of: path, atMost: 16_777_216)
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Failure("\(path) is not UTF-8")
        }
        return text
    }

    /// Writes a text that is for its owner alone to a new file.
    ///
    /// - Throws: ``Failure`` where there is such a file already, or it can't be written.
    static func writeNew(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else {
            guard errno != EEXIST else { throw Failure.exists(path) }
            throw Failure("\(path) can't be written: \(String(cString: strerror(errno)))")
        }
        do {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try file.write(contentsOf: Data(text.utf8))
        } catch {
            // What was begun is worth nothing.
            unlink(path)
            throw Failure("\(path) can't be written: \(reason(of: error))")
        }
    }

    /// Writes a text to a file, whole or not at all.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            guard FileManager.default.fileExists(atPath: Paths.parent(of: path)) else {
                throw Failure(
                    "\(path) can't be written: there is no folder \(Paths.parent(of: path))")
            }
            throw Failure("\(path) can't be written: \(reason(of: error))")
        }
    }
}

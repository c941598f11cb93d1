using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>The hand-written C# below src, parsed by the compiler for the tests of this folder.</summary>
internal static class ProductCode
{
    public const string Product = "Yunhepan.FeedBot";

    /// <summary>The names of the projects below src.</summary>
    public static IEnumerable<string> Projects => Directory
        .EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Select(p => Path.GetFileNameWithoutExtension(p)!)
        .Order(StringComparer.Ordinal);

    /// <summary>The files of a project, migrations aside.</summary>
    public static IReadOnlyList<SyntaxTree> Files(string project) => [.. Directory
        .EnumerateFiles(Folder(project), "*.cs", SearchOption.AllDirectories)
        .Where(p => !p.Contains("/Migrations/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(p => CSharpSyntaxTree.ParseText(File.ReadAllText(p), CSharpParseOptions.Default, p))];

    /// <summary>The folder of a file inside its project: "." for the project's own.</summary>
    public static string FolderOf(string project, string path) =>
        Path.GetRelativePath(Folder(project), Path.GetDirectoryName(path)!).Replace('\\', '/');

    /// <summary>
    /// Which folders of a project use which others, with one example each. The one file of a project
    /// that registers its services names everything, so it is left out.
    /// </summary>
    public static IReadOnlyList<FolderUse> FolderUses(string project)
    {
        var files = Files(project);
        var compilation = CSharpCompilation.Create(project, files.Append(ImplicitUsings), References(project));
        var uses = new Dictionary<(string From, string To), FolderUse>();
        foreach (var file in files.Where(f => !RegistersServices(project, f.FilePath)))
        {
            var from = FolderOf(project, file.FilePath);
            var model = compilation.GetSemanticModel(file);
            foreach (var name in file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                foreach (var to in Declared(model, name).Select(t => FolderOf(project, t)).Where(t => t != from))
                    uses.TryAdd((from, to), new FolderUse(from, to, $"{Path.GetFileName(file.FilePath)} uses {name.Identifier.Text}"));
            }
        }

        return [.. uses.Values];
    }

    private static IEnumerable<string> Declared(SemanticModel model, SimpleNameSyntax name)
    {
        var symbol = model.GetSymbolInfo(name).Symbol;
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        return type is null ? [] : type.Locations.Where(l => l.IsInSource && l.SourceTree!.FilePath.Length > 0)
            .Select(l => l.SourceTree!.FilePath).Take(1);
    }

    private static bool RegistersServices(string project, string path) =>
        FolderOf(project, path) == "." && path.EndsWith("Services.cs", StringComparison.Ordinal);

    private static string Folder(string project) => Path.Combine(Checkout.Root, "src", project);

    private static SyntaxTree ImplicitUsings { get; } = CSharpSyntaxTree.ParseText(string.Concat(new[]
    {
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks", "Microsoft.Extensions.DependencyInjection",
    }.Select(n => $"global using {n};")));

    private static IEnumerable<MetadataReference> References(string project) =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileNameWithoutExtension(p) != project)
            .Select(p => MetadataReference.CreateFromFile(p));
}

/// <summary>One folder of a project depends on another.</summary>
internal sealed record FolderUse(string From, string To, string Example);

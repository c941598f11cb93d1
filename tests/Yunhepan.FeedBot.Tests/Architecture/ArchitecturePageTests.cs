using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>The pages that lead a newcomer through the code name only what exists.</summary>
public sealed partial class ArchitecturePageTests
{
    private const string Map = "docs/architecture.md";
    private const string Guide = "CONTRIBUTING.md";

    /// <summary>Files that the walks of the guide add.</summary>
    private static readonly string[] Invented = ["Chat/TextRobots/TextRobotPlatform.cs", "src/Yunhepan.FeedBot.Publishing/Writing/TextFormat.cs"];

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code { get; }

    [GeneratedRegex(@"^([A-Za-z]+(\.[A-Za-z]+)*(/[A-Z][A-Za-z0-9.]*)+/?|[A-Za-z.]+\.cs)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FilePath { get; }

    [GeneratedRegex(@"(?<![\w./:-])[A-Z][a-z]+[A-Za-z0-9]*(\.[A-Z][A-Za-z0-9]*)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeName { get; }

    [Theory]
    [InlineData(Map)]
    [InlineData(Guide)]
    public void Every_file_and_folder_that_a_page_names_exists(string page)
    {
        var files = Files("src").Concat(Files("tests")).ToList();

        var missing = CodeIn(page).Where(c => FilePath.IsMatch(c) && !Invented.Contains(c) && !files.Exists(f => Leads(f, c))).ToList();

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_type_and_member_that_the_map_names_is_in_the_code()
    {
        var names = ProductCode.Projects.SelectMany(ProductCode.Files).SelectMany(f => f.GetRoot().DescendantTokens())
            .Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText).ToHashSet(StringComparer.Ordinal);
        names.UnionWith(Files("tests").Select(f => Path.GetFileNameWithoutExtension(f)));

        var missing = CodeIn(Map).Where(c => !FilePath.IsMatch(c)).SelectMany(c => TypeName.Matches(c)).SelectMany(m => m.Value.Split('.'))
            .Where(n => !names.Contains(n)).ToList();

        Assert.Empty(missing);
    }

    private static IEnumerable<string> CodeIn(string page) =>
        File.ReadLines(Path.Combine(Checkout.Root, page)).SelectMany(line => Code.Matches(line)).Select(m => m.Groups["code"].Value);

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories)
        .Select(f => "/" + Bare(Path.GetRelativePath(Checkout.Root, f).Replace('\\', '/')));

    // A path may leave out the beginning of a file's path, and its extension: Polling/DueSources is a file of Ingestion.
    private static bool Leads(string file, string path)
    {
        var wanted = "/" + Bare(path.TrimEnd('/'));
        var at = file.IndexOf(wanted, StringComparison.Ordinal);
        return at >= 0 && (at + wanted.Length == file.Length || file[at + wanted.Length] is '.' or '/');
    }

    private static string Bare(string path) => path.Replace($"{ProductCode.Product}.", "", StringComparison.Ordinal);
}

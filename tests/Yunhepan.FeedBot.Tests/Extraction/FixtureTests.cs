using System.Text;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction;

/// <summary>
/// Every <c>NAME.ext</c> below Fixtures/feeds and Fixtures/pages with its <c>NAME.expected.json</c> is a test.
/// UPDATE_FIXTURES=1 rewrites the expectations in the source tree: read the difference before it is committed.
/// </summary>
public sealed class FixtureTests
{
    /// <summary>A Friday afternoon in China.</summary>
    public static readonly DateTimeOffset FetchedAt = new(2024, 3, 15, 14, 30, 0, TimeSpan.FromHours(8));

    private const string ExpectedSuffix = ".expected.json";

    public static TheoryData<string> Documents() => [.. Files().Select(file => Path.GetRelativePath(Root(), file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_gives_what_is_expected_of_it(string name)
    {
        var path = Path.Combine(Root(), name);
        var given = ParsedFeedJson.Write(DocumentParser.Parse(Request(name, File.ReadAllBytes(path)), TestContext.Current.CancellationToken));
        var expected = Path.ChangeExtension(name, null) + ExpectedSuffix;
        if (Environment.GetEnvironmentVariable("UPDATE_FIXTURES") == "1")
        {
            File.WriteAllText(Path.Combine(SourceRoot(), expected), given);
            return;
        }

        Assert.Equal(File.ReadAllText(Path.Combine(Root(), expected), Encoding.UTF8), given);
    }

    internal static ParseRequest Request(string name, byte[] bytes) => new()
    {
        Content = bytes,
        Url = "https://news.yunhe.example/" + name.Replace('\\', '/'),
        FetchedAt = FetchedAt,
    };

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Root(), "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(ExpectedSuffix, StringComparison.Ordinal));

    private static string Root() => Path.Combine(AppContext.BaseDirectory, "Extraction", "Fixtures");

    private static string SourceRoot() => Path.Combine(Checkout.Tests, "Extraction", "Fixtures");
}

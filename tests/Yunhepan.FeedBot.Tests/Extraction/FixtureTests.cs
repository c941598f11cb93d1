using System.Globalization;
using System.Text;
using Yunhepan.FeedBot.Extraction;

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

    /// <summary>FUZZ_ROUNDS sets how many; the same seed gives the same documents.</summary>
    [Fact]
    public void Mutated_documents_never_fail_and_never_overrun()
    {
        var seed = 20240315;
        var random = new Random(seed);
        var seeds = Files().Select(file => (Name: Path.GetRelativePath(Root(), file), Bytes: File.ReadAllBytes(file))).ToList();
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_ROUNDS"), CultureInfo.InvariantCulture, out var stated) ? stated : 150;
        for (var round = 0; round < rounds; round++)
        {
            var (name, bytes) = seeds[round % seeds.Count];
            var result = DocumentParser.Parse(Request(name, Mutate(bytes, random)), TestContext.Current.CancellationToken);
            var isFault = result is ParseResult.Unreadable(var reason) && reason.Contains("could not be read", StringComparison.Ordinal);
            Assert.False(isFault, $"seed {seed}, round {round}, {name}: {(result as ParseResult.Unreadable)?.Reason}");
        }
    }

    internal static ParseRequest Request(string name, byte[] bytes) => new()
    {
        Content = bytes,
        Url = "https://news.yunhe.example/" + name.Replace('\\', '/'),
        FetchedAt = FetchedAt,
    };

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = bytes.ToList();
        for (var change = random.Next(1, 12); change > 0 && mutated.Count > 1; change--)
        {
            var at = random.Next(mutated.Count);
            switch (random.Next(5))
            {
                case 0:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mutated.RemoveRange(at, Math.Min(random.Next(1, 40), mutated.Count - at));
                    break;
                case 2:
                    mutated.InsertRange(at, mutated.GetRange(random.Next(mutated.Count / 2), Math.Min(mutated.Count / 2, random.Next(200))));
                    break;
                case 3:
                    mutated.RemoveRange(at, mutated.Count - at);
                    break;
                default:
                    mutated.Insert(at, (byte)"<>&\"'/![]-:;{}\0"[random.Next(15)]);
                    break;
            }
        }

        return [.. mutated];
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Root(), "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(ExpectedSuffix, StringComparison.Ordinal));

    private static string Root() => Path.Combine(AppContext.BaseDirectory, "Extraction", "Fixtures");

    private static string SourceRoot() => Path.Combine(Checkout.Tests, "Extraction", "Fixtures");
}

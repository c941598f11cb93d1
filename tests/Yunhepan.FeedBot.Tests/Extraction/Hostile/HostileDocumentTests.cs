using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.Hostile;

/// <summary>
/// The benchmarks' <c>hostile</c> command measures time and memory at 10 MB; here each document must only finish. At this size
/// quadratic work takes minutes, and linear work a fraction of a second.
/// </summary>
public sealed class HostileDocumentTests
{
    private const int Size = 1_500_000;

    public static TheoryData<string> Names => [.. HostileDocuments.All.Keys.Where(name => !name.StartsWith("page:", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_document_ends(string name)
    {
        var request = new ParseRequest { Content = HostileDocuments.All[name](Size), Url = "https://news.yunhe.example/feed", FetchedAt = FixtureTests.FetchedAt };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(60));

        var result = await Task.Run(() => DocumentParser.Parse(request, stop.Token), CancellationToken.None).WaitAsync(stop.Token);

        if (result is ParseResult.Unreadable(var reason))
            Assert.DoesNotContain("could not be read", reason, StringComparison.Ordinal);
    }
}

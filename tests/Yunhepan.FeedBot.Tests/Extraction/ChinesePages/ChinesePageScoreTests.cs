using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;

namespace Yunhepan.FeedBot.Tests.Extraction.ChinesePages;

/// <summary>
/// Measures how well our own Chinese pages are read (README.md in this folder): <c>-showLiveOutput</c> prints the figures, and
/// the limits are slightly below them. Only totals are shown, because the folders "unseen", "unseen4" and "unseen5" must not be inspected page
/// by page.
/// </summary>
public sealed class ChinesePageScoreTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset FetchedAt = new(2026, 11, 29, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("seen", "body .97, title .99, day .99, minute .99, source .90, author .99, list .98, kind .99")]
    [InlineData("more", "body .97, title .99, day .99, minute .99, source .99, author .85, list .98, kind .99")]
    [InlineData("unseen", "body .93, title .90, day .80, minute .90, source .75, author .70, list .85, kind .95")]
    [InlineData("batch4", "body .97, title .99, day .99, minute .99, source .99, author .90, list .98, kind .99")]
    [InlineData("batch5", "body .96, title .99, day .99, minute .99, source .90, author .90, list .90, kind .99")]
    [InlineData("unseen5", "body .93, title .90, day .90, minute .99, source .80, author .70, list .98, kind .99")]
    [InlineData("unseen4", "body .94, title .75, day .85, minute .95, source .95, author .95, list .85, kind .95")]
    public void The_scores_on_our_own_pages_reach_their_minimum(string half, string floors)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Extraction", "ChinesePages", half);
        var score = new PageScore();
        foreach (var line in File.ReadLines(Path.Combine(folder, "cases.jsonl")).Where(l => l.Length > 0))
        {
            var page = JsonNode.Parse(line)!;
            score.Add(page, Read(page, File.ReadAllBytes(Path.Combine(folder, page["path"]!.GetValue<string>()))));
        }

        output.WriteLine($"{half}: {score}");
        foreach (var floor in floors.Split(", "))
        {
            var (name, least) = (floor.Split(' ')[0], double.Parse(floor.Split(' ')[1], CultureInfo.InvariantCulture));
            Assert.True(score[name] >= least, $"{half}: {name} is {score[name]:f3}, not {least:f2}");
        }
    }

    private static ParsedFeed? Read(JsonNode page, byte[] content)
    {
        var request = new ParseRequest
        {
            Content = content,
            ContentType = page["contentType"]!.GetValue<string>(),
            Url = page["baseUrl"]!.GetValue<string>(),
            FetchedAt = FetchedAt,
        };
        return (DocumentParser.Parse(request, TestContext.Current.CancellationToken) as ParseResult.Parsed)?.Feed;
    }
}

/// <summary>Means over pages: exact fields, the F1 of the entries of lists, and that of the characters and words of bodies.</summary>
internal sealed class PageScore
{
    private readonly SortedDictionary<string, List<double>> _of = new(StringComparer.Ordinal);

    public double this[string name] => _of[name].Average();

    public override string ToString() => string.Join(", ", _of.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value.Average():f3} of {f.Value.Count}")));

    public void Add(JsonNode page, ParsedFeed? feed)
    {
        var (truth, items) = (page["truth"]!, feed?.Items ?? []);
        if (page["kind"]!.GetValue<string>() == "list")
        {
            Count("kind", items.Count >= 2);
            var wanted = truth["items"]!.AsArray().Select(i => Address(i!["url"]!.GetValue<string>())).ToHashSet(StringComparer.Ordinal);
            var optional = Texts(truth["optional_urls"]).Select(Address).Except(wanted).ToHashSet(StringComparer.Ordinal);
            _of.TryAdd("list", []);
            _of["list"].Add(Common(wanted, items.Select(i => Address(i.Url ?? string.Empty)).Except(optional)));
            return;
        }

        var item = items is [{ ContentText: not null } single] ? single : null;
        Count("kind", item is not null);
        _of.TryAdd("body", []);
        _of["body"].Add(Common(Words(truth["body"]!.GetValue<string>()), Words(item?.ContentText ?? string.Empty)));
        AddFacts(truth, item);
    }

    private void AddFacts(JsonNode truth, ParsedItem? item)
    {
        if (truth["title"] is { } titles)
            Count("title", Texts(titles).Any(t => Bare(t) == Bare(item?.Title)));
        if (truth["source_name"] is { } names)
            Count("source", item?.Origin is { } origin && Texts(names).Any(n => Bare(n) == Bare(origin.Name)));
        if (truth["authors"] is { } authors)
            Count("author", new[] { authors }.Concat(truth["authors_alt"]?.AsArray().Select(a => a!) ?? [])
                .Any(a => Texts(a).Select(Bare).ToHashSet(StringComparer.Ordinal).SetEquals(item?.Authors.Select(w => Bare(w.Name)) ?? [])));
        if (truth["date"] is not { } dates)
            return;
        var told = Texts(dates).ToList();
        var at = item?.Published?.At.ToOffset(TimeSpan.FromHours(8));
        Count("day", told.Any(d => d[..10] == at?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        if (told.Where(d => d.Length >= 16).ToList() is { Count: > 0 } exact)
            Count("minute", exact.Any(d => d[..16] == at?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
    }

    private void Count(string name, bool isRight)
    {
        _of.TryAdd(name, []);
        _of[name].Add(isRight ? 1 : 0);
    }

    /// <summary>The F1 of two bags.</summary>
    private static double Common(IEnumerable<string> wanted, IEnumerable<string> found)
    {
        var left = wanted.CountBy(w => w).ToDictionary(StringComparer.Ordinal);
        int all = left.Values.Sum(), got = 0, right = 0;
        foreach (var word in found)
        {
            got++;
            if (left.TryGetValue(word, out var more) && more > 0)
                (left[word], right) = (more - 1, right + 1);
        }

        return all + got == 0 ? 1 : 2.0 * right / (all + got);
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text + " ")
        {
            if (char.IsLetterOrDigit(c) && c < '\u2e80')
            {
                word.Append(c);
                continue;
            }

            if (word.Length > 0)
                yield return word.ToString();
            word.Clear();
            if (char.IsLetterOrDigit(c))
                yield return c.ToString();
        }
    }

    private static string Address(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        ? uri.Host + Uri.UnescapeDataString(uri.AbsolutePath).TrimEnd('/') + uri.Query : url;

    private static string Bare(string? text) =>
        string.Concat((text ?? string.Empty).Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray array => array.Select(n => n!.GetValue<string>()),
        null => [],
        _ => [node.GetValue<string>()],
    };
}

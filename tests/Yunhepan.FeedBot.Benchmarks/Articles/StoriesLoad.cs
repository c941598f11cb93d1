using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Text;
using Yunhepan.FeedBot.Benchmarks.Extraction;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Documents;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Benchmarks.Articles;

/// <summary>
/// <c>stories PAGES [--every N] [--show N]</c>: measures how well stories are recognised on real pages (a folder with
/// <c>cases.jsonl</c> and its files; every N-th page is also changed as portals do, <see cref="StoryMutations"/>), and on the
/// real reposts among them.
/// </summary>
internal static class StoriesLoad
{
    private const int Shortest = 60;
    private static readonly DateTimeOffset Day = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var folder, ..])
        {
            await Console.Error.WriteLineAsync("stories PAGES [--every N] [--show N]");
            return 2;
        }

        int show = Option("--show", 0), every = Option("--every", 1);
        var pages = Read(folder);
        await Console.Out.WriteLineAsync($"{pages.Count} article pages with at least {Shortest} words or ideographs");
        var clusters = Reposts(pages);
        await using var rig = await StoreRig.StartAsync(null);
        var tally = new Tally(show);
        await AppendRealAsync(rig, pages, clusters, tally);
        await QueryAsync(rig, pages, clusters, every, tally);
        return tally.Print();

        int Option(string name, int otherwise) =>
            Array.IndexOf(args, name) is > 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
    }

    private static List<(string Id, StoryText Story)> Read(string folder)
    {
        List<(string, StoryText)> pages = [];
        // The collections share pages with one another, and some are saved twice under spellings of one address.
        HashSet<string> addresses = new(StringComparer.OrdinalIgnoreCase);
        foreach (var page in PageCases.Read(folder))
        {
            // "frontier" repeats six texts many times, each with one kind of difficulty.
            if (page.GetProperty("kind").GetString() != "article" || page.GetProperty("suite").GetString() == "frontier")
                continue;
            var request = new ParseRequest
            {
                Content = File.ReadAllBytes(Path.Combine(folder, page.GetProperty("path").GetString()!)),
                ContentType = page.GetProperty("contentType").GetString(),
                Url = page.TryGetProperty("baseUrl", out var url) ? url.GetString() : null,
                FetchedAt = Day,
            };
            if (DocumentParser.Parse(request) is not ParseResult.Parsed { Feed: { Kind: DocumentKind.Article } feed }
                || ItemNormaliser.Normalise(feed).Items is not [var item, ..]
                || TextUnits.Split(item.ContentText).Count < Shortest
                // Test pages are filled with this text.
                || item.ContentText.Contains("Lorem ipsum", StringComparison.OrdinalIgnoreCase))
                continue;
            if (request.Url is { } address && !addresses.Add(address.Replace("http://", "https://", StringComparison.OrdinalIgnoreCase).TrimEnd('/')))
                continue;
            pages.Add((page.GetProperty("id").GetString()!, new StoryText(item.Title, item.ContentText, Day)));
        }

        return pages;
    }

    /// <summary>Real reposts and duplicate pages, found by their texts and checked by hand.</summary>
    private static readonly (string, string)[] Labelled =
    [
        ("moz/lifehacker-post-comment-load", "moz/lifehacker-working"),
        ("news4k/cleveland.com1", "news4k/video_article_01"),
        ("traf/heavenlynnhealthy.de.areenburk", "traf/heavenlynnhealthy.de.mareenburk"),
        ("wcxb-dev/0463", "wcxb-dev/3035"),
        ("htmldate/d_jagdverband.de-erschuettert", "traf/djz.de-amoklauf"),
        ("traf/24horas.cl-segundo", "traf/cooperativa.cl-presidente"),
        ("moz/base-url", "moz/base-url-base-element"),
        ("moz/base-url", "moz/base-url-base-element-relative"),
        ("moz/rtl-1", "moz/rtl-2"),
        ("moz/rtl-1", "moz/rtl-3"),
        ("moz/rtl-1", "moz/rtl-4"),
    ];

    /// <summary>For each page, the number of the first page with the same story.</summary>
    private static int[] Reposts(List<(string Id, StoryText Story)> pages)
    {
        var cluster = Enumerable.Range(0, pages.Count).ToArray();
        var places = pages.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        foreach (var (one, other) in Labelled)
        {
            if (places.TryGetValue(one, out var a) && places.TryGetValue(other, out var b))
                cluster[Math.Max(a, b)] = cluster[Math.Min(a, b)];
        }

        return cluster;
    }

    private static async Task AppendRealAsync(StoreRig rig, List<(string Id, StoryText Story)> pages, int[] clusters, Tally tally)
    {
        for (var i = 0; i < pages.Count; i++)
        {
            var article = (await AppendAsync(rig, $"real-{i}", pages[i].Story)).Single();
            tally.Stories[i] = article.StoryId;
            tally.Seen.TryAdd(article.StoryId, pages[i].Id);
            tally.Count("real pages", clusters[i] == i ? null : tally.Stories[clusters[i]], article, pages[i].Id, tally);
        }
    }

    private static async Task QueryAsync(StoreRig rig, List<(string Id, StoryText Story)> pages, int[] clusters, int every, Tally tally)
    {
        var random = new Random(20261125);
        for (var i = 0; i < pages.Count; i += every)
        {
            foreach (var (name, apply) in StoryMutations.Same)
                await AskAsync(name, apply(pages[i].Story, random), tally.Stories[clusters[i]]);
            foreach (var (name, apply) in StoryMutations.Other)
                await AskAsync(name, apply(pages[i].Story, random), null);
            if (i >= 4)
                await AskAsync("a digest of five", StoryMutations.Digest([.. pages[(i - 4)..(i + 1)].Select(p => p.Story)], random), null);

            async Task AskAsync(string name, StoryText? story, Guid? expected)
            {
                if (story is null || TextUnits.Split(story.Text).Count < 20)
                    return;
                var started = Stopwatch.GetTimestamp();
                var article = (await AppendAsync(rig, "asked", story)).Single();
                tally.Took(Stopwatch.GetElapsedTime(started));
                tally.Count(name, expected, article, pages[i].Id, tally);
                // The next measurement uses the real pages alone.
                await rig.InScopeAsync(async s =>
                {
                    var db = s.GetRequiredService<ArticlesDb>();
                    await db.Articles.Where(a => a.Id == article.Id).ExecuteDeleteAsync();
                    await db.Database.ExecuteSqlAsync($"""DELETE FROM story_fingerprints WHERE "ArticleId" = {article.Id}""");
                    await db.Database.ExecuteSqlAsync($"DELETE FROM article_search WHERE rowid = {article.Id}");
                });
            }
        }
    }

    private static int _asked;

    private static async Task<IReadOnlyList<Article>> AppendAsync(StoreRig rig, string source, StoryText story) =>
        (await rig.AppendAsync(StoreRig.Source(source), [new ArticleDraft
        {
            Title = story.Title,
            ContentText = story.Text,
            Url = $"http://{source}.example/{_asked++}",
            PublishedAt = story.PublishedAt,
            PublishedHasTime = true,
        }])).New;

    private sealed class Tally(int show)
    {
        private readonly SortedDictionary<string, (int Right, int Wrong, int Missed, int Apart)> _rows = new(StringComparer.Ordinal);
        private readonly List<double> _times = [];
        private int _shown;

        public Dictionary<int, Guid> Stories { get; } = [];

        public Dictionary<Guid, string> Seen { get; } = [];

        public void Took(TimeSpan time) => _times.Add(time.TotalMilliseconds);

        /// <param name="expected">The story that it belongs to; null if it is another story.</param>
        public void Count(string name, Guid? expected, Article article, string about, Tally tally)
        {
            var row = _rows.GetValueOrDefault(name);
            var joined = article.StoryId != article.PublicId;
            if (joined && article.StoryId == expected)
                row.Right++;
            else if (joined)
                row.Wrong++;
            else if (expected is not null)
                row.Missed++;
            else
                row.Apart++;
            _rows[name] = row;
            if ((joined && article.StoryId != expected) || (!joined && expected is not null))
            {
                if (_shown++ < show)
                    Console.WriteLine($"  {(joined ? "WRONG" : "missed")} {name}: {about} {(joined ? "joined " + tally.Seen.GetValueOrDefault(article.StoryId) : "")} «{article.Title}»");
            }
        }

        public int Print()
        {
            Console.WriteLine($"{"",-52}{"joined",8}{"wrongly",8}{"missed",8}{"apart",8}");
            foreach (var (name, (right, wrong, missed, apart)) in _rows)
                Console.WriteLine($"{name,-52}{right,8}{wrong,8}{missed,8}{apart,8}");
            var all = _rows.Values.Aggregate((a, b) => (a.Right + b.Right, a.Wrong + b.Wrong, a.Missed + b.Missed, a.Apart + b.Apart));
            var precision = (double)all.Right / Math.Max(1, all.Right + all.Wrong);
            var recall = (double)all.Right / Math.Max(1, all.Right + all.Missed);
            _times.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"precision {precision:0.0000} (goal 0.99), recall {recall:0.0000} (goal 0.90); stored, filed, indexed and joined in {_times[_times.Count / 2]:0.0} ms (median), {_times[(int)(_times.Count * 0.99)]:0.0} ms (99 %)"));
            return precision >= 0.99 && recall >= 0.90 ? 0 : 1;
        }
    }
}

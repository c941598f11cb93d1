using System.Text.Json;
using Yunhepan.FeedBot.Extraction;
using Yunhepan.FeedBot.Extraction.Charsets;
using Yunhepan.FeedBot.Extraction.Pages;

namespace Yunhepan.FeedBot.Benchmarks.Extraction.BodyTraining;

/// <summary>A real article page with its human-labelled text, as lines with features and labels.</summary>
internal sealed class LabelledPage
{
    private LabelledPage(JsonElement page, PageContext context, PageReading reading)
    {
        Id = page.GetProperty("id").GetString()!;
        Suite = page.GetProperty("suite").GetString()!;
        Address = page.GetProperty("baseUrl").GetString() ?? Id;
        var body = reading.Body ?? new BodyCandidate(context.Body, .., 0);
        Rules = new RulesOnLines(context, body, reading.Title, reading.Facts);
        var features = new LineFeatures(context, reading.Body, reading.Title, reading.Facts, reading.Body is null ? new Dictionary<int, string>() : Rules.Dropped);
        Lines = [.. context.Lines.All.Select(line => line.Text)];
        Features = [.. Lines.Select((_, number) => features.Row(number).ToArray())];
        Truth = Truth.Read(page.GetProperty("truth"), page.GetProperty("lang").GetString() == "en");
        Labels = Truth.Label(Lines);
    }

    public string Id { get; }

    public string Suite { get; }

    /// <summary>Pages of one site look alike: they go into one fold.</summary>
    public string Address { get; }

    public IReadOnlyList<string> Lines { get; }

    public float[][] Features { get; }

    public RulesOnLines Rules { get; }

    public Truth Truth { get; }

    public IReadOnlyList<LineLabel> Labels { get; }

    /// <summary>Returns all article pages of a folder whose text is known.</summary>
    /// <param name="isAll">Also returns the held-out pages.</param>
    /// <param name="folder">Holds <c>cases.jsonl</c> (a line a page: id, suite, path, baseUrl, contentType, lang, kind, truth) and the pages.</param>
    public static List<LabelledPage> ReadAll(string folder, bool isAll)
    {
        var pages = new List<(JsonElement Page, int Number)>();
        foreach (var page in PageCases.Read(folder))
        {
            if (isAll || !PageFolds.IsKeptAside(page.GetProperty("suite").GetString()!, page.GetProperty("baseUrl").GetString()!))
                pages.Add((page, pages.Count));
        }
        return [.. pages.AsParallel().AsOrdered().Select(p => Read(folder, p.Page)).OfType<LabelledPage>()];
    }

    private static LabelledPage? Read(string folder, JsonElement page)
    {
        if (page.GetProperty("kind").GetString() != "article" || !Truth.IsToldBy(page.GetProperty("truth")))
            return null;
        var request = new ParseRequest
        {
            Content = File.ReadAllBytes(Path.Combine(folder, page.GetProperty("path").GetString()!)),
            ContentType = page.GetProperty("contentType").GetString(),
            Url = page.GetProperty("baseUrl").GetString(),
            FetchedAt = TimeProvider.System.GetUtcNow(),
        };
        var text = TextDecoder.Decode(request.Content, request.ContentType, request.Encoding, isXml: false);
        var context = PageContext.Read(request, text.Text, CancellationToken.None);
        return new LabelledPage(page, context, PageParser.Read(context, DocumentKind.Article, CancellationToken.None));
    }
}

using System.CommandLine;
using System.Runtime.CompilerServices;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <c>explain A [B]</c>: explains how a stored article came to its current state, or why two are the same article or story, or
/// not.
internal static class ExplainCommand
{
    private static readonly Argument<string> First = ServiceOptions.Article("ARTICLE");

    private static readonly Argument<string?> Second = new("OTHER")
    {
        Description = "Another article, to compare with.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = ReportCommand.Create(
            "explain",
            "Says how a stored article is identified, filed and told elsewhere, with its history; or why two are the same, or not.",
            (parsed, services, ct) => parsed.GetValue(Second) is { } other
                ? PairsAsync(services, parsed.GetValue(First)!, other, ct)
                : ArticlesAsync(services, parsed.GetValue(First)!, ct));
        command.Add(First);
        command.Add(Second);
        return command;
    }

    private static async IAsyncEnumerable<ReportLine> ArticlesAsync(
        IServiceProvider services, string named, [EnumeratorCancellation] CancellationToken ct)
    {
        var explanations = services.GetRequiredService<ArticleExplanations>();
        var articles = await StoredArticles.NamedAsync(services, named, ct);
        if (articles.Count > 1)
            yield return new($"{articles.Count} articles have this address:");
        foreach (var article in articles)
        {
            if (articles.Count > 1)
                yield return new($"");
            foreach (var line in ArticleText.Lines(await explanations.ExplainAsync(article, ct)))
                yield return line;
        }
    }

    private static async IAsyncEnumerable<ReportLine> PairsAsync(
        IServiceProvider services, string first, string second, [EnumeratorCancellation] CancellationToken ct)
    {
        var articles = await StoredArticles.NamedAsync(services, first, ct);
        var others = await StoredArticles.NamedAsync(services, second, ct);
        var pairs = articles.SelectMany(_ => others, (a, b) => (First: a, Second: b))
            .Where(p => p.First.Id != p.Second.Id || articles.Count * others.Count == 1);
        foreach (var line in pairs.SelectMany(p => ArticleText.Lines(ArticleExplanations.Explain(p.First, p.Second))))
            yield return line;
    }
}

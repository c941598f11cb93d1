using System.CommandLine;
using System.Runtime.CompilerServices;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <c>explain A [B]</c>: explains how a stored article came to its current state, or why two are the same article or story, or
/// not.
internal static class ExplainCommand
{
    private static readonly Argument<string[]> Named = ServiceOptions.AskedArticles("ARTICLE");

    public static Command Create()
    {
        var command = ReportCommand.Create(
            "explain",
            """
            Says of a stored article how it is known again, where its dates come from, what it is filed under and why, who else tells its
            story, and what has changed. With two articles: why they are the same article or the same story, or not.
            """,
            (parsed, services, ct) => AskedNumber.Names(parsed.GetValue(Named)!) switch
            {
                [var named] => ArticlesAsync(services, named, ct),
                [var one, var other] => PairsAsync(services, one, other, ct),
                _ => throw new CommandException("explain takes one article, or two to compare"),
            });
        command.Add(Named);
        return command;
    }

    private static async IAsyncEnumerable<ReportLine> ArticlesAsync(
        IServiceProvider services, string named, [EnumeratorCancellation] CancellationToken ct)
    {
        var explanations = services.GetRequiredService<ArticleExplanations>();
        var asked = await AskedArticle.FindAsync(services, named, ct);
        if (asked.Count > 1)
            yield return new($"{asked.Count} articles are known as {named}:");
        foreach (var (article, by) in asked)
        {
            if (asked.Count > 1)
                yield return new($"");
            if (asked.Count > 1 && by is not null)
                yield return new($"{by}:");
            foreach (var line in ArticleText.Lines(await explanations.ExplainAsync(article, ct)))
                yield return line;
        }
    }

    private static async IAsyncEnumerable<ReportLine> PairsAsync(
        IServiceProvider services, string first, string second, [EnumeratorCancellation] CancellationToken ct)
    {
        var articles = await AskedArticle.FindAsync(services, first, ct);
        var others = await AskedArticle.FindAsync(services, second, ct);
        var pairs = articles.SelectMany(_ => others, (a, b) => (First: a.Article, Second: b.Article))
            .Where(p => p.First.Id != p.Second.Id || articles.Count * others.Count == 1);
        foreach (var line in pairs.SelectMany(p => ArticleText.Lines(ArticleExplanations.Explain(p.First, p.Second))))
            yield return line;
    }
}
